"""Amounts of money in texts: thousands separators, "triệu", currencies, what they are per.

A point or comma parts thousands, as the portal writes it; an amount written otherwise
(``15.000.0000``) is malformed: found, but without a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.portal.texts import one_line
from bot.catalogue.portal.words import PortalWords, any_of

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SCALES = {"triệu": 1_000_000, "nghìn": 1_000, "ngàn": 1_000, "tỷ": 1_000_000_000}
_NUMBER = r"(?P<number>\d[\d.,]*\d|\d)"
_PER = re.compile(
    r"\s*/\s*(?:0?1\s+)?(?P<per>[^\W\d_][^\d().,;:\n+]{0,40}?)"
    r"(?=\s+(?:đối với|khi|cho|trường hợp|theo|áp dụng|tại|nếu)\s|[\d().,;:\n+]|\s*$)"
)
_LONGEST_PER = 5
"""words; more are a sentence that goes on"""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """An amount as it stands in a text."""

    start: int
    end: int
    """where it ends, what it is per included."""
    value: int | None
    """None: malformed, or not in đồng."""
    foreign: bool = False
    per: str | None = None


def number_of(text: str) -> int | None:
    """Return ``1.025.000`` or ``1,025,000`` as a number; None when it is malformed."""
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return int(text)
    if _GROUPED.fullmatch(text) and len(text) <= 19:
        return int(re.sub(r"[.,]", "", text))
    return None


def amounts_in(text: str, words: PortalWords) -> list[Amount]:
    """Return the amounts of money in a text, in order.

    A number counts when a currency or "triệu" follows, or when it has four digits and
    "/lần" or the like follows.
    """
    return list(_amounts(text, words))


def _amounts(text: str, words: PortalWords) -> Iterator[Amount]:
    dong, foreign = any_of(words.dong), any_of(words.foreign_money)
    pattern = re.compile(
        rf"(?<![\d.,/]){_NUMBER}\s*(?P<scale>triệu|nghìn|ngàn|tỷ)?\s*"
        rf"(?:(?P<dong>(?:{dong})(?![^\W\d_]))|(?P<foreign>(?:{foreign})(?![^\W\d_])))?"
    )
    for found in pattern.finditer(text):
        per = _PER.match(text, found.end())
        has_money = found["dong"] or found["foreign"] or found["scale"] == "triệu"
        if not has_money and not (per and _looks_like_money(found["number"], per["per"])):
            continue
        named, end = _per(per, found.end())
        yield Amount(
            start=found.start(),
            end=end,
            value=None if found["foreign"] else _scaled(found["number"], found["scale"]),
            foreign=bool(found["foreign"]),
            per=named,
        )


def _looks_like_money(number: str, per: str) -> bool:
    """Tell a sum per something (``8.000.000/lần``) from the number of a law (``24/2026/NQ-CP``)."""
    return per[0].islower() and re.search(r"[.,]\d{3}|\d{4}", number) is not None


def _scaled(number: str, scale: str | None) -> int | None:
    value = number_of(number)
    if value is None or scale is None:
        return value
    return value * _SCALES[scale]


def _per(found: re.Match[str] | None, end: int) -> tuple[str | None, int]:
    if found is None:
        return None, end
    named = one_line(found["per"])
    if len(named.split()) > _LONGEST_PER:
        return None, end
    return named, found.end()
