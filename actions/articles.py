"""Topics that are no procedure: told by the catalogue's articles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import override

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.procedures import carry_out
from actions.remembering import recalled
from actions.serving import ServiceAction
from actions.speaking import GONE, Events, condole, ready_article, said
from bot.dialogue.decision import decide
from bot.dialogue.message import Understood
from bot.dialogue.naming import names_what_is_held

_OF_A_PROCEDURE = {
    "ask_account": "ask_overview",
    "ask_new_address": "ask_overview",
    "ask_contact": "ask_where",
    "ask_appointment": "ask_overview",
}
_TOPIC_WORDS = re.compile(
    r"\b(?:so (?:dien thoai|dt|may)|sdt|dien thoai|hotline|tong dai|goi|lien he|lien lac|dia chi"
    r"|dat lich|lich hen|hen|lay so|boc so|thu tu|xep hang|cho lau|dong)\b"
)


class ActionTellTopic(ServiceAction):
    """Tells the article that stands ready for the intent, else that nothing is known."""

    called = "action_tell_topic"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        message = Understood.from_latest_message(tracker.latest_message)
        asked = _asked_of_a_procedure(message)
        if asked is not None:
            state = recalled(tracker, self.services)
            decision = decide(replace(message, intent=asked, asks=()), state)
            return carry_out(decision, message, state, self.services, dispatcher)
        condole(dispatcher, message.folded, self.services)
        told = ready_article(message.intent, self.services, dispatcher)
        if told is not None:
            return told
        return said(dispatcher, GONE, self.services.phrases)


def _asked_of_a_procedure(message: Understood) -> str | None:
    """Return what is asked of the procedure that is named, where the topic was a mistake.

    "mở khóa tài khoản vneid" is a procedure; who asks for an office's number gets no papers.
    """
    if message.intent not in _OF_A_PROCEDURE or not names_what_is_held(message):
        return None
    return None if _TOPIC_WORDS.search(message.folded) else _OF_A_PROCEDURE[message.intent]
