"""What happened in a family: a kind word and the first procedure."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.procedures import carry_out
from actions.remembering import recalled
from actions.serving import ServiceAction
from actions.speaking import Events, tell_life_event
from bot.dialogue.decision import decide_overview
from bot.dialogue.message import Understood
from bot.dialogue.naming import names_something


class ActionLifeEvent(ServiceAction):
    """Answers ``tell_life_event``, told in words or chosen by a button."""

    called = "action_life_event"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        message = Understood.from_latest_message(tracker.latest_message)
        heard = services.life_events.find(message.folded)
        told_by_feeling = heard is not None and heard.feeling is not None
        if message.case is None and not told_by_feeling and names_something(message):
            state = recalled(tracker, services)
            decision = decide_overview(message, state)
            return carry_out(decision, message, state, services, dispatcher)
        return tell_life_event(message, services, dispatcher)
