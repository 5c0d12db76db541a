"""Cuts words that were typed as one: dangkykhaisinh → dang ky khai sinh.

The cheapest way through the syllables of the lexicon; a cut that another one comes close to
is not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.text.fold import fold
from bot.text.syllables import is_folded_syllable
from bot.text.vocabulary import Vocabulary, default_vocabulary

_SHORTEST = 6
_LONGEST = 60
_LONGEST_SYLLABLE = 7
_FREQUENT = 1.0
_KNOWN = 3.0
_PLAIN_AMONG_MARKS = 1.6
_ONE_LETTER = 2.0
"""more for a, o, y … alone"""
_DOMAIN_PAIR = -0.8
_PAIR = -0.3
_DEAREST = 1.0
"""for each syllable: a cut of rarer ones is chance (online: on, li, ne)"""
_DEAREST_AROUND_DOMAIN = 1.3
"""where a word of the offices is among them, one syllable may be a slip (khai xinh)"""
_MARGIN = 0.9
_LONG = 9
"""fewer plain letters need a word of the offices among them (camera: ca, me, ra)"""


@dataclass(frozen=True, slots=True)
class _Cut:
    cost: float
    parts: tuple[str, ...] = ()
    has_domain_pair: bool = False


class WordCutter:
    """Cuts with one vocabulary; read only."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.cut = lru_cache(maxsize=8192)(self._cut)

    def _cut(self, word: str) -> tuple[str, ...]:
        """Return the syllables of the lower-case ``word``, or () where nothing is certain."""
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            return ()
        if is_folded_syllable(word):
            return ()
        best, *others = [*self._cheapest(word), _Cut(float("inf"))][:2]
        clear = not others or others[0].cost - best.cost >= _MARGIN
        return best.parts if clear and _is_meant(word, best) else ()

    def _cheapest(self, word: str) -> list[_Cut]:
        """Return the two cheapest cuts, the best first."""
        is_plain = fold(word) == word
        ends: list[dict[str, list[_Cut]]] = [{"": [_Cut(0.0)]}, *({} for _ in word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end):
                part = word[start:end]
                cost = self._cost(part, is_plain)
                if cost is not None and ends[start]:
                    ends[end][part] = self._extended(ends[start], part, cost)
        return sorted(
            (cut for cuts in ends[-1].values() for cut in cuts), key=lambda cut: cut.cost
        )[:2]

    def _extended(self, cuts: dict[str, list[_Cut]], part: str, cost: float) -> list[_Cut]:
        extended = []
        for last, found in cuts.items():
            bonus = self._together(last, part)
            is_domain = bonus == _DOMAIN_PAIR
            for cut in found:
                known = cut.has_domain_pair or is_domain
                extended.append(_Cut(cut.cost + cost + bonus, (*cut.parts, part), known))
        return sorted(extended, key=lambda cut: cut.cost)[:2]

    def _cost(self, part: str, is_plain: bool) -> float | None:
        known = self._vocabulary
        extra = _ONE_LETTER if len(part) == 1 else 0.0
        if part in known.frequent:
            return _FREQUENT + extra
        if part in known.frequent_by_letters:
            return (_FREQUENT if is_plain else _PLAIN_AMONG_MARKS) + extra
        if part in known.counts or part in known.folded_counts:
            return _KNOWN + extra if is_folded_syllable(part) else None
        return None

    def _together(self, first: str, second: str) -> float:
        known = self._vocabulary
        folded = (fold(first), fold(second))
        half_plain = folded[0] == first or folded[1] == second
        if (folded if half_plain else (first, second)) in known.domain_pairs:
            return _DOMAIN_PAIR
        plain = folded == (first, second)
        return _PAIR if known.is_pair(first, second, plain=plain) else 0.0


def _is_meant(word: str, cut: _Cut) -> bool:
    if cut.has_domain_pair:
        return cut.cost <= _DEAREST_AROUND_DOMAIN * len(cut.parts)
    by_chance = len(word) < _LONG and fold(word) == word
    return len(cut.parts) > 1 and not by_chance and cut.cost <= _DEAREST * len(cut.parts)


@lru_cache(maxsize=1)
def default_word_cutter() -> WordCutter:
    """Return the cutter of the project's vocabulary, built once."""
    return WordCutter(default_vocabulary())
