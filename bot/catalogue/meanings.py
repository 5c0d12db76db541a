"""What a word weighs when names are compared, and which words mean the same there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log1p

from bot.catalogue.linking_words import Meanings, default_words
from bot.catalogue.names import Name, Word
from bot.text.fold import fold

_EVERYDAY_SHARE = 0.2
_AMBIGUOUS_SHARE = 0.6
"""typed without diacritics: ``tu`` is từ and tử"""
_UNKNOWN = 0.75


class _Tables:
    def __init__(self, meanings: Meanings) -> None:
        self.written = {word: stem for stem, words in meanings.same.items() for word in words}
        self.folded = {word: fold(stem) for word, stem in self.written.items()}
        self.plain = {fold(word): self.folded[word] for word in meanings.plain}
        self.everyday = meanings.everyday
        self.everyday_folded = frozenset(map(fold, meanings.everyday))


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return _Tables(default_words().meanings)


def stem_of(word: Word) -> str:
    """Return the folded word, or the one that stands for all that mean the same."""
    known = _tables().plain if word.is_plain else _tables().folded
    return known.get(word.written, word.folded)


def written_stem_of(word: Word) -> str:
    """Return the stem as it is written with diacritics, marked so that it is no folded one."""
    return f"={_tables().written.get(word.written, word.written)}"


def stems_of(words: Iterable[Word]) -> list[str]:
    """Return the stem of each word."""
    return [stem_of(word) for word in words]


def is_everyday(word: Word, careful: bool = True) -> bool:
    """Tell whether the word tells a story or asks, rather than names.

    In a text that is not ``careful`` a plain word may be one with diacritics.
    """
    if word.is_plain and not careful:
        return word.folded in _tables().everyday_folded
    return word.written in _tables().everyday


class WordWeights:
    """How much a stem says about which procedure is meant: 0 nothing, 1 only one has it."""

    def __init__(self, names: Sequence[Name]) -> None:
        owners: dict[str, set[str]] = {}
        self._naming: set[str] = set()
        for name in names:
            for word in name.words:
                owners.setdefault(stem_of(word), set()).add(name.target)
                if not is_everyday(word):
                    self._naming.add(word.folded)
        procedures = len({name.target for name in names})
        highest = log1p(max(procedures, 1))
        self._weights = {
            stem: log1p(procedures / len(found)) / highest for stem, found in owners.items()
        }

    def __contains__(self, stem: str) -> bool:
        return stem in self._weights

    def of(self, word: Word, careful: bool = True) -> float:
        """Return the weight; a word of no name weighs something when it stands in a name's way."""
        weight = self._weights.get(stem_of(word), _UNKNOWN)
        if not is_everyday(word, careful):
            return weight
        ambiguous = word.is_plain and not careful and word.folded in self._naming
        return weight * (_AMBIGUOUS_SHARE if ambiguous else _EVERYDAY_SHARE)
