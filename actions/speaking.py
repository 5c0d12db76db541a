"""How actions speak: always by a response, never with words of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.phrases import Phrases
from bot.catalogue.collection import Article
from bot.channels.replies import Button, Reply
from bot.dialogue.message import Understood
from bot.services import Services

Events = list[dict[str, Any]]

GONE = "utter_article_gone"
_TRAP = "0["
"""Rasa's interpolator drops a filled text that holds this; a space breaks the spell."""


def speak(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Utter a composed reply."""
    dispatcher.utter_message(
        response="utter_reply",
        reply_text=reply.text.replace(_TRAP, "0 ["),
        buttons=[{"title": each.title, "payload": each.payload} for each in reply.buttons],
        json_message={"more": reply.more} if reply.more else None,
    )


def said(dispatcher: CollectingDispatcher, key: str, phrases: Phrases) -> Events:
    """Utter a text as it is, and return the event that remembers its buttons.

    A text without buttons ("Dạ, không có gì") leaves the choices of before open.
    """
    dispatcher.utter_message(response=key)
    buttons = phrases.buttons(key)
    return [remember(buttons)] if buttons else []


def condole(dispatcher: CollectingDispatcher, folded: str, services: Services) -> None:
    """Feelings come first: a kind word when a death is told beside what is asked."""
    if services.life_events.is_mourning(folded):
        dispatcher.utter_message(response="utter_life_event_grief")


def tell_article(article: Article, services: Services, dispatcher: CollectingDispatcher) -> Events:
    """Utter an article as of today, and return the event that remembers its buttons."""
    reply = services.articles.tell(article, services.today())
    speak(dispatcher, reply)
    return [offered(reply)]


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


def tell_correction(
    message: Understood, services: Services, dispatcher: CollectingDispatcher
) -> Events | None:
    """Correct an outdated belief of a message that says nothing else; None without any."""
    corrected = services.answers.corrected(message.folded, day=services.today())
    if corrected is None:
        return None
    speak(dispatcher, corrected)
    return [offered(corrected)]


def tell_life_event(
    message: Understood, services: Services, dispatcher: CollectingDispatcher
) -> Events:
    """Utter what to do in the situation that is chosen or told, and return what to remember."""
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


def tell_headline(article: Article, services: Services, dispatcher: CollectingDispatcher) -> None:
    """Utter the first line of an article beside the answer that it belongs to."""
    reply = services.articles.headline(article, services.today())
    if reply is not None:
        speak(dispatcher, reply)


def offered(reply: Reply) -> dict[str, Any]:
    """Return the event that remembers the choices of a reply, so that "cái thứ hai" works."""
    return remember(reply.buttons)


def remember(buttons: Iterable[Button]) -> dict[str, Any]:
    """Return the event that keeps the payloads of some buttons."""
    remembered: dict[str, Any] = SlotSet("choices", [each.payload for each in buttons])
    return remembered
