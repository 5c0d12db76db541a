"""What happened in a family: a kind word and the first procedure."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.procedures import carry_out
from actions.serving import Events, ServiceAction
from actions.speaking import offered, speak
from bot.dialogue.decision import decide_overview
from bot.dialogue.message import ConversationState, Understood
from bot.dialogue.naming import names_something


class ActionLifeEvent(ServiceAction):
    """Answers ``tell_life_event``, told in words or chosen by a button."""

    called = "action_life_event"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        known = message.case or services.life_events.find(message.folded)
        if known is None and names_something(message):
            state = ConversationState.from_slots(tracker.slots)
            decision = decide_overview(message, state)
            return carry_out(decision, message, state, services, dispatcher)
        told = services.life_events.answer(
            day=services.today(), message_folded=message.folded, event_id=message.case
        )
        speak(dispatcher, told)
        code = services.life_events.procedure_of(message.case, message.folded)
        return [
            SlotSet("procedure", code),
            SlotSet("last_intent", "tell_life_event"),
            offered(told),
        ]
