"""Parsed messages of one clause, and what a conversation knew before them."""

from __future__ import annotations

from bot.dialogue.decisions import Answer, Decision
from bot.dialogue.message import Candidate, ConversationState, ParsedAsk, Understood

BIRTH, DEATH, MARRIAGE = "1.001193", "1.000656", "1.000894"
ABOUT_BIRTH = ConversationState(procedure=BIRTH, last_intent="ask_fee")
NOTHING_KNOWN = ConversationState()


def said(
    text: str, intent: str, *links: tuple[str, float], asks: bool = True, **rest
) -> Understood:
    """A message of one clause; it is linked when its best candidate is named."""
    candidates = tuple(Candidate(code, score) for code, score in links)
    linked = links[0][0] if links and links[0][1] >= 0.85 else None
    clauses = (ParsedAsk(intent, linked),) if asks else ()
    return Understood(intent=intent, text=text, candidates=candidates, asks=clauses, **rest)


def only_ask(decision: Decision) -> tuple[str, str]:
    assert isinstance(decision, Answer)
    (ask,) = decision.asks
    return ask.intent, ask.procedure
