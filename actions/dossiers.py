"""Actions about dossiers that were filed."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.serving import Events, ServiceAction
from actions.speaking import offered, speak
from bot.channels.replies import Reply
from bot.dialogue.message import Understood, entity, values_of
from bot.dossier.answers import ask_for_code, ask_which, compose, compose_failure, explain
from bot.dossier.errors import DossierError, DossierNotFound
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
        if general and not codes and (message.pressed or not tracker.get_slot("dossier_code")):
            dispatcher.utter_message(response=general)
            return [remembered]
        if len(codes) > 1:
            return [remembered, *_said(dispatcher, ask_which(codes, services.phrases))]
        code = codes[0] if codes else tracker.get_slot("dossier_code")
        if code is None:
            return [remembered, *_said(dispatcher, ask_for_code(services.phrases))]
        reply, kept = await _looked_up(code, services)
        return [SlotSet("dossier_code", kept), remembered, *_said(dispatcher, reply)]


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


async def _looked_up(code: str, services: Services) -> tuple[Reply, str | None]:
    """Return the answer, and the code as long as asking again makes sense."""
    try:
        report = await services.dossiers.look_up(code)
    except DossierError as error:
        failed = compose_failure(
            error, services.phrases, code=code, is_sandbox=services.dossiers.is_sandbox
        )
        return failed, None if isinstance(error, DossierNotFound) else code
    return compose(report, services.phrases), code


def _said(dispatcher: CollectingDispatcher, reply: Reply) -> Events:
    speak(dispatcher, reply)
    return [offered(reply)]


def _status_meant(named: str | None, folded: str, statuses: Statuses) -> Status | None:
    """Return the named state, or the longest name of one that the message holds."""
    if named is not None:
        return statuses.named(named)
    heard = [status for status in statuses.statuses if fold(status.name) in folded]
    return max(heard, key=lambda status: len(status.name), default=None)
