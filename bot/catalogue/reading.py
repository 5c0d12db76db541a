"""A sentence as it is weighed: its words, the names in it, and the names that it resembles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.catalogue.acts import acts_of
from bot.catalogue.alignment import ReadText
from bot.catalogue.evidence import ACT
from bot.catalogue.meanings import written_stem_of
from bot.catalogue.mentions import Mention
from bot.catalogue.names import Word
from bot.catalogue.ranking import Ranked

_NEAR = ((3, 1.0), (6, 0.6))
"""words away at most → how much it counts"""
_FAR = 0.3


@dataclass(frozen=True)
class Reading:
    """Everything that is known of a sentence before it is decided."""

    words: Sequence[Word]
    mentions: Sequence[Mention]
    touched: Sequence[Mention]
    """those that are named without being asked for"""
    text: ReadText
    ranked: Mapping[str, Ranked]


def beside(reading: Reading, places: Set[int]) -> dict[str, float]:
    """Return the signs beside these words; the farther away, the less they count."""
    taken = set(places)
    for other in reading.mentions:
        span = range(other.first, other.last)
        if other.codes and other not in reading.touched and places.isdisjoint(span):
            taken.update(span)
    said: dict[str, float] = {}
    for act, at in acts_of(reading.words).items():
        if at not in taken:
            said[f"{ACT}{act}"] = _nearness(places, at)
    for at, stem in enumerate(reading.text.stems):
        if stem and at not in taken:
            sign = written_stem_of(reading.words[at]) if reading.text.is_careful else stem
            counts = _nearness(places, at) * reading.text.weights[at]
            said[sign] = max(said.get(sign, 0.0), counts)
    return said


def _nearness(places: Set[int], at: int) -> float:
    away = min(abs(at - place) for place in places)
    return next((share for most, share in _NEAR if away <= most), _FAR)
