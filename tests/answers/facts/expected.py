"""What a question is expected to be answered, and the codes and words it is said with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Expected:
    """One question on a day, and what its answer must and must not hold."""

    code: str
    intent: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    day: date = TODAY
    case: str | None = None
    said: str = ""
    """the message, where an outdated belief stands in it."""
    first: str | None = None
    """what the first line must hold: the answer."""


def expect(code: str, facet: str, **rest: object) -> Expected:
    return Expected(code, f"ask_{facet}", **rest)  # type: ignore[arg-type]


BIRTH, DEATH, MARRIAGE, SINGLE = "1.001193", "1.000656", "1.000894", "1.004873"
EXTRACT, CORRECTION, COPY = "2.000635", "1.004859", "2.000815"
BABY, BEREAVED = "3.000722", "2.002913"
PERMANENT, TEMPORARY, GUEST, CT07 = "1.004222", "1.004194", "2.001159", "1.010041"
CARD, CARD_CHANGE, CARD_LOST, VNEID = "1.014061", "1.014063", "1.014064", "3.000228"
RECORD, LICENCE, LICENCE_LOST = "3.000333", "3.000347", "3.000348"
BUSINESS, BUILDING, PENSION = "1.001612", "1.013225", "1.014027"

EVERYONE = [
    BIRTH, DEATH, MARRIAGE, SINGLE, EXTRACT, CORRECTION, COPY, BABY, BEREAVED, PERMANENT,
    TEMPORARY, GUEST, CT07, CARD, CARD_CHANGE, CARD_LOST, VNEID, RECORD, LICENCE, LICENCE_LOST,
    BUSINESS, BUILDING, PENSION,
]  # fmt: skip

ONLINE_FREE = "**miễn phí** đến hết 28/02/2027"
COUNCIL = "Hội đồng nhân dân"
UNKNOWN = "chưa có con số chính thức"
SECONDARY = "⚠"
