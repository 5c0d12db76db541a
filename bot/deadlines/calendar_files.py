"""Loading the calendar's year files, checked so that no day is silently lost."""

from __future__ import annotations

from pathlib import Path

from bot.data_files import DataFileError, read_data_file
from bot.deadlines.calendar import SATURDAY, CalendarYear, WorkingCalendar
from bot.settings import PROJECT_DIR

CALENDAR_DIR = PROJECT_DIR / "catalogue_data" / "calendar"


def load_calendar(directory: Path = CALENDAR_DIR) -> WorkingCalendar:
    """Read every ``<year>.yml`` of ``directory``.

    Raises ``bot.data_files.DataFileError`` naming file and key; also when the
    directory holds no year at all.
    """
    paths = sorted(directory.glob("*.yml"))
    if not paths:
        raise DataFileError(directory, "", "holds no <year>.yml")
    return WorkingCalendar(load_year(path) for path in paths)


def load_year(path: Path) -> CalendarYear:
    """Read and check one year's file."""
    year = read_data_file(path, CalendarYear)
    if path.stem != str(year.year):
        raise DataFileError(path, "year", f"{year.year} is not the year of the file name")
    _check_holidays(path, year)
    _check_make_up_days(path, year)
    return year


def _check_holidays(path: Path, year: CalendarYear) -> None:
    seen = set()
    for index, holiday in enumerate(year.holidays):
        key, day = f"holidays[{index}].day", holiday.day
        if day.year != year.year:
            raise DataFileError(path, key, f"{day} is in another year")
        if day.weekday() >= SATURDAY:
            raise DataFileError(
                path, key, f"{day} is a weekend; list the weekday that is off instead"
            )
        if day in seen:
            raise DataFileError(path, key, f"{day} is listed twice")
        seen.add(day)


def _check_make_up_days(path: Path, year: CalendarYear) -> None:
    holidays = {holiday.day for holiday in year.holidays}
    for index, make_up in enumerate(year.make_up_days):
        key = f"make_up_days[{index}]"
        if make_up.day.year != year.year:
            raise DataFileError(path, f"{key}.day", f"{make_up.day} is in another year")
        if make_up.day.weekday() < SATURDAY:
            raise DataFileError(path, f"{key}.day", f"{make_up.day} is a working day anyway")
        if make_up.instead_of not in holidays:
            raise DataFileError(
                path, f"{key}.instead_of", f"{make_up.instead_of} is not among the holidays"
            )
