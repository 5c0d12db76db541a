"""The working calendar: which days count when a deadline is counted.

Holidays are data (``catalogue_data/calendar/<year>.yml``). A year without a
file has only its weekends, and counts as provisional, like a year whose
holidays are not decided yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Certainty = Literal["L", "P", "S", "M"]
_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A day from Monday to Friday on which offices are closed."""

    day: date
    name: str
    certainty: Certainty
    source: str | None = None
    provisional: bool = False
    """proposed, not decided."""
    note: str | None = None

    @property
    def may_be_named(self) -> bool:
        """Tell whether a citizen may be told of it (unverified days only count)."""
        return self.certainty != "M"


@dataclass(frozen=True, kw_only=True)
class MakeUpDay:
    """A Saturday that is worked for a day off."""

    day: date
    instead_of: date
    certainty: Certainty
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """One year's file."""

    year: int
    provisional: bool = False
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...] = ()


class WorkingCalendar:
    """Answer which days are worked, and count them."""

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        """Build from any number of years, in any order."""
        years = tuple(years)
        self._holidays = {off.day: off for year in years for off in year.holidays}
        self._make_up_days = {worked.day for year in years for worked in year.make_up_days}
        self._decided_years = {year.year for year in years if not year.provisional}

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on ``day`` for the counting of deadlines."""
        if day in self._make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self._holidays

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return self.shift(day, 1)

    def working_day_on_or_after(self, day: date) -> date:
        """Return ``day`` itself when it is worked, else the next working day."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def shift(self, day: date, working_days: int) -> date:
        """Return the day with so many working days between it and ``day``.

        ``working_days_between(day, shift(day, n)) == n`` for every n; with 0 the
        day itself. Going back from a day off starts at the last day worked.
        """
        step = _DAY if working_days > 0 else -_DAY
        if working_days < 0:
            while not self.is_working_day(day):
                day -= _DAY
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and with ``end``.

        Negative when ``end`` is before ``start``.
        """
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(day) for day in _days_after(start, end))

    def holidays_between(self, start: date, end: date) -> tuple[Holiday, ...]:
        """Return the holidays after ``start`` up to and with ``end``, in order."""
        return tuple(
            self._holidays[day] for day in _days_after(start, end) if day in self._holidays
        )

    def is_provisional(self, start: date, end: date) -> bool:
        """Tell whether a count between the two days rests on undecided holidays."""
        first, last = min(start, end), max(start, end)
        return any(year not in self._decided_years for year in range(first.year, last.year + 1))


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
