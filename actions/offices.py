"""Actions about offices."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.serving import ServiceAction
from actions.speaking import Events, ready_article
from bot.answers.wording import short_day
from bot.dialogue.message import Understood

OFFICE_HOURS = "ask_office_hours"
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
        told: Events | None = None
        asks_of_a_day = _asks_of_a_day(message)
        if not asks_of_a_day:
            told = ready_article(OFFICE_HOURS, services, dispatcher)
        for off in soon:
            dispatcher.utter_message(
                response="utter_office_holiday", day=short_day(off.day), name=off.name
            )
        if asks_of_a_day:
            told = ready_article(OFFICE_HOURS, services, dispatcher)
        return told or []


def _asks_of_a_day(message: Understood) -> bool:
    """Tell whether a holiday may be the answer itself: "mai", "bữa nay", "24/11"."""
    return bool(_A_DAY.search(message.folded))
