"""Days, months and years counted from a day; everything as ISO text."""

from __future__ import annotations

from datetime import date, timedelta

_DAYS_IN_WEEK = 7
_MONTHS = 12
MOST_AWAY = 400
"""nobody speaks of a day so many days, weeks, months or years away"""


def as_day(year: int, month: int, day: int) -> str | None:
    """Return the ISO date, or None when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def as_month(year: int, month: int) -> str | None:
    """Return "2026-06", or None when there is no such month."""
    return f"{year:04d}-{month:02d}" if 1 <= month <= _MONTHS else None


def days_away(today: date, days: int) -> str:
    """Return the day that is ``days`` after today (before: negative)."""
    return (today + timedelta(days=days)).isoformat()


def months_away(today: date, months: int) -> tuple[int, int]:
    """Return year and month that lie ``months`` after the present month."""
    count = today.year * _MONTHS + today.month - 1 + months
    return count // _MONTHS, count % _MONTHS + 1


def weekday_in_week(today: date, weekday: int, weeks: int) -> str:
    """Return the day of the week (Monday = 0) that many weeks after the present one."""
    return days_away(today, weekday - today.weekday() + weeks * _DAYS_IN_WEEK)


def nearest_weekday(today: date, weekday: int, turn: int) -> str:
    """Return the nearest such day: from today on (0), after today (1) or before today (-1)."""
    if turn < 0:
        return days_away(today, -((today.weekday() - weekday - 1) % _DAYS_IN_WEEK) - 1)
    ahead = (weekday - today.weekday() - turn) % _DAYS_IN_WEEK + turn
    return days_away(today, ahead)


def nearest_month(today: date, month: int, turn: int) -> int:
    """Return the year of such a month: the present one (0), the next to come (1), the last (-1)."""
    if turn > 0:
        return today.year + (month <= today.month)
    return today.year - (turn < 0 and month >= today.month)


def nearest_day_of_month(today: date, day: int, turn: int) -> str | None:
    """Return the nearest such day: in this month (0), after today (1) or before today (-1)."""
    months = (turn > 0 and day <= today.day) - (turn < 0 and day >= today.day)
    return as_day(*months_away(today, months), day)
