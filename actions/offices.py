"""Actions about offices."""

from __future__ import annotations

from datetime import timedelta
from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.serving import Events, ServiceAction
from bot.answers.wording import short_day

LOOK_AHEAD = timedelta(days=7)


class ActionOfficeHours(ServiceAction):
    """Tells what is known of hours, and the days off of the coming week."""

    called = "action_office_hours"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        today = services.today()
        for off in services.calendar.holidays_between(today, today + LOOK_AHEAD):
            if off.may_be_named and not off.provisional:
                dispatcher.utter_message(
                    response="utter_office_holiday", day=short_day(off.day), name=off.name
                )
        dispatcher.utter_message(response="utter_ask_office_hours")
        return []
