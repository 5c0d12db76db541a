"""The invented dossiers, with their relative dates turned into dates of now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal

from apischema import schema

from bot.data_files import DataFileError, read_data_file
from bot.deadlines.calendar import WorkingCalendar

DOSSIERS_FILE = Path(__file__).with_name("dossiers.yml")

FaultKind = Literal["timeout", "error_500", "broken_json", "slow", "unavailable_once"]
_RELATIVE = re.compile(
    r"(?P<amount>[+-]?\d+)(?P<unit>wd|d|m)(?:@(?P<hour>\d{2}):(?P<minute>\d{2}))?"
)
Relative = Annotated[str, schema(pattern=rf"^{_RELATIVE.pattern}$")]

_OFFICE_OPENS = time(8, 30)
_RESULT = time(15)
_APPOINTMENT = time(17)


@dataclass(frozen=True, kw_only=True)
class InventedProcedure:
    """What dossiers may be about."""

    name: str
    agency: str
    sensitive: bool = False


@dataclass(frozen=True, kw_only=True)
class InventedPart:
    """A part of a liên thông dossier."""

    name: str
    status: int
    agency: str
    appointment: Relative | None = None
    finished: Relative | None = None


@dataclass(frozen=True, kw_only=True)
class InventedDossier:
    """One dossier; its moments are relative to now, e.g. ``-5wd`` or ``-1d@14:05``."""

    code: str
    of: str
    status: int
    received: Relative | None = None
    accepted: Relative | None = None
    appointment: Relative | None = None
    finished: Relative | None = None
    returned: Relative | None = None
    updated: Relative | None = None
    """the last event when left out."""
    due: Relative | None = None
    papers: tuple[str, ...] = ()
    papers_personal: bool = False
    parts: tuple[InventedPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A code that breaks on purpose."""

    code: str
    kind: FaultKind


@dataclass(frozen=True, kw_only=True)
class InventedDossiers:
    """The data file of the pretend office."""

    procedures: dict[str, InventedProcedure]
    dossiers: tuple[InventedDossier, ...]
    faults: tuple[Fault, ...] = ()


def load_invented(path: Path = DOSSIERS_FILE) -> InventedDossiers:
    """Read the data file; ``DataFileError`` names file and key."""
    invented = read_data_file(path, InventedDossiers)
    codes = [dossier.code for dossier in invented.dossiers]
    for index, dossier in enumerate(invented.dossiers):
        if dossier.of not in invented.procedures:
            raise DataFileError(path, f"dossiers[{index}].of", f"no procedure {dossier.of!r}")
        if codes.index(dossier.code) != index:
            raise DataFileError(path, f"dossiers[{index}].code", f"{dossier.code} is given twice")
    return invented


class InventedRecords:
    """The dossiers as docs/dossier-api.yaml shows them, at one moment."""

    def __init__(self, invented: InventedDossiers, calendar: WorkingCalendar) -> None:
        """Keep the data; ``calendar`` counts the ``wd``."""
        self._invented = invented
        self._calendar = calendar
        self._by_code = {dossier.code: dossier for dossier in invented.dossiers}

    def record(self, code: str, now: datetime) -> dict[str, object] | None:
        """Return the JSON object for ``code``, None when there is no such dossier."""
        dossier = self._by_code.get(code)
        if dossier is None:
            return None
        procedure = self._invented.procedures[dossier.of]
        events = {
            "received_at": self._moment(dossier.received, now, _OFFICE_OPENS),
            "accepted_at": self._moment(dossier.accepted, now, _OFFICE_OPENS),
            "finished_at": self._moment(dossier.finished, now, _RESULT),
            "returned_at": self._moment(dossier.returned, now, _RESULT),
        }
        happened = max((moment for moment in events.values() if moment), default=now)
        updated = self._moment(dossier.updated, now, _OFFICE_OPENS) or happened
        appointment = self._moment(dossier.appointment, now, _APPOINTMENT)
        record: dict[str, object] = {
            "code": code,
            "status": dossier.status,
            "procedure_name": procedure.name,
            "agency": procedure.agency,
            **{name: _written(moment) for name, moment in events.items()},
            "appointment_at": _written(appointment),
            "updated_at": _written(updated),
            "parts": [self._part(part, now) for part in dossier.parts],
            "supplement": self._supplement(dossier, now),
            "sensitive": procedure.sensitive,
            "test_data": True,
        }
        return record

    def _part(self, part: InventedPart, now: datetime) -> dict[str, object]:
        return {
            "name": part.name,
            "status": part.status,
            "agency": part.agency,
            "appointment_at": _written(self._moment(part.appointment, now, _APPOINTMENT)),
            "finished_at": _written(self._moment(part.finished, now, _RESULT)),
        }

    def _supplement(self, dossier: InventedDossier, now: datetime) -> dict[str, object] | None:
        if not dossier.papers:
            return None
        return {
            "papers": list(dossier.papers),
            "due_at": _written(self._moment(dossier.due, now, _APPOINTMENT)),
            "personal": dossier.papers_personal,
        }

    def _moment(self, relative: str | None, now: datetime, usual: time) -> datetime | None:
        match = _RELATIVE.fullmatch(relative) if relative else None
        if match is None:
            return None
        amount = int(match["amount"])
        if match["unit"] == "m":
            return now + timedelta(minutes=amount)
        day = now.date() + timedelta(days=amount)
        if match["unit"] == "wd":
            day = self._calendar.shift(now.date(), amount)
        at = time(int(match["hour"]), int(match["minute"])) if match["hour"] else usual
        return datetime.combine(day, at, tzinfo=now.tzinfo)


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
