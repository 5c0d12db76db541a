"""Look a dossier up and say what its state and its dates mean today.

Errors: the ``DossierError`` tree of ``bot.dossier.errors``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.deadlines.calendar import Holiday, WorkingCalendar
from bot.dossier.access import SensitiveProcedures, public_view
from bot.dossier.model import DossierPart, PublicView
from bot.dossier.sources.source import DossierSource
from bot.dossier.statuses import FINISHED, RETURNED, Status, Statuses


@dataclass(frozen=True, kw_only=True)
class PartReport:
    """A part of a liên thông dossier and what its state means."""

    part: DossierPart
    status: Status


@dataclass(frozen=True, kw_only=True)
class Timing:
    """A dossier against its appointment; the defaults say that there is nothing to say."""

    is_late: bool = False
    """past the appointment without a result, or the result came after it."""
    late_by: int = 0
    """working days; 0 when not late, or late by days off only."""
    days_left: int | None = None
    """working days to the appointment; None when its clock does not run or it has passed."""
    holidays: tuple[Holiday, ...] = ()
    """days off in the span that ``late_by`` or ``days_left`` counts."""
    is_provisional: bool = False
    """that span rests on holidays that are not decided yet."""


@dataclass(frozen=True, kw_only=True)
class DossierReport:
    """What a bare code may be told, on one day."""

    dossier: PublicView
    status: Status
    parts: tuple[PartReport, ...]
    today: date
    timing: Timing

    @property
    def updated_at(self) -> datetime:
        """When the office last changed what it reports."""
        return self.dossier.updated_at

    @property
    def is_sandbox(self) -> bool:
        """Tell whether the dossier is invented."""
        return self.dossier.is_sandbox


class DossierService:
    """Look-up by code, for anybody who knows the code."""

    def __init__(
        self,
        source: DossierSource,
        calendar: WorkingCalendar,
        statuses: Statuses,
        clock: Callable[[], datetime],
        sensitive: SensitiveProcedures,
        is_sandbox: bool = False,
    ) -> None:
        """Take the collaborators; ``clock`` gives the local time of Cần Thơ."""
        self._source = source
        self._calendar = calendar
        self._statuses = statuses
        self._clock = clock
        self._sensitive = sensitive
        self.is_sandbox = is_sandbox

    async def look_up(self, code: str) -> DossierReport:
        """Return the public report about ``code`` (tidy spelling).

        Raises ``DossierNotFound``, ``DossierSourceUnavailable`` or
        ``DossierSourceInvalidReply``.
        """
        dossier = await self._source.fetch(code)
        return self.report(public_view(dossier, self._sensitive, self.is_sandbox))

    def report(self, dossier: PublicView) -> DossierReport:
        """Return what ``dossier`` means today."""
        status = self._statuses.of(dossier.status)
        today = self._clock().date()
        return DossierReport(
            dossier=dossier,
            status=status,
            parts=tuple(
                PartReport(part=part, status=self._statuses.of(part.status))
                for part in dossier.parts
            ),
            today=today,
            timing=_timing(self._calendar, dossier, status, today),
        )


def _timing(calendar: WorkingCalendar, dossier: PublicView, status: Status, today: date) -> Timing:
    day = _judged_day(dossier, status, today)
    if dossier.appointment_at is None or day is None:
        return Timing()
    appointment = dossier.appointment_at.date()
    is_late = day > appointment
    if not is_late and status.clock != "running":
        return Timing()
    start, end = min(day, appointment), max(day, appointment)
    working_days = calendar.working_days_between(start, end)
    return Timing(
        is_late=is_late,
        late_by=working_days if is_late else 0,
        days_left=None if is_late else working_days,
        holidays=calendar.holidays_between(start, end),
        is_provisional=calendar.is_provisional(start, end),
    )


def _judged_day(dossier: PublicView, status: Status, today: date) -> date | None:
    """Return the day to hold against the appointment, None when nothing is judged.

    A finished dossier is judged by the day of its result, not by the day when the
    person fetched it. While the person has to act, or after a stop, nobody is late.
    """
    if status.code in (FINISHED, RETURNED):
        return dossier.finished_at.date() if dossier.finished_at else None
    return today if status.clock == "running" else None
