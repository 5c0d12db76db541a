"""What the conversation remembers of a decision that was carried out: events for the slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.speaking import Events, offered
from bot.answers.facets import FACET_OF_INTENT, payload
from bot.catalogue.model import Facet
from bot.channels.replies import Reply
from bot.dialogue.decision import COMPARE
from bot.dialogue.decisions import (
    Answer,
    Ask,
    AskWhatAbout,
    AskWhichProcedure,
    ChooseProcedure,
    Clarify,
    Compare,
    Decision,
    SayNotHeld,
)
from bot.dialogue.message import ConversationState, ask_of
from bot.services import Services

_REMEMBERED = 4
"""so many procedures can be gone back to"""


def recalled(tracker: Tracker, services: Services) -> ConversationState:
    """Return what the conversation knows, with what is related to its procedure."""
    state = ConversationState.from_slots(tracker.slots)
    entries = services.catalogue.current().procedures
    related = (entry.related for entry in entries if entry.code == state.procedure)
    return replace(state, related=tuple(next(related, ())))


def remembered(decision: Decision, state: ConversationState) -> Events:
    """Return the events that keep what was decided for the next turn."""
    is_denial = isinstance(decision, AskWhichProcedure) and decision.instead_of is not None
    return [SlotSet("denied", is_denial or None), *_kept(decision, state)]


def listed(reply: Reply, decision: Decision, state: ConversationState) -> Events:
    """Return the events that keep what "cái thứ hai" may point at after this reply.

    These are the answers under numbers, else the choices; while we talk of one of them the
    list is kept beside the buttons of its answer.
    """
    buttons = tuple(each.payload for each in reply.buttons)
    if not isinstance(decision, Answer) or decision.open_question is not None:
        offers = [asked[1] for asked in map(ask_of, buttons) if asked]
        kept = SlotSet("listed", list(buttons) if len(offers) > 1 else None)
        others = isinstance(decision, ChooseProcedure) and offers and decision.beside not in offers
        # other ones are asked about: a facet alone is no longer about the procedure of before
        left = _about(None, (), state) if others else []
        return [*left, kept, offered(reply)]
    if len(decision.asks) > 1:
        numbered = [payload(ask.intent, ask.procedure, ask.case) for ask in decision.asks]
        return [SlotSet("listed", numbered), SlotSet("choices", numbered)]
    codes = {asked[1] for asked in map(ask_of, state.listed) if asked}
    of_the_list = decision.asks[-1].procedure in codes
    return [SlotSet("listed", list(state.listed) if of_the_list else None), offered(reply)]


def _kept(decision: Decision, state: ConversationState) -> Events:
    match decision:
        case Answer(asks):
            return _answered(asks, state)
        case AskWhichProcedure(intent, instead_of) if instead_of is not None:
            # the procedure stays: it may be another facet of it that was meant
            return [SlotSet("last_intent", intent)]
        case Compare(codes):
            return [*_about(codes[0], codes, state), SlotSet("last_intent", COMPARE)]
        case AskWhatAbout():
            return []
        case ChooseProcedure(_, intent, beside):
            return [*_about(beside, (), state), SlotSet("last_intent", intent)]
        case SayNotHeld():
            # what is asked next is about that procedure, of which we know nothing
            return [*_about(None, (), state), SlotSet("last_intent", None)]
        case Clarify(_, intent) | AskWhichProcedure(intent):
            # The name that comes next is to be answered with this facet.
            return [*_about(None, (), state), SlotSet("last_intent", intent)]


def told_before(code: str, state: ConversationState) -> frozenset[Facet]:
    """Return the facets of a procedure that were told in this conversation."""
    told = state.told if code == state.procedure else ()
    return frozenset(facet for facet in FACET_OF_INTENT.values() if facet in told)


def _answered(asks: Sequence[Ask], state: ConversationState) -> Events:
    last = asks[-1]
    codes = tuple(dict.fromkeys(ask.procedure for ask in asks))
    now = {FACET_OF_INTENT[ask.intent] for ask in asks if ask.procedure == last.procedure}
    return [
        *_about(last.procedure, codes, state),
        SlotSet("last_intent", last.intent),
        SlotSet("known_case", last.case),
        SlotSet("told", sorted(now | told_before(last.procedure, state))),
    ]


def _about(code: str | None, codes: Sequence[str], state: ConversationState) -> Events:
    """Keep the procedure that we talk about now, those beside it, and those before."""
    others = [
        each for each in (*codes, state.procedure, *state.earlier) if each not in (None, code)
    ]
    return [
        SlotSet("procedure", code),
        SlotSet("together", list(codes) if len(codes) > 1 else None),
        SlotSet("earlier_procedures", list(dict.fromkeys(others))[:_REMEMBERED]),
    ]
