"""What a date in words means on a given day; one function for each pattern.

Each returns an ISO date, a month "2026-06", a year "2025", the words in standard spelling where
none of them is certain, or None when it is no date after all.
"""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.date_arithmetic import (
    as_day,
    as_month,
    days_away,
    months_away,
    nearest_day_of_month,
    nearest_month,
    nearest_weekday,
    weekday_in_week,
)
from bot.nlu.date_words import DateWords
from bot.text.heard_words import keys_of

_Found = re.Match[str]
_LAST_MOON_DAY_OF_MUNG = 10
_LAST_DAY = 31
_DAYS_IN_WEEK = 7


def read_weekday(found: _Found, today: date, words: DateWords) -> str:
    """Read "thứ hai", "thứ hai tuần sau", "tuần sau thứ hai", "thứ hai này"."""
    weekday = words.weekdays.value(found["weekday"])
    week = found["week"] or found["before"]
    if week:
        return weekday_in_week(today, weekday, words.turns.value(week))
    if found["turn"]:
        return nearest_weekday(today, weekday, words.turns.value(found["turn"]))
    return words.weekdays.standard(weekday)


def read_day_and_month(found: _Found, today: date, words: DateWords) -> str | None:
    """Read "15 tháng 6", "ngày mười lăm tháng sáu năm ngoái", "mùng 5 tháng chạp"."""
    day = words.number(found["day"])
    if found["lunar"] or words.is_lunar(found["month"]):
        before = "mùng" if day <= _LAST_MOON_DAY_OF_MUNG else "ngày"
        return f"{before} {day} tháng {words.month_word(found['month'])}"
    year = _year(found, today, words)
    return as_day(today.year if year is None else year, words.month(found["month"]), day)


def read_day_in_month(found: _Found, today: date, words: DateWords) -> str | None:
    """Read "ngày 20 tháng trước"."""
    turn = words.turns.value(found["turn"])
    return as_day(*months_away(today, turn), words.number(found["day"]))


def read_day(found: _Found, today: date, words: DateWords) -> str | None:
    """Read "ngày 20", whose month nobody knows, and "ngày 20 này"."""
    day = words.number(found["day"])
    if not 1 <= day <= _LAST_DAY:
        return None
    if found["turn"]:
        return nearest_day_of_month(today, day, words.turns.value(found["turn"]))
    # "ngày hai buổi": small numbers in words count
    is_day = found["day"].isdecimal() or day > _LAST_MOON_DAY_OF_MUNG
    return f"ngày {day}" if is_day else None


def read_moon_day(found: _Found, _: date, words: DateWords) -> str:
    """Read "mùng 5", "30 tết", "rằm tháng giêng": words only."""
    tet = " tết" if found["tet"] else ""
    if found["mung"]:
        return f"mùng {words.number(found['day'])}{tet}"
    if found["eve"]:
        return f"{found['eve']}{tet}"
    return f"rằm tháng {words.month_word(found['month'])}" if found["month"] else "rằm"


def read_month(found: _Found, today: date, words: DateWords) -> str | None:
    """Read "tháng 6", "đầu tháng sáu năm ngoái", "tháng 6 tới"."""
    if words.is_lunar(found["month"]):
        return f"tháng {words.month_word(found['month'])}"
    month, year = words.month(found["month"]), _year(found, today, words)
    if year is None:
        turn = words.turns.value(found["turn"]) if found["turn"] else 0
        year = nearest_month(today, month, turn)
    return as_month(year, month)


def read_month_away(found: _Found, today: date, words: DateWords) -> str | None:
    """Read "tháng trước", "cuối tháng sau"."""
    return as_month(*months_away(today, words.turns.value(found["turn"])))


def read_year(found: _Found, today: date, words: DateWords) -> str:
    """Read "năm ngoái", "đầu năm 2025"."""
    return str(_year(found, today, words))


def read_week(found: _Found, _: date, words: DateWords) -> str:
    """Read "tuần sau", which is no single day."""
    return f"tuần {words.turns.word(found['turn'])}"


def read_part(found: _Found, today: date, _: DateWords) -> str | None:
    """Read "cuối tháng": that of now; "đầu tháng" may be the next one, and stays words."""
    is_month = keys_of(found["unit"]) == keys_of("tháng")
    if keys_of(found["part"]) == keys_of("cuối"):
        return as_month(today.year, today.month) if is_month else str(today.year)
    part = "đầu" if keys_of(found["part"]) == keys_of("đầu") else "giữa"
    return f"{part} {'tháng' if is_month else 'năm'}"


def read_away(found: _Found, today: date, words: DateWords) -> str | None:
    """Read "3 ngày nữa", "hai tháng trước"."""
    count = words.number(found["count"])
    if keys_of(found["side"]) == keys_of("trước"):
        count = -count
    unit = keys_of(found["unit"])
    if unit == keys_of("năm"):
        return str(today.year + count)
    if unit == keys_of("tháng"):
        return as_month(*months_away(today, count))
    return days_away(today, count * (_DAYS_IN_WEEK if unit == keys_of("tuần") else 1))


def _year(found: _Found, today: date, words: DateWords) -> int | None:
    if found["year"]:
        return int(found["year"])
    return today.year + words.years.value(found["which"]) if found["which"] else None
