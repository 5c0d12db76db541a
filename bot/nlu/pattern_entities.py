"""Entities that have a form: dossier codes, amounts of money, dates, the post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.dossier.codes import find_codes

_SCALES = {
    "k": 1_000,
    "ng": 1_000,
    "nghìn": 1_000,
    "nghin": 1_000,
    "ngàn": 1_000,
    "ngan": 1_000,
    "tr": 1_000_000,
    "triệu": 1_000_000,
    "trieu": 1_000_000,
    "củ": 1_000_000,
}
_UNIT = "|".join(sorted(_SCALES, key=len, reverse=True))
_MONEY = re.compile(
    rf"(?<![\w.,/-])(?P<amount>\d+(?:[.,]\d+)*)\s*"
    rf"(?:(?P<scale>{_UNIT})(?!\w)(?:\s*(?:đồng|dong|vnđ|vnd|đ)(?!\w))?"
    rf"|(?:đồng|dong|vnđ|vnd|đ)(?!\w))",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<![\w./-])(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{4}|\d{2}))(?![\w/-])"
)
_SHORT_DATE = re.compile(
    r"(?:ngày|ngay|hôm|hom|bữa|bua|mùng|mung)\s+(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![\w/-])",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?<!\w)(?:b[uư]u\s+(?:[đd]i[eệ]n|ch[ií]nh|c[uụ]c|t[aá])|chuy[eể]n\s+ph[aá]t|ems)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PatternEntity:
    """One entity and the span of the typed text that it was read from."""

    entity: str
    value: str
    """the tidy code, whole đồng, an ISO date, or ``post``"""
    start: int
    end: int


def find_entities(text: str, today: date) -> list[PatternEntity]:
    """Return the entities from left to right; none overlaps a dossier code."""
    codes = [
        PatternEntity("dossier_code", code.value, code.start, code.end)
        for code in find_codes(text, today)
    ]
    others = [
        entity
        for entity in (*_money(text), *_dates(text, today), *_channels(text))
        if all(entity.end <= code.start or code.end <= entity.start for code in codes)
    ]
    return sorted([*codes, *others], key=lambda entity: entity.start)


def _money(text: str) -> Iterator[PatternEntity]:
    for found in _MONEY.finditer(text):
        scale = found["scale"]
        amount = _amount(found["amount"], _SCALES[scale.lower()] if scale else 1)
        if amount is not None:
            yield PatternEntity("money", str(amount), *found.span())


def _amount(digits: str, scale: int) -> int | None:
    groups = re.split(r"[.,]", digits)
    if all(len(group) == 3 for group in groups[1:]):
        return int("".join(groups)) * scale
    if len(groups) == 2 and scale > 1:
        return round(float(".".join(groups)) * scale)
    return None


def _dates(text: str, today: date) -> Iterator[PatternEntity]:
    for found in _DATE.finditer(text):
        year = int(found["year"] or found["y"])
        month, day = int(found["month"] or found["m"]), int(found["day"] or found["d"])
        value = _valid(year + 2000 if year < 100 else year, month, day)
        if value is not None:
            yield PatternEntity("date", value, *found.span())
    for found in _SHORT_DATE.finditer(text):
        value = _valid(today.year, int(found["m"]), int(found["d"]))
        if value is not None:
            yield PatternEntity("date", value, found.start("d"), found.end())


def _channels(text: str) -> Iterator[PatternEntity]:
    for found in _POST.finditer(text):
        yield PatternEntity("channel", "post", *found.span())


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
