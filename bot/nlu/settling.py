"""What a message is after all, when its label cannot stand as it is.

Courtesies ("dạ chào anh", "không phải", "cảm ơn") stand beside what is asked and must
not hide it; a dossier code wants to be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.asks import CONFIDENT, SPLITTABLE, ClauseReading

FALLBACK = "nlu_fallback"
CHECK_DOSSIER = "check_dossier"
REPORT_SCAM = "report_scam"

_LINK = re.compile(r"https?://(?![\w.-]+\.gov\.vn(?:[/?#:\s]|$))|\b[\w-]+\.apk\b", re.IGNORECASE)
_SURE_OF_MORE = 0.85
"""how sure a clause must be of something grave beside a courtesy"""
_COURTESIES = frozenset({"greet", "thank", "goodbye", "affirm", "deny"})
_ANSWERS = frozenset({"affirm", "deny"})
_NO_ASK = _COURTESIES | {"out_of_scope", FALLBACK}
_SILENT_BESIDE_A_CODE = _NO_ASK | {"inform", "choose_option", "ask_overview", "help"}
"""intents that say nothing of their own when a dossier code stands in the message"""


def settled_intent(
    intent: str,
    confidence: float,
    clauses: Sequence[ClauseReading],
    *,
    names_procedure: bool,
    holds_code: bool,
    holds_link: bool = False,
) -> tuple[str, float]:
    """Return the intent that the message has in the end, and how sure it is."""
    if holds_code and intent in _SILENT_BESIDE_A_CODE:
        return CHECK_DOSSIER, 1.0
    unsure = confidence < CONFIDENT
    if holds_link and (unsure or intent in _SILENT_BESIDE_A_CODE | {"bot_challenge"}):
        return REPORT_SCAM, 1.0
    if intent in _COURTESIES or intent == FALLBACK:
        beside = _beside_courtesies(intent, clauses)
        if beside is not None:
            return beside
    if intent in _ANSWERS | {"greet"} and names_procedure:
        return "inform", confidence
    return intent, confidence


def holds_foreign_link(text: str) -> bool:
    """Tell whether the text holds a link outside the state's domain, or an app to install."""
    return bool(_LINK.search(text))


def _beside_courtesies(intent: str, clauses: Sequence[ClauseReading]) -> tuple[str, float] | None:
    """Return what the first clause asks that is more than courtesy."""
    for clause in clauses:
        sure = CONFIDENT if clause.intent in SPLITTABLE else _SURE_OF_MORE
        if clause.intent in _NO_ASK or clause.confidence < sure:
            continue
        if intent == FALLBACK and clause.intent not in SPLITTABLE:
            continue
        if intent in _ANSWERS and clause.intent == "ask_overview":
            # "không phải, ý tui là khai tử": only the name is another one
            return "inform", clause.confidence
        return clause.intent, clause.confidence
    return None


def named_beside_a_denial(clauses: Sequence[ClauseReading]) -> str | None:
    """Return what "không phải, thường trú cơ" names although the whole message links nothing.

    What is denied takes the name behind it away; in a clause of its own the name counts.
    """
    denied = [at for at, clause in enumerate(clauses) if clause.intent == "deny"]
    if not denied:
        return None
    names = {clause.procedure for clause in clauses[denied[0] + 1 :] if clause.procedure}
    return names.pop() if len(names) == 1 else None
