"""One turn: an event becomes replies, and everything it changes is written at once."""

from __future__ import annotations

import logging

from bot.agent.conversation import RasaConversation
from bot.answers.phrases import Phrases
from bot.channels.replies import Reply
from bot.dialogue.erasing import asks_to_erase
from bot.storage.conversations import ConversationStore, PendingTurn, TurnOutcome

logger = logging.getLogger(__name__)


class QueuedTurns:
    """Takes the queue's turns: what a turn changes is written in one transaction."""

    def __init__(
        self, conversation: RasaConversation, store: ConversationStore, phrases: Phrases
    ) -> None:
        """Answer with ``conversation`` and write to ``store``."""
        self._conversation = conversation
        self._store = store
        self._phrases = phrases

    async def take(self, inbound_id: int) -> None:
        """Handle the event once: a repeated job finds it done and changes nothing."""
        turn = await self._store.pending_turn(inbound_id)
        if turn is None:
            return
        if turn.message is None:
            await self._set_aside(turn, "payload made with another key")
            return
        answered = await self._conversation.answer(turn.conversation, turn.message, turn.state)
        change = answered.change
        outcome = TurnOutcome(
            turn=turn,
            replies=answered.replies,
            state=change.state if change else None,
            events=change.events if change else (),
            erase=change is not None and asks_to_erase(change.events),
        )
        await self._store.commit(outcome)

    async def give_up(self, inbound_id: int, reason: str) -> None:
        """Set the event aside: the person hears so, the reason is kept with it."""
        turn = await self._store.pending_turn(inbound_id)
        if turn is not None:
            await self._set_aside(turn, reason)

    async def _set_aside(self, turn: PendingTurn, reason: str) -> None:
        logger.error("event %s is set aside: %s", turn.inbound_id, reason)
        apology = Reply(self._phrases.say("utter_turn_failed"))
        await self._store.commit(TurnOutcome(turn=turn, replies=[apology], failure=reason))
