"""Decides which procedures and facets a message is about, or what to ask back.

Order: a pressed button → one of what was listed → a vague phrase → what each clause names →
what the conversation was about → a question back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.facets import FACET_OF_INTENT
from bot.answers.lengths import Length
from bot.dialogue.candidates import (
    certain,
    in_context,
    is_unsure,
    offered_and_alike,
    worth_asking_about,
)
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
from bot.dialogue.follow_up import asks_whether_needed, leans_on_the_last_turn
from bot.dialogue.leaning import BARE, OVERVIEW, in_the_talk, leans
from bot.dialogue.message import ConversationState, ParsedAsk, Understood, ask_of
from bot.dialogue.naming import names_something
from bot.dialogue.pointing import MAX_ASKS, pointed_ask

MAX_CHOICES = 4
COMPARE = "compare_procedures"
DOSSIER_INTENTS = frozenset({"check_dossier", "ask_dossier_late", "ask_dossier_supplement"})
_OF_A_DOSSIER = frozenset(
    {"ask_processing_time", "ask_where", "ask_result", "ask_steps", "ask_form"}
)
"""facets that a dossier has too: "còn mấy ngày", "lấy ở đâu"."""


def decide(message: Understood, state: ConversationState) -> Decision:
    """Return what to do about a message that asks something of a procedure."""
    if message.carried:
        return Answer((Ask(_facet(message.intent), message.carried, message.case),))
    message, state = in_the_talk(message, state)
    pointed = pointed_ask(message, state)
    if pointed is not None:
        return Answer((pointed,))
    if message.intent == COMPARE:
        return _compare(message, state)
    if message.not_held and not _asks_for_a_paper(message, state):
        return SayNotHeld(message.not_held)
    if message.clarification:
        return Clarify(message.clarification, _carried_facet(message, state))
    message = in_context(message, state)
    asks = _asks_of(message, state)
    if _repeats_itself(asks, message, state):
        return _another_procedure(message, state.procedure or "", asks[0].intent)
    chosen = offered_and_alike(message, state) if asks[0].procedure is None else None
    if chosen:
        return Answer((Ask(asks[0].intent, chosen),))
    if len(asks) == 1 and asks[0].procedure is None:
        asks = (replace(asks[0], procedure=certain(message)),)
        choices = worth_asking_about(message, state) if asks[0].procedure is None else ()
        if choices:
            return ChooseProcedure(choices[:MAX_CHOICES], asks[0].intent)
    if message.intent == "inform" and state.procedure and _tells_no_more(asks[0], state):
        return AskWhatAbout(state.procedure)
    vague = [ask for ask in asks if ask.clarification and not ask.procedure]
    question = Clarify(vague[0].clarification or "", vague[0].intent) if vague else None
    known = _with_procedures([ask for ask in asks if ask not in vague], message, state)
    if known:
        return Answer(known, _others(message), question)
    return question or _among_the_offered(asks[0].intent, state)


def decide_unclear(message: Understood, state: ConversationState) -> Decision | None:
    """Return what a message without a clear intent is about, if there is anything."""
    if names_something(message):
        return decide_overview(message, state)
    if state.procedure is None or state.last_intent not in FACET_OF_INTENT:
        return None
    if leans(message):  # "còn cấp lại thì sao": a neighbour may be meant
        return _another_procedure(message, state.procedure, state.last_intent or OVERVIEW)
    return AskWhatAbout(state.procedure, understood=False)


def decide_overview(message: Understood, state: ConversationState) -> Decision:
    """Return what a message is about that names something and asks nothing of it."""
    only = message.asks[0].procedure if len(message.asks) == 1 else None
    asks = (ParsedAsk(OVERVIEW, only),) if only else ()
    return decide(replace(message, intent=OVERVIEW, asks=asks), state)


def decide_back(message: Understood, state: ConversationState) -> Decision | None:
    """Return what "quay lại cái hồi nãy" goes back to, if we talked about anything."""
    if names_something(message):
        return decide_overview(message, state)
    before = next(iter(state.earlier), state.procedure)
    return Answer((Ask(OVERVIEW, before),)) if before else None


def decide_instead(state: ConversationState) -> Decision | None:
    """Return the question what else was meant, for "không phải cái đó" after an answer."""
    facet = state.last_intent
    if facet is None or facet not in FACET_OF_INTENT or not (state.procedure or state.offered):
        return None
    return AskWhichProcedure(facet, instead_of=state.procedure)


def decide_again(state: ConversationState, length: Length = "usual") -> Decision | None:
    """Return what was answered last, for somebody who wants to hear it again."""
    if state.last_intent == COMPARE and state.together:
        return Compare(state.together)
    facet = state.last_intent
    if state.procedure is None or facet is None or facet not in FACET_OF_INTENT:
        return None
    if state.listed and state.listed == state.choices:  # several asks were answered last
        numbered = [asked for asked in map(ask_of, state.listed) if asked]
        return Answer(tuple(Ask(*asked) for asked in numbered), length=length)
    codes = state.together or (state.procedure,)
    return Answer(tuple(Ask(facet, code, _case(code, state)) for code in codes), length=length)


def is_about_the_dossier(message: Understood, state: ConversationState) -> bool:
    """Tell whether "còn mấy ngày" means the dossier that was looked up last."""
    return (
        state.has_dossier
        and state.last_intent in DOSSIER_INTENTS
        and message.intent in _OF_A_DOSSIER
        and len(message.asks) <= 1
        and message.carried is None
        and not names_something(message)
    )


def _asks_for_a_paper(message: Understood, state: ConversationState) -> bool:
    """Tell whether what is named is a paper of the procedure that we talk about."""
    return state.procedure is not None and asks_whether_needed(message.folded)


def _asks_of(message: Understood, state: ConversationState) -> tuple[ParsedAsk, ...]:
    """Return the clauses that ask about procedures; at least one."""
    about = [ask for ask in message.asks if _is_about_a_procedure(ask)]
    if len(message.asks) > 1 and about:
        return _with_the_facet_that_is_named(about)[:MAX_ASKS]
    procedure = about[0].procedure if about else None
    return (ParsedAsk(_carried_facet(message, state), procedure),)


def _with_the_facet_that_is_named(asks: Sequence[ParsedAsk]) -> tuple[ParsedAsk, ...]:
    """Give the only facet to all: "khai sinh với tạm trú, mỗi cái mấy ngày"."""
    facets = {ask.intent for ask in asks} - BARE
    if len(facets) != 1:
        return tuple(asks)
    (facet,) = facets
    return tuple(dict.fromkeys(replace(ask, intent=facet) for ask in asks))


def _carried_facet(message: Understood, state: ConversationState) -> str:
    """Return the facet asked for; "thế khai tử?" asks the last one again."""
    if message.intent not in BARE:
        return _facet(message.intent)
    was_facet = state.last_intent in FACET_OF_INTENT
    answers_us = state.procedure is None
    bare_name = message.intent == "inform"
    if state.last_intent and was_facet and (bare_name or answers_us or leans(message)):
        return state.last_intent
    return OVERVIEW


def _with_procedures(
    asks: Sequence[ParsedAsk], message: Understood, state: ConversationState
) -> tuple[Ask, ...]:
    """Give each ask its procedure; clauses share what only another one names."""
    known: list[Ask] = []
    if not any(ask.procedure for ask in asks):
        asks = [replace(ask, procedure=code) for ask in asks for code in state.together] or asks
    fallback = next((ask.procedure for ask in asks if ask.procedure), None) or state.procedure
    for ask in asks:
        code = ask.procedure or (known[-1].procedure if known else fallback)
        if code is not None:
            case = message.case or _case(code, state)
            known.append(
                Ask(
                    _facet(ask.intent),
                    code,
                    case,
                    len(message.asks) <= 1 and is_unsure(code, message),
                )
            )
    return tuple(dict.fromkeys(known))[:MAX_ASKS]


def _case(code: str, state: ConversationState) -> str | None:
    return state.case if code == state.procedure else None


def _compare(message: Understood, state: ConversationState) -> Decision:
    named = [ask.procedure for ask in message.asks if ask.procedure]
    named += [candidate.code for candidate in message.candidates]
    if len(set(named)) < 2:
        named += [code for code in (state.procedure, *state.earlier) if code]
    codes = tuple(dict.fromkeys(named))[:2]
    if codes == (state.procedure,) and leans_on_the_last_turn(message.text):
        # "thế cấp lại?" compares nothing: it asks the same of a neighbour
        return ChooseProcedure((), state.last_intent or OVERVIEW, beside=state.procedure)
    return Compare(codes) if codes else AskWhichProcedure(OVERVIEW)


def _others(message: Understood) -> tuple[str, ...]:
    """Return the intents of the other clauses, which need no procedure."""
    if len(message.asks) < 2:
        return ()
    others = (ask.intent for ask in message.asks if not _is_about_a_procedure(ask))
    return tuple(dict.fromkeys(others))


def _is_about_a_procedure(ask: ParsedAsk) -> bool:
    return ask.intent in FACET_OF_INTENT or ask.intent in BARE


def _repeats_itself(
    asks: Sequence[ParsedAsk], message: Understood, state: ConversationState
) -> bool:
    """Tell whether "thế cấp lại?" would only get the last answer again."""
    return (
        message.intent in BARE
        and len(asks) == 1
        and asks[0].procedure is None
        and state.procedure is not None
        and asks[0].intent == state.last_intent
    )


def _tells_no_more(ask: ParsedAsk, state: ConversationState) -> bool:
    """Tell whether a bare fact names no procedure but the one that was just answered."""
    same = ask.procedure == state.procedure and ask.intent == state.last_intent
    return ask.procedure is None or same


def _another_procedure(message: Understood, code: str, intent: str) -> Decision:
    others = [each.code for each in message.candidates if each.code != code]
    if not others and not leans(message):
        return AskWhatAbout(code)
    return ChooseProcedure(tuple(others[:MAX_CHOICES]), intent, beside=code)


def _among_the_offered(intent: str, state: ConversationState) -> Decision:
    """Nothing is named; our last question may still be open."""
    offered = state.offered
    if len(offered) == 1:
        return Answer((Ask(intent, offered[0], unsure=True),))
    return ChooseProcedure(offered[:MAX_CHOICES], intent) if offered else AskWhichProcedure(intent)


def _facet(intent: str) -> str:
    return intent if intent in FACET_OF_INTENT else OVERVIEW
