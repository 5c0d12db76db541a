"""What happened in a family: a kind word and the first procedure."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.serving import Events, ServiceAction
from actions.speaking import offered, speak
from bot.dialogue.message import Understood


class ActionLifeEvent(ServiceAction):
    """Answers ``tell_life_event``, told in words or chosen by a button."""

    called = "action_life_event"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
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
