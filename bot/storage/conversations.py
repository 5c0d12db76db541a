"""Conversations in the database: events taken in, turns committed, replies handed out."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.channels.channel import InboundMessage
from bot.channels.replies import Button, Reply
from bot.privacy.keys import Vault
from bot.storage.engine import failing_as_unavailable

REPLY_CHANNEL = "troly_reply"
"""PostgreSQL notification: the payload is the inbound event's id."""

Enqueue = Callable[[Any, int, str], Awaitable[None]]
"""``(psycopg connection, inbound id, conversation)``: adds the job to the open transaction."""


@dataclass(frozen=True)
class Accepted:
    """An event that is stored and will have its turn."""

    inbound_id: int
    is_new: bool


@dataclass(frozen=True)
class PendingTurn:
    """An event whose turn is due, with what the conversation remembers."""

    inbound_id: int
    conversation: str
    channel: str
    message: InboundMessage | None
    """None: the payload was made with another key and cannot be read."""
    state: dict[str, Any] | None


@dataclass(frozen=True)
class TurnOutcome:
    """All that a turn changes; written in one transaction or not at all."""

    turn: PendingTurn
    replies: Sequence[Reply]
    state: dict[str, Any] | None = None
    events: Sequence[dict[str, Any]] = ()
    failure: str | None = None
    erase: bool = False
    """the person asked that everything about the conversation be deleted."""


class ConversationStore:
    """Reads and writes conversations; every method is one transaction.

    All methods raise ``StorageUnavailable`` when the database does not answer.
    """

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        """Work on ``engine``; texts and ids are encrypted and hashed with ``vault``."""
        self._engine = engine
        self._vault = vault

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        with failing_as_unavailable():
            async with self._engine.begin() as connection:
                yield connection

    def conversation_of(self, channel: str, sender: str) -> str:
        """Return the conversation's id: no platform id can be read from it."""
        return self._vault.hashed(f"{channel}\n{sender}")

    async def accept(self, message: InboundMessage, enqueue: Enqueue) -> Accepted:
        """Store ``message`` and its job in one transaction.

        The same event again changes nothing and returns the id of the first.
        """
        conversation = self.conversation_of(message.channel, message.sender)
        parameters = {
            "channel": message.channel,
            "event_key": self._vault.hashed(message.event_key),
            "conversation": conversation,
            "payload": self._vault.encrypt(json.dumps(asdict(message), ensure_ascii=False)),
        }
        async with self._transaction() as connection:
            inserted = (await connection.execute(_INSERT_INBOUND, parameters)).scalar()
            if inserted is None:
                known = (await connection.execute(_FIND_INBOUND, parameters)).scalar_one()
                return Accepted(int(known), is_new=False)
            raw = await connection.get_raw_connection()
            await enqueue(raw.driver_connection, int(inserted), conversation)
            return Accepted(int(inserted), is_new=True)

    async def pending_turn(self, inbound_id: int) -> PendingTurn | None:
        """Return the event's turn, or None when it is done already (or erased)."""
        async with self._transaction() as connection:
            row = (await connection.execute(_PENDING, {"id": inbound_id})).one_or_none()
        if row is None:
            return None
        clear = self._vault.decrypt(bytes(row.payload)) if row.payload else None
        message = InboundMessage(**json.loads(clear)) if clear else None
        return PendingTurn(inbound_id, row.conversation, row.channel, message, row.state)

    async def commit(self, outcome: TurnOutcome) -> bool:
        """Write the whole outcome; False when another agent has done this turn."""
        turn = outcome.turn
        async with self._transaction() as connection:
            done = await connection.execute(
                _MARK_DONE, {"id": turn.inbound_id, "failure": outcome.failure}
            )
            if done.rowcount == 0:
                return False
            if outcome.erase:
                await _erase(connection, turn.conversation, keep=turn.inbound_id)
            elif outcome.state is not None:
                await connection.execute(
                    _SAVE_TURN,
                    {
                        "conversation": turn.conversation,
                        "state": outcome.state,
                        "events": list(outcome.events),
                    },
                )
            await self._write_replies(connection, outcome)
        return True

    async def replies(self, inbound_id: int) -> list[Reply] | None:
        """Return the replies of a done event and mark them as sent; None: not done yet."""
        async with self._transaction() as connection:
            rows = (await connection.execute(_TAKE_REPLIES, {"id": inbound_id})).all()
        if not rows:
            return None
        replies = (self._opened(bytes(row.reply)) for row in rows if row.reply is not None)
        return [reply for reply in replies if reply is not None]

    async def living_agents(self) -> int:
        """Return how many agents have shown in the last seconds that they live."""
        async with self._transaction() as connection:
            return int((await connection.execute(_LIVING_AGENTS)).scalar_one())

    async def erase_older_than(self, border: datetime) -> int:
        """Delete conversations and events not touched since ``border``; return how many."""
        async with self._transaction() as connection:
            counts = [
                (await connection.execute(statement, {"border": border})).rowcount
                for statement in _RETENTION
            ]
        return sum(counts)

    async def _write_replies(self, connection: AsyncConnection, outcome: TurnOutcome) -> None:
        turn = outcome.turn
        rows = [
            {
                "inbound_id": turn.inbound_id,
                "conversation": turn.conversation,
                "channel": turn.channel,
                "position": position,
                # payloads of buttons may hold a dossier code
                "reply": self._vault.encrypt(json.dumps(asdict(reply), ensure_ascii=False)),
            }
            for position, reply in enumerate(outcome.replies)
        ]
        if rows:
            await connection.execute(_INSERT_REPLY, rows)
        await connection.execute(_NOTIFY, {"channel": REPLY_CHANNEL, "id": str(turn.inbound_id)})

    def _opened(self, sealed: bytes) -> Reply | None:
        clear = self._vault.decrypt(sealed)
        if clear is None:
            return None
        data = json.loads(clear)
        buttons = tuple(Button(**button) for button in data["buttons"])
        return Reply(data["text"], buttons, data["more"], data.get("forget", False))


