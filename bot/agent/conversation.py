"""A conversation with the loaded Rasa agent: text in, replies and the new state out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.nlu.constants import INTENT_NAME_KEY

from bot.agent.action_endpoint import InProcessActions
from bot.agent.replies import ReplyCollector
from bot.agent.tracker_store import TrackerChange, TurnTrackerStore
from bot.channels import payloads
from bot.channels.channel import InboundMessage
from bot.channels.replies import Reply
from bot.privacy.keys import Vault


@dataclass(frozen=True)
class Answered:
    """What came of one message; nothing of it is stored yet."""

    replies: list[Reply]
    """their buttons are signed for the conversation."""
    change: TrackerChange | None
    intent: str | None


class RasaConversation:
    """Answers messages with a loaded Rasa agent; one instance serves all conversations."""

    def __init__(
        self, agent: Agent, trackers: TurnTrackerStore, actions: InProcessActions, vault: Vault
    ) -> None:
        """Take the loaded agent, whose store is ``trackers`` and whose endpoint ``actions``."""
        self._agent = agent
        self._trackers = trackers
        self._actions = actions
        self._vault = vault

    async def answer(
        self, conversation: str, message: InboundMessage, state: dict[str, Any] | None
    ) -> Answered:
        """Answer ``message`` in the conversation whose stored state is ``state``.

        Raises ``ActionFailed``; then nothing has changed.
        """
        parse_data = await self._understand(conversation, message.text)
        collector = ReplyCollector()
        user_message = UserMessage(
            text=parse_data["text"],
            output_channel=collector,
            sender_id=conversation,
            parse_data=parse_data,
            input_channel=message.channel,
        )
        self._trackers.begin(conversation, state)
        try:
            await self._agent.processor.handle_message(user_message)
        finally:
            change = self._trackers.finish(conversation)
        self._actions.raise_failure(conversation)
        replies = [
            payloads.sign_buttons(reply, conversation, self._vault) for reply in collector.replies
        ]
        return Answered(replies, change, parse_data["intent"].get(INTENT_NAME_KEY))

    async def _understand(self, conversation: str, text: str) -> dict[str, Any]:
        press = payloads.read(text, conversation, self._vault)
        if press is None:
            parsed: dict[str, Any] = await self._agent.processor.parse_message(UserMessage(text))
            return parsed
        return {
            "text": text,
            "intent": {"name": press.intent, "confidence": 1.0},
            "entities": [{"entity": name, "value": value} for name, value in press.entities],
            "procedures": [],
            "asks": [],
            "pressed": True,
        }
