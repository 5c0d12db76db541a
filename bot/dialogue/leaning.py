"""What a message means in the talk that it leans on: corrections, ways back, bare names."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.facets import FACET_OF_INTENT
from bot.dialogue.follow_up import asks_what_of_it, leans_on_the_last_turn
from bot.dialogue.message import Candidate, ConversationState, ParsedAsk, Understood
from bot.dialogue.naming import names_something
from bot.dialogue.signs import asks_after_all, asks_nothing, corrects, goes_back

OVERVIEW = "ask_overview"
BARE = frozenset({"inform", OVERVIEW})
"""intents of a message that names a procedure and asks nothing of it"""
_SURE_BESIDE_A_CORRECTION = 0.6
"""the words of a correction look like a facet's; a surer one is meant"""

_ALIKE = 0.4
"""what is as alike as this is said in the message, if in a longer name"""


def in_the_talk(
    message: Understood, state: ConversationState
) -> tuple[Understood, ConversationState]:
    """Return the message and the state as they are meant together."""
    if message.pressed:
        return message, state
    if goes_back(message.text):
        message = _to_what_we_talked_about(message, state)
    if corrects(message.text):
        message = _without_what_was_denied(message, state)
    vague = message.clarification is not None and asks_what_of_it(message.text)
    if vague or (leans(message) and _only_names(message)):
        message = _as_a_bare_name(message)
    return message, _without_the_denied(state, message)


def leans(message: Understood) -> bool:
    """Tell whether the message asks the same as before of something else."""
    leaning = leans_on_the_last_turn(message.text) or corrects(message.text)
    return leaning and not asks_after_all(message.beside or "")


def _to_what_we_talked_about(message: Understood, state: ConversationState) -> Understood:
    """Link "quay lại cái khai sinh" to what we talked about, not to a registration again."""
    before = {state.procedure, *state.earlier}
    alike = (each for each in message.candidates if each.score >= _ALIKE)
    meant = next((each.code for each in alike if each.code in before), None)
    if meant is None:
        return message
    intent = message.intent if message.intent in FACET_OF_INTENT else OVERVIEW
    return replace(
        message,
        intent=intent,
        candidates=(Candidate(meant, 1.0),),
        asks=(ParsedAsk(intent, meant),),
        clarification=None,
    )


def _without_what_was_denied(message: Understood, state: ConversationState) -> Understood:
    """Drop what "không phải phí, mấy ngày kìa" only names to say that it is not meant."""
    kept = tuple(ask for ask in message.asks if not _is_denied(ask, state))
    if kept and len(kept) < len(message.asks):
        message = replace(message, intent=kept[0].intent, asks=kept)
    if len(message.asks) == 1 and message.asks[0].procedure:
        message = replace(message, clarification=None)
    unsure = message.confidence < _SURE_BESIDE_A_CORRECTION
    return _as_a_bare_name(message) if unsure and _names(message) else message


def _is_denied(ask: ParsedAsk, state: ConversationState) -> bool:
    if ask.clarification is not None or state.procedure is None:
        return False
    same_facet = ask.intent == state.last_intent or ask.intent in BARE
    return same_facet and ask.procedure in (None, state.procedure)


def _names(message: Understood) -> bool:
    """Tell whether the message, or one of its clauses alone, names something."""
    return names_something(message) or any(ask.procedure for ask in message.asks)


def _only_names(message: Understood) -> bool:
    """Tell whether the message holds a procedure's name and words that ask nothing of it."""
    alone = message.beside is not None and len(message.asks) <= 1
    return alone and asks_nothing(message.beside or "")


def _as_a_bare_name(message: Understood) -> Understood:
    if message.intent in BARE:
        return message
    asks = tuple(replace(ask, intent=OVERVIEW) for ask in message.asks)
    return replace(message, intent=OVERVIEW, asks=asks)


def _without_the_denied(state: ConversationState, message: Understood) -> ConversationState:
    """Forget the procedure that was not meant, unless only another facet of it is asked."""
    asks_a_facet = message.intent in FACET_OF_INTENT and message.intent not in BARE
    if not state.denied or (asks_a_facet and not _names(message)):
        return state
    return replace(state, procedure=None, case=None, together=())
