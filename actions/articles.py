"""Topics that are no procedure: told by the catalogue's articles."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.serving import Events, ServiceAction
from actions.speaking import condole, said, tell_article
from bot.dialogue.message import Understood
from bot.services import Services

GONE = "utter_article_gone"


class ActionTellTopic(ServiceAction):
    """Tells the article that stands ready for the intent, else that nothing is known."""

    called = "action_tell_topic"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        message = Understood.from_latest_message(tracker.latest_message)
        condole(dispatcher, message.folded, self.services)
        told = ready_article(message.intent, self.services, dispatcher)
        if told is not None:
            return told
        return said(dispatcher, GONE, self.services.phrases)


def ready_article(
    intent: str, services: Services, dispatcher: CollectingDispatcher
) -> Events | None:
    """Tell the article that stands ready for an intent; None when none does."""
    article = services.articles.of_intent(intent)
    if article is None:
        return None
    return tell_article(article, services, dispatcher)


def opened_article(article_id: str, services: Services, dispatcher: CollectingDispatcher) -> Events:
    """Tell the article whose button was pressed, or that it was withdrawn meanwhile."""
    article = services.articles.named(article_id)
    if article is None:
        return said(dispatcher, GONE, services.phrases)
    return tell_article(article, services, dispatcher)
