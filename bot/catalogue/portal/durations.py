"""Durations in texts: ``05 ngày làm việc``, ``trong ngày``; dates are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.catalogue.model import TimeUnit
from bot.catalogue.portal.texts import one_line, without_marker
from bot.catalogue.portal.words import PortalWords

_DATES = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|tháng\s+\d{1,2}\s+năm\s+\d{4}|\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|năm\s+\d{4}"
    r"|(?:trước|sau|lúc|từ|đến)\s+\d{1,2}\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?<![\d.,/])(?P<part>1/2\s+|nửa\s+)?(?P<number>\d{1,4}(?:[.,]5)?)?"
    r"(?:\s*\([^()\d]{1,40}\))?\s*(?P<unit>ngày\s+làm\s+việc|ngày|giờ|tháng|tuần|năm|phút)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"(?:ngay\s+)?trong\s+(?:cùng\s+)?ngày(?!\s+\d)(?=\s+làm\s+việc|\s+nhận|\s+tiếp\s+nhận|[.,;)]|\s*$)"
    r"|ngay\s+(?:sau\s+)?khi\s+(?:tiếp\s+)?nhận",
    re.IGNORECASE,
)
_UNITS: dict[str, TimeUnit] = {"ngày làm việc": "working_day", "ngày": "day", "giờ": "hour"}
_SENTENCE = re.compile(r"\n|(?<=[.;])\s+|\s+(?=[-+*•]\s)")
_CELL = re.compile(r"(?P<number>\d{1,4}(?:[.,]\d)?) (?P<unit>[^\d]+)")


@dataclass(frozen=True)
class Duration:
    """A number of units; ``unit`` is None where the catalogue has none (months)."""

    number: float
    unit: TimeUnit | None


def cell_duration(cell: str, words: PortalWords) -> Duration | None:
    """Return what a cell of times says; None when it is no number with a unit."""
    found = _CELL.fullmatch(cell.strip())
    if found is None:
        return None
    number, unit = float(found["number"].replace(",", ".")), found["unit"].strip()
    if unit in words.time_units:
        return Duration(number, words.time_units[unit])
    return Duration(number, None) if unit in words.uncounted_units else None


def durations_in(text: str) -> list[Duration]:
    """Return the durations that a text tells, in order of reading."""
    plain = _DATES.sub(" ", one_line(text))
    found = [(each.start(), Duration(1, "same_day")) for each in _SAME_DAY.finditer(plain)]
    for each in _DURATION.finditer(plain):
        if each["part"]:
            number = 0.5
        elif each["number"]:
            number = float(each["number"].replace(",", "."))
        else:
            continue
        unit = " ".join(each["unit"].lower().split())
        found.append((each.start(), Duration(number, _UNITS.get(unit))))
    return [duration for _, duration in sorted(found, key=lambda pair: pair[0])]


def sentences_with_durations(text: str) -> str:
    """Return the sentences and list items of a text that tell a duration, as one line."""
    parts = (one_line(part) for part in _SENTENCE.split(text))
    return " ".join(without_marker(part) for part in parts if durations_in(part))
