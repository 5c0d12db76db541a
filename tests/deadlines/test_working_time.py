from datetime import date, datetime, time

import pytest

from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.working_time import TimeUnit, add_working_time
from bot.settings import TIME_ZONE

CUTOFF = time(15)
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=TIME_ZONE)
MONDAY_LATE = MONDAY_MORNING.replace(hour=15, minute=30)
FRIDAY_AFTERNOON = datetime(2026, 11, 20, 14, 0, tzinfo=TIME_ZONE)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "day", "by"),
    [
        pytest.param(MONDAY_MORNING, 3, "working_day", 27, None, id="over-a-holiday"),
        pytest.param(MONDAY_LATE, 1, "working_day", 26, None, id="after-the-cutoff"),
        pytest.param(MONDAY_MORNING, 0.5, "working_day", 23, None, id="half-day-from-morning"),
        pytest.param(
            FRIDAY_AFTERNOON, 0.5, "working_day", 23, time(12), id="half-day-from-afternoon"
        ),
        pytest.param(MONDAY_MORNING, 1.5, "working_day", 25, None, id="one-and-a-half"),
        pytest.param(MONDAY_MORNING, 0, "working_day", 23, None, id="none"),
        pytest.param(MONDAY_MORNING, 0, "same_day", 23, None, id="same-day"),
        pytest.param(MONDAY_LATE, 0, "same_day", 25, None, id="same-day-after-the-cutoff"),
        pytest.param(FRIDAY_AFTERNOON, 2, "day", 23, None, id="days-ending-on-a-sunday"),
        pytest.param(MONDAY_MORNING, 1, "day", 25, None, id="days-ending-on-a-holiday"),
        pytest.param(MONDAY_MORNING, 8, "hour", 23, time(17), id="hours"),
        pytest.param(MONDAY_MORNING, 24, "hour", 25, time(9), id="hours-over-a-holiday"),
        pytest.param(FRIDAY_AFTERNOON, 12, "hour", 23, time(2), id="hours-past-midnight"),
        pytest.param(MONDAY_LATE, 2, "hour", 25, time(9), id="hours-after-the-cutoff"),
    ],
)
def test_a_processing_time_ends_when_the_rules_say(
    calendar: WorkingCalendar,
    start: datetime,
    amount: float,
    unit: TimeUnit,
    day: int,
    by: time | None,
) -> None:
    finish = add_working_time(calendar, start, amount, unit, CUTOFF)
    assert (finish.day, finish.by) == (date(2026, 11, day), by)


def test_what_arrives_on_a_day_off_is_received_on_the_next_working_day(
    calendar: WorkingCalendar,
) -> None:
    sunday = datetime(2026, 11, 22, 20, 0, tzinfo=TIME_ZONE)
    assert add_working_time(calendar, sunday, 1, "working_day").day == date(2026, 11, 25)


def test_without_a_cutoff_the_evening_belongs_to_the_day(calendar: WorkingCalendar) -> None:
    evening = MONDAY_MORNING.replace(hour=22)
    assert add_working_time(calendar, evening, 1, "working_day").day == date(2026, 11, 25)


def test_the_finish_names_the_holidays_and_an_undecided_calendar(
    calendar: WorkingCalendar,
) -> None:
    finish = add_working_time(calendar, MONDAY_MORNING, 3, "working_day")
    assert [holiday.day.day for holiday in finish.holidays] == [24]
    assert not finish.provisional
    assert add_working_time(calendar, MONDAY_MORNING, 60, "working_day").provisional


@pytest.mark.parametrize("amount", [-1, float("nan"), float("inf")])
def test_an_amount_that_is_no_time_is_refused(calendar: WorkingCalendar, amount: float) -> None:
    with pytest.raises(ValueError, match="cannot be counted"):
        add_working_time(calendar, MONDAY_MORNING, amount, "working_day")
