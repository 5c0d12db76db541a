import pytest

from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.calendar_files import load_calendar


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return load_calendar()
