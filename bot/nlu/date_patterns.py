"""Patterns for dates in words, over lower-case text; the words come from ``dates.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.date_words import DateWords, any_of
from bot.text.word_forms import loosely

_YEAR_NUMBER = "(?:19|20)[0-9]{2}"
_MONTH, _WEEK, _YEAR, _TET = map(loosely, ("tháng", "tuần", "năm", "tết"))
_DAY = any_of(["ngày", "hôm", "bữa"])
_MOON_DAY = any_of(["mùng", "mồng"])
_PART = rf"(?P<part>{any_of(['đầu', 'giữa', 'cuối'])})"
_UNIT = any_of(["ngày", "hôm", "bữa", "tuần", "tháng", "năm"])
_SIDE = any_of(["nữa", "trước"])
_LUNAR = rf"(?:\s+(?P<lunar>{any_of(['âm lịch', 'âm'])}))?"
# "thứ hai tới thứ sáu" is no Monday to come
_NO_RANGE = rf"(?!\s+(?:{any_of(['thứ', 'chủ', 'chúa', 'mấy', 'tháng', 'ngày'])}|[0-9]))"


@dataclass(frozen=True)
class DatePatterns:
    """One pattern for each way of saying a date; the groups are named alike in all."""

    weekday: re.Pattern[str]
    day_and_month: re.Pattern[str]
    bare_day_and_month: re.Pattern[str]
    day_in_month: re.Pattern[str]
    day: re.Pattern[str]
    moon_day: re.Pattern[str]
    month: re.Pattern[str]
    month_away: re.Pattern[str]
    year: re.Pattern[str]
    week: re.Pattern[str]
    part: re.Pattern[str]
    away: re.Pattern[str]


def build_patterns(words: DateWords) -> DatePatterns:
    """Compile the patterns with the tables' words."""
    day = rf"(?P<day>[0-9]{{1,2}}|{words.numbers.pattern})"
    # without "ngày" a short word is rarely a day: "ba tháng sáu", "sau tháng 7"
    long_numbers = any_of(word for word in words.numbers.words if " " in word)
    turns, years = words.turns.pattern, words.years.pattern
    turn = rf"(?P<turn>{turns})"
    months = any_of([*words.lunar_months.words, *words.months.words])
    # "tháng sau" is the next month and not an undiacritised June
    month = rf"{_MONTH}\s+(?!{turns}(?!\w))(?P<month>[0-9]{{1,2}}|{months})"
    year = (
        rf"(?:(?:\s+{_YEAR}\s+|\s*[/-]\s*)(?P<year>{_YEAR_NUMBER})"
        rf"|\s+{_YEAR}\s+(?P<which>{years}))?"
    )
    week_before = rf"(?:{_WEEK}\s+(?P<before>{turns})[\s,]+)?"
    week_after = rf"{_WEEK}\s+(?P<week>{turns})"
    which_year = rf"(?:(?P<year>{_YEAR_NUMBER})|(?P<which>{years}))"
    return DatePatterns(
        weekday=_whole(
            rf"{week_before}(?P<weekday>{words.weekdays.pattern})"
            rf"(?:\s+(?:{week_after}|{turn}{_NO_RANGE}))?"
        ),
        day_and_month=_whole(rf"(?:{_DAY}|{_MOON_DAY})\s+{day}\s+{month}{year}{_LUNAR}"),
        bare_day_and_month=_whole(rf"(?P<day>[0-9]{{1,2}}|{long_numbers})\s+{month}{year}{_LUNAR}"),
        day_in_month=_whole(rf"(?:{_DAY}|{_MOON_DAY})\s+{day}\s+{_MONTH}\s+{turn}"),
        day=_whole(rf"{_DAY}\s+{day}(?:\s+{turn}{_NO_RANGE})?"),
        moon_day=_whole(
            rf"(?:(?P<mung>{_MOON_DAY})\s+{day}|(?:{_DAY}\s+)?(?P<eve>2[3-9]|30)(?=\s+{_TET})"
            rf"|{loosely('rằm')}\s+{month}|rằm)(?P<tet>\s+{_TET})?"
        ),
        month=_whole(rf"(?:{_PART}\s+)?{month}{year}(?:\s+{turn}{_NO_RANGE})?"),
        month_away=_whole(rf"(?:{_PART}\s+)?{_MONTH}\s+{turn}"),
        year=_whole(rf"(?:{_PART}\s+)?{_YEAR}\s+{which_year}"),
        week=_whole(rf"(?:{_PART}\s+)?{_WEEK}\s+{turn}"),
        part=_whole(rf"{_PART}\s+(?P<unit>{_MONTH}|{_YEAR})"),
        away=_whole(
            rf"(?P<count>[0-9]{{1,2}}|{words.numbers.pattern})\s+(?P<unit>{_UNIT})\s+(?P<side>{_SIDE})"
        ),
    )


def _whole(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./-]){source}(?!\w|[/.-][0-9])")
