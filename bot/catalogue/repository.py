"""The published versions in the database: the record that every machine shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Text, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.models import Base

# Session is named for those who may not import SQLAlchemy (bot.catalogue.versions).
__all__ = ["CatalogueRepository", "CatalogueVersionRow", "PublishedVersion", "Session"]

CHANNEL = "troly_catalogue"
"""NOTIFY channel; the payload is the version."""
_LOCK = 0x7472_6F6C_7943  # "trolyC": publishing is one at a time


class CatalogueVersionRow(Base):
    """A published version; rows are added, never changed."""

    __tablename__ = "catalogue_versions"

    version: Mapped[str] = mapped_column(Text, primary_key=True)
    """sortable, see ``bot.catalogue.snapshot``."""
    content_hash: Mapped[str] = mapped_column(Text)
    """SHA-256 in hex."""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    created_by: Mapped[str] = mapped_column(Text)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """the catalogue as ``bot.catalogue.serial.plain`` writes it."""


@dataclass(frozen=True)
class PublishedVersion:
    """What the record says of a version, without its content."""

    version: str
    content_hash: str
    created_at: datetime
    created_by: str


class CatalogueRepository:
    """Versions in the caller's session; the caller commits."""

    def __init__(self, session: Session) -> None:
        """Use ``session``; nothing is read yet."""
        self._session = session

    def lock(self) -> None:
        """Wait for other publishers; the lock ends with the transaction."""
        self._session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    def add(self, version: str, content_hash: str, snapshot: dict[str, Any], by: str) -> None:
        """Record a version and tell the listeners once the transaction commits."""
        self._session.add(
            CatalogueVersionRow(
                version=version, content_hash=content_hash, snapshot=snapshot, created_by=by
            )
        )
        self._session.flush()
        self._session.execute(
            text("SELECT pg_notify(:channel, :version)"),
            {"channel": CHANNEL, "version": version},
        )

    def latest(self) -> PublishedVersion | None:
        """Return the newest version, None when nothing was ever published."""
        return next(iter(self.list(limit=1)), None)

    def list(self, limit: int = 50) -> list[PublishedVersion]:
        """Return the newest versions first."""
        row = CatalogueVersionRow
        query = (
            select(row.version, row.content_hash, row.created_at, row.created_by)
            .order_by(row.version.desc())
            .limit(limit)
        )
        return [PublishedVersion(*found) for found in self._session.execute(query)]

    def snapshot(self, version: str) -> dict[str, Any] | None:
        """Return a version's content as plain data, None when there is no such version."""
        row = self._session.get(CatalogueVersionRow, version)
        return None if row is None else row.snapshot
