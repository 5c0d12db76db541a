"""Actions about dossiers that were filed."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.looking_up import looked_up
from actions.procedures import carry_out
from actions.remembering import recalled
from actions.serving import ServiceAction
from actions.speaking import Events, offered, speak
from bot.answers.facets import FACET_OF_INTENT
from bot.channels.replies import Reply
from bot.dialogue.decision import decide, decide_overview
from bot.dialogue.message import ConversationState, Understood, entity, values_of
from bot.dossier.answers import ask_for_a_right_code, ask_for_code, ask_which, explain
from bot.dossier.codes import is_meant_as_code
from bot.dossier.statuses import Status, Statuses
from bot.services import Services
from bot.text.fold import fold

_GENERAL = {
    "ask_dossier_late": "utter_dossier_about_late",
    "ask_dossier_supplement": "utter_dossier_about_supplement",
}


class ActionCheckDossier(ServiceAction):
    """Tells the state of a dossier by its code; asks for the code when none is known."""

    called = "action_check_dossier"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        codes = values_of(tracker.latest_message.get("entities") or (), "dossier_code")
        remembered = SlotSet("last_intent", message.intent)
        general = _GENERAL.get(message.intent)
        # asked the same again, the same answer helps nobody
        again = tracker.get_slot("last_intent") == message.intent
        looked_up_before = tracker.get_slot("dossier_code") and not again
        if general and not codes and (message.pressed or not looked_up_before):
            dispatcher.utter_message(response=general)
            return [remembered]
        if not codes and _gives_a_procedure_code(message):
            state = ConversationState.from_slots(tracker.slots)
            return carry_out(decide_overview(message, state), message, state, services, dispatcher)
        if len(codes) > 1:
            return [remembered, *_said(dispatcher, ask_which(codes, services.phrases))]
        if not codes and is_meant_as_code(message.text):
            # the dossier of before is not the one that is asked for
            return [remembered, *_said(dispatcher, ask_for_a_right_code(services.phrases))]
        code = codes[0] if codes else tracker.get_slot("dossier_code")
        if code is None:
            return [remembered, *_said(dispatcher, ask_for_code(services.phrases))]
        reply, kept = await looked_up(code, services)
        said = [SlotSet("dossier_code", kept), remembered, *_said(dispatcher, reply)]
        return said + _facets_beside(message, tracker, services, dispatcher)


def _gives_a_procedure_code(message: Understood) -> bool:
    """Tell whether the code in the message is a procedure's ("mã 1.001193") and no dossier's."""
    return bool(message.candidates) and message.candidates[0].score == 1.0


class ActionExplainStatus(ServiceAction):
    """Tells what the name of a state means, without any dossier."""

    called = "action_explain_status"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        named = entity(tracker.latest_message.get("entities") or (), "status")
        status = _status_meant(named, message.folded, services.statuses)
        if status is None:
            dispatcher.utter_message(response="utter_dossier_about_statuses")
            return []
        speak(dispatcher, explain(status, services.statuses, services.phrases))
        return []


def _facets_beside(
    message: Understood, tracker: Tracker, services: Services, dispatcher: CollectingDispatcher
) -> Events:
    """Answer the other clauses of the message, which ask about procedures."""
    if not any(ask.intent in FACET_OF_INTENT for ask in message.asks):
        return []
    state = recalled(tracker, services)
    return carry_out(decide(message, state), message, state, services, dispatcher)


def _said(dispatcher: CollectingDispatcher, reply: Reply) -> Events:
    speak(dispatcher, reply)
    return [offered(reply)]


def _status_meant(named: str | None, folded: str, statuses: Statuses) -> Status | None:
    """Return the named state, or the longest name of one that the message holds."""
    if named is not None:
        return statuses.named(named)
    heard = [status for status in statuses.statuses if fold(status.name) in folded]
    return max(heard, key=lambda status: len(status.name), default=None)
