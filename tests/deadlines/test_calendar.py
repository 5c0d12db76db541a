from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.calendar_files import load_calendar

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(date(2026, 11, 23), True, id="monday"),
        pytest.param(date(2026, 11, 24), False, id="culture-day"),
        pytest.param(date(2026, 11, 28), False, id="saturday"),
        pytest.param(date(2026, 11, 29), False, id="sunday"),
        pytest.param(date(2026, 8, 22), True, id="make-up-saturday"),
        pytest.param(date(2026, 8, 31), False, id="swapped-monday"),
        pytest.param(date(2026, 2, 18), False, id="tet"),
        pytest.param(date(2031, 1, 1), True, id="year-without-a-file"),
    ],
)
def test_weekends_and_holidays_are_off_and_make_up_saturdays_are_worked(
    calendar: WorkingCalendar, day: date, worked: bool
) -> None:
    assert calendar.is_working_day(day) is worked


def test_the_next_working_day_jumps_over_a_holiday(calendar: WorkingCalendar) -> None:
    assert calendar.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)


def test_two_working_days_are_left_from_monday_to_thursday_with_a_holiday_between(
    calendar: WorkingCalendar,
) -> None:
    start, end = date(2026, 11, 23), date(2026, 11, 26)
    assert calendar.working_days_between(start, end) == 2
    (holiday,) = calendar.holidays_between(start, end)
    assert (holiday.day, holiday.name) == (date(2026, 11, 24), "Ngày Văn hóa Việt Nam")


def test_three_working_days_have_passed_since_wednesday_last_week(
    calendar: WorkingCalendar,
) -> None:
    assert calendar.working_days_between(date(2026, 11, 18), date(2026, 11, 23)) == 3
    assert calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 18)) == -3


def test_a_span_into_an_undecided_year_is_provisional(calendar: WorkingCalendar) -> None:
    assert not calendar.is_provisional(date(2026, 11, 23), date(2026, 12, 31))
    assert calendar.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert calendar.is_provisional(date(2028, 1, 3), date(2028, 1, 4))


def test_an_unverified_holiday_counts_but_may_not_be_named(calendar: WorkingCalendar) -> None:
    (swapped,) = calendar.holidays_between(date(2026, 1, 1), date(2026, 1, 2))
    assert not swapped.may_be_named


@given(days, st.integers(-40, 40))
def test_shifting_by_n_puts_n_working_days_in_between(day: date, working_days: int) -> None:
    shifted = CALENDAR.shift(day, working_days)
    assert CALENDAR.working_days_between(day, shifted) == working_days


@given(days, days, days)
def test_working_days_of_two_spans_add_up(first: date, second: date, third: date) -> None:
    first, second, third = sorted((first, second, third))
    between = CALENDAR.working_days_between
    assert between(first, second) + between(second, third) == between(first, third)
