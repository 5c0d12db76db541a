"""Whether a record's text is that of its own procedure.

A few records carry the text of another procedure. The evidence, each enough by itself:

- several codes of a file claim the same page of the portal: at most one of them can be right,
  and nothing says which;
- the file it was collected in names another code, or its page another id than its own;
- the steps are, word for word, those of another procedure of the file, whose name fits the
  text well while the record's own name does not (twins of two levels fit alike and stay);
- the decision that published it is a province's, a trial, or another ministry's than that of
  the folder it was collected in: a province's edition tells what holds there;
- the name hardly stands in the text: less than 25 % of its pairs of syllables that are not
  found in every record, and no run of five syllables that holds two uncommon ones. Over the
  collected records that keeps out 1 % of them, most of them sound; of texts that were
  exchanged at random it catches 95 % (within one field 54 %: the names there are alike).

It is better to keep out a sound record than to tell one procedure's papers as another's. A
text that is too short to judge is kept in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.catalogue.portal.sections import is_cut
from bot.catalogue.portal.shapes import (
    CODE,
    CONDITIONS,
    DECISION,
    FILE,
    FOLDER,
    NAME,
    PAGE,
    PAGE_ID,
    PAPERS,
    RESULTS,
    STEPS,
    RawRecord,
)
from bot.catalogue.portal.texts import has_any
from bot.catalogue.portal.words import PortalWords

_CODE = re.compile(r"(?<!\d)\d\.\d{6}(?!\d)")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_ENOUGH_TEXT = 120
"""syllables; fewer say too little of what the text is about"""
_FITS = 0.25
_RUN = 5
_POOR_FIT, _BETTER_BY = 0.35, 0.15
_TELLING_NAME = 6
"""pairs of syllables; a shorter name fits many texts"""


def other_procedure(raw: RawRecord, words: PortalWords) -> str | None:
    """Return why the text is not that of the record's name and code; None when it is."""
    if raw.same_page:
        return f"its page is also given for {', '.join(raw.same_page)}"
    named = _CODE.search(raw.text(FILE))
    if named is not None and named.group() != raw.text(CODE).strip():
        return f"it was collected as {named.group()}"
    page, page_id = raw.text(PAGE), raw.text(PAGE_ID).strip()
    if page and page_id and page_id not in page:
        return "its page is not the one of its id"
    return _wrong_decision(raw, words) or _wrong_text(raw, words)


def _wrong_decision(raw: RawRecord, words: PortalWords) -> str | None:
    decision = raw.text(DECISION)
    if any(sign in decision for sign in words.province_decision):
        text = "\n".join(raw.texts.values())
        if not has_any(text, words.own_province):
            return f"it was published by a province: {decision}"
    if has_any(decision, words.trial_decision):
        return f"it is a trial: {decision}"
    own = words.ministries.get(raw.text(FOLDER))
    if own is None or any(sign in decision for sign in own):
        return None
    for folder, signs in words.ministries.items():
        if any(re.search(rf"(?<![A-ZĐ]){sign}(?![A-ZĐ])", decision) for sign in signs):
            return f"it was collected as {raw.text(FOLDER)}, but published by {folder}: {decision}"
    return None


def _wrong_text(raw: RawRecord, words: PortalWords) -> str | None:
    sections = (STEPS, PAPERS, RESULTS, CONDITIONS)
    body = syllables(" . ".join(raw.text(key) for key in sections))
    if len(body) < _ENOUGH_TEXT or is_cut(raw.text(PAPERS), words):
        return None
    name = raw.text(NAME)
    fit = likeness(name, body, words)
    for other in raw.same_steps:
        if len(_telling_pairs(other, words)) < _TELLING_NAME:
            continue
        if fit < _POOR_FIT and likeness(other, body, words) > fit + _BETTER_BY:
            return f"its steps are those of “{other[:80]}”"
    if fit < _FITS and not _has_run(syllables(name), body, words):
        return f"its text does not speak of its name ({fit:.0%} of it is found)"
    return None


def syllables(text: str) -> list[str]:
    """Return the syllables of a text in lower case."""
    return _SYLLABLE.findall(text.lower())


def likeness(name: str, body: Sequence[str], words: PortalWords) -> float:
    """Return how many of the name's telling pairs of syllables the text has (0 to 1)."""
    pairs = _telling_pairs(name, words)
    return len(pairs & set(pairwise(body))) / len(pairs) if pairs else 1.0


def _telling_pairs(name: str, words: PortalWords) -> set[tuple[str, str]]:
    common = words.common_syllables
    told = pairwise(syllables(name))
    return {(one, two) for one, two in told if not (one in common and two in common)}


def _has_run(name: Sequence[str], body: Sequence[str], words: PortalWords) -> bool:
    """Tell whether a telling run of the name's syllables stands in the text."""
    runs = {tuple(body[at : at + _RUN]) for at in range(len(body) - _RUN + 1)}
    return any(
        tuple(name[at : at + _RUN]) in runs
        and sum(each not in words.common_syllables for each in name[at : at + _RUN]) > 1
        for at in range(len(name) - _RUN + 1)
    )
