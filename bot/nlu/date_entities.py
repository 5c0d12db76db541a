"""Dates in figures ("12/11/2026", "tháng 6/2025") and in words ("hôm qua")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.date_arithmetic import as_day, as_month
from bot.nlu.found_entity import FoundEntity
from bot.nlu.spoken_dates import default_spoken_dates
from bot.text.normalise import NormalisedText

_CENTURY = 2000
_DATE = re.compile(
    r"(?<![\w./-])(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{4}|\d{2}))(?![\w/-])"
)
_SHORT_DATE = re.compile(
    r"(?<!\w)(?:ngày|ngay|hôm|hom|bữa|bua|mùng|mung|mồng|mong|lễ|từ|đến|tới|trước|sau|hẹn)"
    r"\s+(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?!\s+(?:ngày|buổi|tháng|năm|giờ)\b|[\w/-])",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\w)(?:(?:từ|tu|đến|tới|trước|sau|hồi|đầu|cuối|giữa)\s+|t\.?(?=\d))"
    r"(?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d{2})(?![\w/-])",
    re.IGNORECASE,
)


def find_dates(text: str, meant: NormalisedText, today: date) -> list[FoundEntity]:
    """Return the dates of the typed text; of dates that overlap, the one in figures.

    Values: ISO dates, "2026-06", "2025", or words where no date is certain.
    """
    figures = [*_in_figures(text, today)]
    spoken = [
        FoundEntity("date", found.value, *meant.source_span(found.start, found.end))
        for found in default_spoken_dates().find(meant.text, today)
    ]
    return figures + [
        words
        for words in spoken
        if all(words.end <= each.start or each.end <= words.start for each in figures)
    ]


def _in_figures(text: str, today: date) -> Iterator[FoundEntity]:
    for found in _DATE.finditer(text):
        year = int(found["year"] or found["y"])
        month, day = int(found["month"] or found["m"]), int(found["day"] or found["d"])
        value = as_day(year + _CENTURY if year < 100 else year, month, day)
        if value is not None:
            yield FoundEntity("date", value, *found.span())
    for found in _SHORT_DATE.finditer(text):
        value = as_day(today.year, int(found["m"]), int(found["d"]))
        if value is not None:
            yield FoundEntity("date", value, found.start("d"), found.end())
    for found in _MONTH.finditer(text):
        value = as_month(int(found["y"]), int(found["m"]))
        if value is not None:
            yield FoundEntity("date", value, found.start("m"), found.end())
