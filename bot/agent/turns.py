"""One turn: an event becomes replies, and everything it changes is written at once."""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.nlu.constants import INTENT_NAME_KEY

from bot.agent.replies import ReplyCollector
from bot.agent.tracker_store import TrackerChange, TurnTrackerStore
from bot.answers.phrases import Phrases
from bot.channels import payloads
from bot.channels.channel import InboundMessage
from bot.channels.replies import Reply
from bot.privacy.keys import Vault
from bot.storage.conversations import ConversationStore, PendingTurn, TurnOutcome

logger = logging.getLogger(__name__)

ERASING_INTENT = "delete_my_data"


class RasaTurns:
    """Takes turns with a loaded Rasa agent; one instance a process."""

    def __init__(
        self,
        agent: Agent,
        trackers: TurnTrackerStore,
        store: ConversationStore,
        vault: Vault,
        phrases: Phrases,
    ) -> None:
        """Join the loaded agent (whose tracker store is ``trackers``) and the database."""
        self._agent = agent
        self._trackers = trackers
        self._store = store
        self._vault = vault
        self._phrases = phrases

    async def take(self, inbound_id: int) -> None:
        """Handle the event once: a repeated job finds it done and changes nothing."""
        turn = await self._store.pending_turn(inbound_id)
        if turn is None:
            return
        if turn.message is None:
            await self._set_aside(turn, "rest", "payload made with another key")
            return
        replies, change, intent = await self.answer(turn.conversation, turn.message, turn.state)
        outcome = TurnOutcome(
            turn=turn,
            channel=turn.message.channel,
            replies=replies,
            state=change.state if change else None,
            events=change.events if change else (),
            erase=intent == ERASING_INTENT,
        )
        await self._store.commit(outcome)

    async def give_up(self, inbound_id: int, reason: str) -> None:
        """Set the event aside: the person hears so, the reason is kept with it."""
        turn = await self._store.pending_turn(inbound_id)
        if turn is not None:
            channel = turn.message.channel if turn.message else "rest"
            await self._set_aside(turn, channel, reason)

    async def answer(
        self, conversation: str, message: InboundMessage, state: dict[str, Any] | None
    ) -> tuple[list[Reply], TrackerChange | None, str | None]:
        """Return replies (buttons signed), what changed, and the understood intent."""
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
        replies = [
            payloads.sign_buttons(reply, conversation, self._vault) for reply in collector.replies
        ]
        return replies, change, parse_data["intent"].get(INTENT_NAME_KEY)

    async def _understand(self, conversation: str, text: str) -> dict[str, Any]:
        press = payloads.read(text, conversation, self._vault)
        if press is None:
            parsed: dict[str, Any] = await self._agent.processor.parse_message(UserMessage(text))
            return parsed
        entities = [{"entity": name, "value": value} for name, value in press.entities]
        return {
            "text": text,
            "intent": {"name": press.intent, "confidence": 1.0},
            "entities": entities,
            "procedures": [],
            "asks": [],
            "pressed": True,
        }

    async def _set_aside(self, turn: PendingTurn, channel: str, reason: str) -> None:
        logger.error("event %s is set aside: %s", turn.inbound_id, reason)
        apology = Reply(self._phrases.say("utter_turn_failed"))
        outcome = TurnOutcome(turn=turn, channel=channel, replies=[apology], failure=reason)
        await self._store.commit(outcome)
