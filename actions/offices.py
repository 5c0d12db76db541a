"""Actions about offices."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.serving import Events, ServiceAction
from bot.answers.wording import short_day
from bot.dialogue.message import Understood

LOOK_AHEAD = timedelta(days=7)
_A_DAY = re.compile(r"\b(?:mai|mot|hom nay|bua nay|tuan nay|le|nghi|\d{1,2}[/-]\d{1,2})\b")


class ActionOfficeHours(ServiceAction):
    """Tells what is known of hours, and the days off of the coming week."""

    called = "action_office_hours"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        services = self.services
        today = services.today()
        message = Understood.from_latest_message(tracker.latest_message)
        soon = [
            off
            for off in services.calendar.holidays_between(today, today + LOOK_AHEAD)
            if off.may_be_named and not off.provisional
        ]
        if not _asks_of_a_day(message):
            dispatcher.utter_message(response="utter_ask_office_hours")
        for off in soon:
            dispatcher.utter_message(
                response="utter_office_holiday", day=short_day(off.day), name=off.name
            )
        if _asks_of_a_day(message):
            dispatcher.utter_message(response="utter_ask_office_hours")
        return []


def _asks_of_a_day(message: Understood) -> bool:
    """Tell whether a holiday may be the answer itself: "mai", "bữa nay", "24/11"."""
    return bool(_A_DAY.search(message.folded))
