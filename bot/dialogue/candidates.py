"""Which of a message's candidates is meant where no clause is linked to a procedure.

A score of ``NAMED`` or more says that the message names the procedure; below, it is the
chance that this one is meant (``bot.catalogue.confidence``).
"""

from __future__ import annotations

from dataclasses import replace

from bot.catalogue.confidence import MARGIN, MOST, NAMED, stands_out
from bot.dialogue.message import ConversationState, Understood
from bot.dialogue.naming import names_a_procedure

_TELLS = "inform"
CONTEXT_BONUS = MARGIN
"""what the talk adds to a chance; no more than a certain one is ahead"""
HALF_AS_LIKELY = 0.5
"""of candidates that are only similar, those this likely beside the best one are offered too"""


def in_context(message: Understood, state: ConversationState) -> Understood:
    """Return the message with the candidates made likelier that the talk is about, best first.

    These are the procedure that we talk about and those related to it. A message that names
    a procedure, or is certain of one, stays as it is, and so does one that only tells
    something ("tui chưa có chồng"). No bonus makes a candidate a named one.
    """
    if state.procedure is None or message.intent == _TELLS:
        return message
    if certain(message) or names_a_procedure(message):
        return message
    talk = {state.procedure, *state.related}
    weighed = [
        replace(each, score=max(each.score, min(MOST, each.score + CONTEXT_BONUS)))
        if each.code in talk
        else each
        for each in message.candidates
    ]
    return replace(message, candidates=tuple(sorted(weighed, key=lambda each: -each.score)))


def certain(message: Understood) -> str | None:
    """Return the candidate that is sure enough to be answered, with its name shown."""
    scores = [each.score for each in message.candidates]
    return message.candidates[0].code if stands_out(scores) else None


def worth_asking_about(message: Understood, state: ConversationState) -> tuple[str, ...]:
    """Return the candidates among which the person has to choose, best first.

    Only a procedure that is named draws the talk away from the one we talk about.
    """
    if not message.candidates:
        return ()
    best = message.candidates[0].score
    if best < NAMED and state.procedure is not None:
        return ()
    least = NAMED if best >= NAMED else HALF_AS_LIKELY * best
    return tuple(each.code for each in message.candidates if each.score >= least)


def offered_and_alike(message: Understood, state: ConversationState) -> str | None:
    """Return the only one of the offered procedures that a short answer resembles."""
    if message.intent != _TELLS or state.procedure is not None:
        return None
    alike = [each.code for each in message.candidates if each.code in state.offered]
    return alike[0] if len(alike) == 1 else None


def is_unsure(code: str, message: Understood) -> bool:
    """Tell whether the message resembles the procedure, but does not name it."""
    scores = [each.score for each in message.candidates if each.code == code]
    return bool(scores) and scores[0] < NAMED
