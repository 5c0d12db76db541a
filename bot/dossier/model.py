"""A dossier as an office reports it, and the little of it that a bare code shows.

No field here can hold the name, address or papers of a person: what the office
sends beyond these fields is dropped when its reply is read. Times are aware and
in the time zone of Cần Thơ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

FIRST_STATUS = 1
LAST_STATUS = 10


@dataclass(frozen=True, kw_only=True)
class DossierPart:
    """One procedure inside a liên thông dossier."""

    name: str
    status: int
    agency: str | None = None
    appointment_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementRequest:
    """What the person has to add before the office goes on."""

    papers: tuple[str, ...] = ()
    due_at: datetime | None = None
    personal: bool = True
    """the paper names say something about the person; only for verified people."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What the office reports about one code."""

    code: str
    status: int
    """1–10, catalogue_data/statuses/statuses.yml."""
    procedure_name: str
    agency: str
    received_at: datetime | None = None
    """sent by the person; no deadline runs yet."""
    accepted_at: datetime | None = None
    """complete and accepted; the deadline runs."""
    appointment_at: datetime | None = None
    finished_at: datetime | None = None
    """there is a result (status 9)."""
    returned_at: datetime | None = None
    """the result was handed over (status 10)."""
    updated_at: datetime
    parts: tuple[DossierPart, ...] = ()
    supplement: SupplementRequest | None = None
    sensitive: bool = False
    test_data: bool = False
    """invented, from the sandbox office."""


@dataclass(frozen=True, kw_only=True)
class PublicView:
    """What anybody who knows the code may see; made by ``bot.dossier.access`` only."""

    code: str
    status: int
    procedure_name: str | None
    """None for sensitive procedures."""
    agency: str
    accepted_at: datetime | None
    appointment_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    updated_at: datetime
    parts: tuple[DossierPart, ...]
    papers_to_add: tuple[str, ...]
    supplement_due_at: datetime | None
    is_sandbox: bool
