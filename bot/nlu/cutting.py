"""Finds where one question ends and the next begins when no sign stands between them.

Dictated messages have no commas: "tách hộ cần giấy gì mấy ngày thì xong".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.nlu.asks import OVERVIEW, SPLITTABLE
from bot.nlu.intent_model import Ranking
from bot.nlu.views import RestoredText
from bot.text.protected import find_protected

_FACETS = SPLITTABLE - {OVERVIEW}
_SECOND = 0.03
"""share of a piece's second facet from which on two questions are looked for"""
_MAY_ASK = 0.1
_SURE = 0.75
"""how sure both halves must be of different facets"""
_LONGEST = 40
_BLANK = re.compile(r"\s+")

Rank = Callable[[Sequence[RestoredText]], list[Ranking]]


def may_ask(ranking: Ranking) -> bool:
    """Tell whether a piece may ask some facet."""
    return any(intent in SPLITTABLE and share >= _MAY_ASK for intent, share in ranking.intents[:3])


def may_hold_two(ranking: Ranking) -> bool:
    """Tell whether a piece may ask two facets."""
    (first, _), (second, share) = ranking.intents[:2]
    return first in _FACETS and second in _FACETS and share >= _SECOND


def cut_in_two(piece: RestoredText, rank: Rank) -> list[RestoredText]:
    """Return the parts that surely ask different facets, or the piece itself.

    ``rank`` is asked about every way of cutting between words; the halves are cut again.
    """
    borders = _borders(piece.text.text)
    if not borders:
        return [piece]
    halves = [
        half
        for start, end in borders
        for half in (piece.part(0, start), piece.part(end, len(piece.restored)))
    ]
    rankings = rank(halves)
    best, place = max(
        (_surety(rankings[2 * at], rankings[2 * at + 1]), at) for at in range(len(borders))
    )
    if best < _SURE:
        return [piece]
    # who runs two questions together may run three: a sure half hides another one well
    return [part for half in halves[2 * place :][:2] for part in cut_in_two(half, rank)]


def _surety(left: Ranking, right: Ranking) -> float:
    differ = left.best != right.best
    facets = left.best in _FACETS and right.best in _FACETS
    return min(left.confidence, right.confidence) if differ and facets else 0.0


def _borders(text: str) -> list[tuple[int, int]]:
    """Return the blanks with at least two words on either side."""
    fixed = [(span.start, span.end) for span in find_protected(text)]
    blanks = [
        found.span()
        for found in _BLANK.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in fixed)
    ]
    return blanks[1:-1] if len(blanks) <= _LONGEST else []
