"""When a processing time ends, counted as the rules count it.

The day of receipt is not counted. What arrives after the cut-off, or on a day
off, is received at the opening of the next working day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.deadlines.calendar import Holiday, WorkingCalendar

TimeUnit = Literal["working_day", "day", "hour", "same_day"]
NOON = time(12)
# Only places the start of a count that moved to the next morning; never said.
OPENING = time(7)


@dataclass(frozen=True, kw_only=True)
class Finish:
    """The end of a processing time, with what an answer has to say about it."""

    day: date
    by: time | None = None
    """clock time on that day; None = by the end of the working day."""
    holidays: tuple[Holiday, ...] = ()
    """days off between the start and the finish."""
    provisional: bool = False
    """the holidays in between are not all decided."""


def add_working_time(
    calendar: WorkingCalendar,
    start: datetime,
    amount: float,
    unit: TimeUnit,
    cutoff: time | None = None,
) -> Finish:
    """Return when ``amount`` of ``unit`` after ``start`` is over.

    ``start`` is local time. Half days (0.5) are counted in mornings and
    afternoons, a smaller fraction as a half day. Days and hours that end on a
    day off end on the next working day; hours do not run on days off.
    ``amount`` is ignored for ``same_day``. Raises ``ValueError`` when negative.
    """
    if amount < 0 or not math.isfinite(amount):
        raise ValueError(f"a processing time of {amount} {unit} cannot be counted")
    received = _received(calendar, start, cutoff)
    by: time | None = None
    if unit == "same_day":
        day = received.date()
    elif unit == "day":
        day = received.date() + timedelta(days=math.ceil(amount))
        day = calendar.working_day_on_or_after(day)
    elif unit == "hour":
        day, by = _add_hours(calendar, received, amount)
    else:
        day, by = _add_half_days(calendar, received, math.ceil(amount * 2))
    return Finish(
        day=day,
        by=by,
        holidays=calendar.holidays_between(start.date(), day),
        provisional=calendar.is_provisional(start.date(), day),
    )


def _received(calendar: WorkingCalendar, start: datetime, cutoff: time | None) -> datetime:
    late = cutoff is not None and start.time() > cutoff
    if calendar.is_working_day(start.date()) and not late:
        return start
    day = calendar.next_working_day(start.date())
    return datetime.combine(day, OPENING, tzinfo=start.tzinfo)


def _add_half_days(
    calendar: WorkingCalendar, received: datetime, half_days: int
) -> tuple[date, time | None]:
    whole_days, half = divmod(half_days, 2)
    day = calendar.shift(received.date(), whole_days)
    if not half:
        return day, None
    if received.time() < NOON:
        return day, None
    return calendar.next_working_day(day), NOON


def _add_hours(
    calendar: WorkingCalendar, received: datetime, hours: float
) -> tuple[date, time | None]:
    whole_days, rest = divmod(hours, 24)
    day = calendar.shift(received.date(), int(whole_days))
    finish = datetime.combine(day, received.time()) + timedelta(hours=rest)
    if finish.date() != day:
        return calendar.next_working_day(day), finish.time()
    return day, finish.time()
