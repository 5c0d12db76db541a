"""What all actions share: the services, the name, and the shape of ``run``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guidance import guided, offer_to_go_on
from actions.speaking import Events, tell_article, tell_headline
from bot.catalogue.collection import Article
from bot.dialogue.message import Understood, values_of
from bot.dialogue.naming import names_a_procedure
from bot.dialogue.personal import holds_personal_number
from bot.services import Services, get_services

ANSWERED_FIRST = frozenset({"tell_distress"})


def asks_a_facet(article: Article, message: Understood) -> bool:
    """Tell whether a heard article is about a facet of the procedure that is named too."""
    return article.facet is not None and names_a_procedure(message)


class ServiceAction(Action, ABC):
    """An action that reads the tracker, asks one service, utters, and returns events.

    Rasa builds actions without arguments; tests pass their ``services``.
    """

    called: ClassVar[str]
    """the action's name in ``domain.yml``."""
    gives_way: ClassVar[bool] = True
    """an article that the message speaks of is told instead."""
    may_answer: ClassVar[bool] = True
    """the message may answer the open question of a guidance tree, whatever it was taken for."""

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
        message = Understood.from_latest_message(tracker.latest_message)
        if self.may_answer:
            events = guided(message, tracker, self.services, dispatcher)
            if events is not None:
                return events
        article = self._article_spoken_of(message, tracker) if self.gives_way else None
        if article is not None and not asks_a_facet(article, message):
            events = tell_article(article, self.services, dispatcher)
        else:
            events = await self.act(dispatcher, tracker)
            if article is not None:
                tell_headline(article, self.services, dispatcher)
        is_answered = not any(event["event"] == "user" for event in events)
        if is_answered and holds_personal_number(message.text):
            dispatcher.utter_message(response="utter_personal_number")
        if is_answered:
            offer_to_go_on(message, tracker, self.services, dispatcher)
        return events

    def _article_spoken_of(self, message: Understood, tracker: Tracker) -> Article | None:
        """Return the article that is the answer, whatever the intent was taken for.

        Somebody in distress is answered first, and so is who sent the code of a dossier.
        """
        entities = tracker.latest_message.get("entities") or ()
        if message.intent in ANSWERED_FIRST or values_of(entities, "dossier_code"):
            return None
        return self.services.articles.heard(message.text)

    @abstractmethod
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Utter and return the events."""
