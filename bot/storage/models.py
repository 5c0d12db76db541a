"""Tables of the conversation: events in, trackers, replies out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Root of all tables of this project."""


class InboundEvent(Base):
    """A message that a channel was told "accepted" for; ``done_at`` = its turn happened."""

    __tablename__ = "inbound_events"
    __table_args__ = (UniqueConstraint("channel", "event_key"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    channel: Mapped[str] = mapped_column(Text)
    event_key: Mapped[str] = mapped_column(Text)
    """the platform's own id of the event (hashed): the same event is taken in once."""
    conversation: Mapped[str] = mapped_column(Text, index=True)
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    """encrypted; erased in the transaction that marks the event as done."""
    received_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), index=True
    )
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    failure: Mapped[str | None] = mapped_column(Text)


class OutboxMessage(Base):
    """A reply of a turn, written in the turn's own transaction."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_unsent", "created_at", postgresql_where="sent_at IS NULL"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    inbound_id: Mapped[int] = mapped_column(
        ForeignKey("inbound_events.id", ondelete="CASCADE"), index=True
    )
    conversation: Mapped[str] = mapped_column(Text, index=True)
    channel: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(SmallInteger)
    reply: Mapped[bytes] = mapped_column(LargeBinary)
    """encrypted: payloads of buttons may hold a dossier code."""
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), index=True
    )
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class TrackerSnapshot(Base):
    """What the next turn needs of a conversation: slots and the last turns."""

    __tablename__ = "tracker_snapshots"

    conversation: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSONB)
    turns: Mapped[int] = mapped_column(BigInteger, default=0)
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), onupdate=func.now(), index=True
    )


class TrackerTurn(Base):
    """The masked events of one turn, appended and never read in a conversation."""

    __tablename__ = "tracker_turns"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    conversation: Mapped[str] = mapped_column(Text, index=True)
    events: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), index=True
    )
