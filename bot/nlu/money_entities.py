"""Amounts of money: "50k", "1,5 triệu", "2.530.000 đồng"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.found_entity import FoundEntity

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


def find_money(text: str) -> Iterator[FoundEntity]:
    """Yield the amounts of the typed text; values are whole đồng."""
    for found in _MONEY.finditer(text):
        scale = found["scale"]
        amount = _amount(found["amount"], _SCALES[scale.lower()] if scale else 1)
        if amount is not None:
            yield FoundEntity("money", str(amount), *found.span())


def _amount(digits: str, scale: int) -> int | None:
    groups = re.split(r"[.,]", digits)
    if all(len(group) == 3 for group in groups[1:]):
        return int("".join(groups)) * scale
    if len(groups) == 2 and scale > 1:
        return round(float(".".join(groups)) * scale)
    return None
