"""What all actions share: the services, the name, and the shape of ``run``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.message import Understood
from bot.dialogue.personal import holds_personal_number
from bot.services import Services, get_services

Events = list[dict[str, Any]]


class ServiceAction(Action, ABC):
    """An action that reads the tracker, asks one service, utters, and returns events.

    Rasa builds actions without arguments; tests pass their ``services``.
    """

    called: ClassVar[str]
    """the action's name in ``domain.yml``."""

    def __init__(self, services: Services | None = None) -> None:
        self._services = services

    @property
    def services(self) -> Services:
        """Return the services of this process, or the ones that were given."""
        return self._services or get_services()

    def name(self) -> str:
        """Return the name in ``domain.yml``."""
        return self.called

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 (Rasa passes it)
    ) -> Events:
        """Act on the latest message; called by Rasa."""
        events = await self.act(dispatcher, tracker)
        message = Understood.from_latest_message(tracker.latest_message)
        is_answered = not any(event["event"] == "user" for event in events)
        if is_answered and holds_personal_number(message.text):
            dispatcher.utter_message(response="utter_personal_number")
        return events

    @abstractmethod
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Utter and return the events."""