async def _erase(connection: AsyncConnection, conversation: str, *, keep: int) -> None:
    for statement in _ERASE:
        await connection.execute(statement, {"conversation": conversation, "keep": keep})


_INSERT_INBOUND = text(
    "INSERT INTO inbound_events (channel, event_key, conversation, payload) "
    "VALUES (:channel, :event_key, :conversation, :payload) "
    "ON CONFLICT (channel, event_key) DO NOTHING RETURNING id"
)
_FIND_INBOUND = text(
    "SELECT id FROM inbound_events WHERE channel = :channel AND event_key = :event_key"
)
_PENDING = text(
    "SELECT i.conversation, i.channel, i.payload, s.state FROM inbound_events i "
    "LEFT JOIN tracker_snapshots s USING (conversation) WHERE i.id = :id AND i.done_at IS NULL"
)
_MARK_DONE = text(
    "UPDATE inbound_events SET done_at = now(), payload = NULL, failure = :failure "
    "WHERE id = :id AND done_at IS NULL"
)
_SAVE_TURN = text(
    "WITH logged AS (INSERT INTO tracker_turns (conversation, events) "
    "VALUES (:conversation, :events)) "
    "INSERT INTO tracker_snapshots (conversation, state, turns) VALUES (:conversation, :state, 1) "
    "ON CONFLICT (conversation) DO UPDATE SET state = excluded.state, "
    "turns = tracker_snapshots.turns + 1, updated_at = now()"
).bindparams(bindparam("state", type_=JSONB), bindparam("events", type_=JSONB))
_INSERT_REPLY = text(
    "INSERT INTO outbox (inbound_id, conversation, channel, position, reply) "
    "VALUES (:inbound_id, :conversation, :channel, :position, :reply)"
)
_NOTIFY = text("SELECT pg_notify(:channel, :id)")
_TAKE_REPLIES = text(
    "WITH taken AS (UPDATE outbox SET sent_at = coalesce(sent_at, now()) "
    "WHERE inbound_id = :id RETURNING position, reply) "
    "SELECT t.reply FROM inbound_events i LEFT JOIN taken t ON true "
    "WHERE i.id = :id AND i.done_at IS NOT NULL ORDER BY t.position"
)
_LIVING_AGENTS = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '8 seconds'"
)
_ERASE = tuple(
    text(statement)
    for statement in (
        "DELETE FROM tracker_turns WHERE conversation = :conversation",
        "DELETE FROM tracker_snapshots WHERE conversation = :conversation",
        # an event still waiting for its turn keeps it, as one does whose reply nobody has
        # read yet: it was promised
        "DELETE FROM inbound_events WHERE conversation = :conversation "
        "AND id <> :keep AND done_at IS NOT NULL AND NOT EXISTS (SELECT FROM outbox o "
        "WHERE o.inbound_id = inbound_events.id AND o.sent_at IS NULL)",
    )
)
_RETENTION = tuple(
    text(statement)
    for statement in (
        "DELETE FROM tracker_turns WHERE created_at < :border",
        "DELETE FROM tracker_snapshots WHERE updated_at < :border",
        # waiting or not: nobody waits so long for a reply, and the time is a promise
        "DELETE FROM inbound_events WHERE received_at < :border",
        # what an erased conversation left for its readers; they have had their time
        "DELETE FROM inbound_events i WHERE done_at < now() - interval '10 minutes' "
        "AND failure IS NULL AND received_at >= :border AND NOT EXISTS "
        "(SELECT FROM tracker_snapshots s WHERE s.conversation = i.conversation)",
    )
)
