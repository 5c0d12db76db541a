"""Actions that answer about procedures, and what to do when a message is unclear."""

from __future__ import annotations

from dataclasses import replace
from typing import override

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.looking_up import looked_up
from actions.remembering import listed, recalled, remembered, told_before
from actions.serving import ServiceAction, asks_a_facet
from actions.speaking import (
    Events,
    condole,
    offered,
    ready_article,
    said,
    speak,
    tell_correction,
    tell_life_event,
)
from bot.answers.facets import FACET_OF_INTENT
from bot.answers.procedure import AnswerError, ProcedureAnswers, Question
from bot.channels.replies import Reply
from bot.dialogue.decision import (
    decide,
    decide_unclear,
    is_about_the_dossier,
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
from bot.dialogue.follow_up import asks_whether_needed
from bot.dialogue.message import ConversationState, Understood, values_of
from bot.dialogue.naming import names_a_procedure, names_what_is_held
from bot.dossier.answers import ask_for_code
from bot.services import Services

_DOSSIER = "check_dossier"
_PAPERS = "ask_documents"


class ActionAnswerProcedure(ServiceAction):
    """Answers what a message asks about procedures, or asks back."""

    called = "action_answer_procedure"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = focused(Understood.from_latest_message(tracker.latest_message), services)
        state = recalled(tracker, services)
        if is_about_the_dossier(message, state):
            return await dossier_beside(tracker, services, dispatcher)
        pointed = _pointed_elsewhere(message, services, dispatcher)
        if pointed is not None:
            return pointed
        decision = decide(message, state)
        if _mourns_only(decision, message, services):
            return tell_life_event(message, services, dispatcher)
        condole(dispatcher, message.folded, services)
        events = carry_out(decision, message, state, services, dispatcher)
        if isinstance(decision, Answer) and _DOSSIER in decision.also:
            events += await dossier_beside(tracker, services, dispatcher)
        return events


class ActionFallback(ServiceAction):
    """Answers an unclear message where it names something, else says what is possible."""

    called = "action_fallback"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = focused(Understood.from_latest_message(tracker.latest_message), services)
        state = recalled(tracker, services)
        pointed = _pointed_elsewhere(message, services, dispatcher)
        if pointed is not None:
            return pointed
        decision = decide_unclear(message, state)
        if _mourns_only(decision, message, services):
            return tell_life_event(message, services, dispatcher)
        if decision is not None:
            return carry_out(decision, message, state, services, dispatcher)
        corrected = tell_correction(message, services, dispatcher)
        return corrected or said(dispatcher, "utter_fallback", services.phrases)


def _mourns_only(decision: Decision | None, message: Understood, services: Services) -> bool:
    """Tell whether a death is told and no procedure is known: a list of births would hurt."""
    unknown = decision is None or isinstance(decision, AskWhichProcedure | ChooseProcedure)
    return unknown and services.life_events.is_mourning(message.folded)


def focused(message: Understood, services: Services) -> Understood:
    """Return the message as the facet that its topic asks of the procedure that it names.

    "đổi bằng lái online còn được miễn theo công dân số không" is about the fee.
    """
    if not names_a_procedure(message):
        return message
    article = services.articles.heard(message.text)
    if article is None or not asks_a_facet(article, message):
        return message
    intent = next(name for name, facet in FACET_OF_INTENT.items() if facet == article.facet)
    return replace(
        message,
        intent=intent,
        asks=tuple(replace(ask, intent=intent) for ask in message.asks if ask.procedure),
    )


def _pointed_elsewhere(
    message: Understood, services: Services, dispatcher: CollectingDispatcher
) -> Events | None:
    """Show the way to another door; None when the message names what is ours.

    What has a door of its own is not about the procedure that we talk about either.
    """
    signpost = services.signposts.heard(message.folded)
    if signpost is None or names_what_is_held(message):
        return None
    return said(dispatcher, signpost.says, services.phrases)


async def dossier_beside(
    tracker: Tracker, services: Services, dispatcher: CollectingDispatcher
) -> Events:
    """Look up the dossier that another clause of the message asks about."""
    codes = values_of(tracker.latest_message.get("entities") or (), "dossier_code")
    code = codes[0] if codes else tracker.get_slot("dossier_code")
    if code is None:
        speak(dispatcher, ask_for_code(services.phrases))
        return []
    reply, kept = await looked_up(code, services)
    speak(dispatcher, reply)
    return [SlotSet("dossier_code", kept), offered(reply)]


def carry_out(
    decision: Decision,
    message: Understood,
    state: ConversationState,
    services: Services,
    dispatcher: CollectingDispatcher,
) -> Events:
    """Say what was decided; a procedure that was withdrawn meanwhile is said to be gone."""
    try:
        decision = _exact(decision, message, state, services)
        replies = [_reply_to(decision, message, state, services)]
        if isinstance(decision, Answer) and decision.open_question:
            replies.append(_reply_to(decision.open_question, message, state, services))
    except AnswerError:
        dispatcher.utter_message(response="utter_procedure_gone")
        return [SlotSet("procedure", None), SlotSet("choices", None)]
    for reply in replies[:-1]:
        speak(dispatcher, replace(reply, buttons=()))
    speak(dispatcher, replies[-1])
    if isinstance(decision, Answer):
        for intent in decision.also:
            told = ready_article(intent, services, dispatcher)
            if told is None and f"utter_{intent}" in services.phrases:
                dispatcher.utter_message(response=f"utter_{intent}")
    return [*remembered(decision, state), *listed(replies[-1], decision, state)]


def _exact(
    decision: Decision, message: Understood, state: ConversationState, services: Services
) -> Decision:
    """Spare the question back where an outdated belief gives away what is meant.

    "cần giấy độc thân không" in the middle of a marriage is about the marriage's papers.
    """
    if isinstance(decision, ChooseProcedure | AskWhichProcedure) and state.offered:
        code = services.answers.of_the_age(message.folded, codes=state.offered)
        return Answer((Ask(decision.intent, code),)) if code else decision
    if isinstance(decision, Clarify):
        code = services.answers.of_the_age(
            message.folded, clarification_id=decision.clarification
        ) or services.answers.meant_by_belief(decision.clarification, message.folded)
        return Answer((Ask(decision.intent, code),)) if code else decision
    if isinstance(decision, Answer) and decision.open_question:
        question = decision.open_question.clarification
        if any(services.answers.offers(question, ask.procedure) for ask in decision.asks):
            # "mua xe cũ, sang tên cần gì": what is vague in one clause is exact in the other
            decision = replace(decision, open_question=None)
    if isinstance(decision, Answer) and state.procedure and asks_whether_needed(message.folded):
        only = decision.asks[0]
        another = only.intent == _PAPERS and only.procedure != state.procedure
        alone = len(decision.asks) == 1 and another
        if alone and services.answers.asks_for(state.procedure, only.procedure):
            return Answer((Ask(_PAPERS, state.procedure, state.case),))
    return decision


def _reply_to(
    decision: Decision, message: Understood, state: ConversationState, services: Services
) -> Reply:
    answers: ProcedureAnswers = services.answers
    match decision:
        case Answer(asks):
            questions = [_question(ask) for ask in asks]
            return answers.answer_all(
                questions,
                day=services.today(),
                message_folded=message.folded,
                told=told_before(asks[-1].procedure, state),
                length=decision.length,
            )
        case Compare(codes):
            return answers.compare(codes, day=services.today(), message_folded=message.folded)
        case Clarify(clarification, intent):
            return answers.clarify(clarification, intent)
        case ChooseProcedure(codes, intent, beside):
            return answers.choose_among(
                codes, intent, day=services.today(), beside=beside, message=message.folded
            )
        case AskWhatAbout(code, understood):
            return answers.ask_what_about(code, understood=understood)
        case SayNotHeld(name):
            return answers.not_held(name)
        case AskWhichProcedure(intent, instead_of) if instead_of is not None:
            return answers.ask_which_instead(instead_of, intent)
        case AskWhichProcedure(intent):
            return answers.ask_which(intent, day=services.today(), message_folded=message.folded)


def _question(ask: Ask) -> Question:
    return Question(ask.procedure, ask.intent, ask.case, ask.unsure)
