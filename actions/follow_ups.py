"""Actions that go back to the last answer: again, shorter, not that one, how sure."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.procedures import carry_out, dossier_beside
from actions.remembering import recalled
from actions.serving import ServiceAction
from actions.speaking import Events, condole, said
from bot.dialogue.decision import DOSSIER_INTENTS, decide_again, decide_instead
from bot.dialogue.message import Understood
from bot.dialogue.signs import corrects, doubts, wants_it_fuller, wants_it_shorter


class ActionSayAgain(ServiceAction):
    """Tells the last answer once more: as it was, in short, or with all that is known."""

    called = "action_say_again"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        state = recalled(tracker, services)
        if state.has_dossier and state.last_intent in DOSSIER_INTENTS:
            return await dossier_beside(tracker, services, dispatcher)
        shorter, fuller = wants_it_shorter(message.text), wants_it_fuller(message.text)
        decision = decide_again(state, "short" if shorter else "full" if fuller else "usual")
        if decision is not None:
            return carry_out(decision, message, state, services, dispatcher)
        return said(dispatcher, "utter_say_again", services.phrases)


class ActionDeny(ServiceAction):
    """Asks what else was meant where "không phải cái đó" follows an answer."""

    called = "action_deny"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        state = recalled(tracker, services)
        decision = decide_instead(state) if corrects(message.text) else None
        if decision is not None:
            return carry_out(decision, message, state, services, dispatcher)
        condole(dispatcher, message.folded, services)
        return said(dispatcher, "utter_deny", services.phrases)


class ActionVouch(ServiceAction):
    """Says who answers here; "chắc không" after an answer is told what it rests on."""

    called = "action_vouch"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        state = recalled(tracker, services)
        decision = decide_again(state, "short") if doubts(message.text) else None
        if decision is None:
            return said(dispatcher, "utter_bot_challenge", services.phrases)
        dispatcher.utter_message(response="utter_vouch")
        return carry_out(decision, message, state, services, dispatcher)
