"""Puts diacritics back on words typed without them: "giay khai sinh" → "giấy khai sinh".

A bigram model over syllables, learnt from texts that carry their diacritics and from the
words of underthesea's lexicon (Viet74K). A folded syllable may stand for any syllable that
was seen with the same letters; the likeliest sequence wins. A text keeps its length, so
that offsets stay valid.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import pairwise
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self

from bot.text.fold import fold
from bot.text.tone_marks import one_style

_WORD = re.compile(r"[^\W_]+")
_BORDER = "|"
_MOSTLY_PLAIN = 0.55
"""written Vietnamese has a quarter of its syllables without diacritics; a text of more than
this share was typed without"""
_LEXICON_WEIGHT = 0.05
_LEXICON_PAIR_WEIGHT = 0.3
_SEEN = 0.2
_MOST_CANDIDATES = 10
_BACK_OFF = 3.0
_KEEP = 7.0
"""how much a text written with diacritics speaks for leaving its plain syllables alone"""


_NOTHING: dict[str, float] = {}
_first = itemgetter(0)
_score = attrgetter("score")


class _Path(NamedTuple):
    """Syllables up to one, and how likely they are (a logarithm)."""

    score: float
    syllable: str
    before: _Path | None

    def syllables(self) -> list[str]:
        """Return all of them, from the first."""
        found = []
        path: _Path | None = self
        while path is not None:
            found.append(path.syllable)
            path = path.before
        return found[::-1]


class DiacriticModel:
    """Counts of syllables and of pairs; read only once trained or loaded."""

    def __init__(self, singles: dict[str, float], pairs: dict[str, dict[str, float]]) -> None:
        """Take how often each syllable was seen, and after each one which others."""
        self._singles = singles
        self._pairs = pairs
        self._total = sum(singles.values()) or 1.0
        candidates: dict[str, list[str]] = defaultdict(list)
        for word in sorted(singles, key=lambda word: (-singles[word], word)):
            if singles[word] >= _SEEN and len(candidates[fold(word)]) < _MOST_CANDIDATES:
                candidates[fold(word)].append(word)
        self._candidates = dict(candidates)

    @classmethod
    def train(cls, texts: Iterable[str], lexicon: Iterable[str] | None = None) -> Self:
        """Count the texts that carry diacritics; ``lexicon``: words, default Viet74K."""
        singles: dict[str, float] = defaultdict(float)
        pairs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for text in texts:
            words = _words(text)
            if _is_mostly_plain(words):
                continue
            for word in (*words, _BORDER):
                singles[word] += 1.0
            for first, second in pairwise((_BORDER, *words, _BORDER)):
                pairs[first][second] += 1.0
        for entry in lexicon_words() if lexicon is None else lexicon:
            words = _words(entry)
            for word in words:
                singles[word] += _LEXICON_WEIGHT
            for first, second in pairwise(words):
                pairs[first][second] += _LEXICON_PAIR_WEIGHT
        return cls(dict(singles), {first: dict(seconds) for first, seconds in pairs.items()})

    def restore(self, text: str) -> str:
        """Return the composed text in lower case with its likeliest diacritics."""
        found = list(_WORD.finditer(text))
        typed = [match.group().lower() for match in found]
        if not typed:
            return text.lower()
        plain = [fold(word) == word for word in typed]
        keep = _KEEP * (1.0 - sum(plain) / len(plain)) if not _is_mostly_plain(typed) else 0.0
        restored = self._likeliest(typed, plain, keep)
        pieces = list(text.lower())
        for match, word in zip(found, restored, strict=True):
            pieces[match.start() : match.end()] = word
        return "".join(pieces)

    def as_data(self) -> dict[str, Any]:
        """Return the model as what JSON can hold."""
        words = list(self._singles)
        places = {word: place for place, word in enumerate(words)}
        return {
            "words": words,
            "counts": [round(self._singles[word], 3) for word in words],
            "pairs": [
                [places.get(first, -1), places.get(second, -1), round(count, 3)]
                for first, seconds in self._pairs.items()
                for second, count in seconds.items()
            ],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Read what ``as_data`` returned."""
        words = data["words"]
        pairs: dict[str, dict[str, float]] = defaultdict(dict)
        for first, second, count in data["pairs"]:
            if first >= 0 and second >= 0:
                pairs[words[first]][words[second]] = count
        return cls(dict(zip(words, data["counts"], strict=True)), dict(pairs))

    def _likeliest(self, typed: Sequence[str], plain: Sequence[bool], keep: float) -> list[str]:
        """Return the best path through the syllables that each word may stand for (Viterbi)."""
        paths = [_Path(0.0, _BORDER, None)]
        for word, is_plain in zip((*typed, _BORDER), (*plain, False), strict=True):
            options = self._candidates.get(word) if is_plain else None
            if not options:
                paths = [_Path(0.0, word, max(paths, key=_score))]
                continue
            before = [self._left(path) for path in paths]
            paths = [
                self._step(before, option, keep if option == word else 0.0)
                for option in (options if word in options else (*options, word))
            ]
        return max(paths, key=_score).syllables()[1:-1]

    def _left(self, path: _Path) -> tuple[float, dict[str, float], _Path]:
        """Return the path with its score as what a next syllable starts from."""
        seen = self._singles.get(path.syllable, 0.0) + _BACK_OFF
        return path.score - math.log(seen), self._pairs.get(path.syllable, _NOTHING), path

    def _step(
        self, before: Sequence[tuple[float, dict[str, float], _Path]], word: str, bonus: float
    ) -> _Path:
        alone = _BACK_OFF * (self._singles.get(word, 0.0) + 0.1) / self._total
        # most pairs were never seen: of those the best is the best path so far
        start, _, best = max(before, key=_first)
        score = start + math.log(alone)
        for start, following, path in before:
            count = following.get(word)
            if count is not None:
                seen = start + math.log(count + alone)
                if seen > score:
                    score, best = seen, path
        return _Path(score + bonus, word, best)


def lexicon_words() -> list[str]:
    """Return the 74,000 words of the lexicon that underthesea ships, in our spelling."""
    spec = find_spec("underthesea")
    if spec is None or spec.origin is None:  # an installation without the library's data
        return []
    path = Path(spec.origin).parent / "corpus" / "data" / "Viet74K.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        " ".join(one_style(unicodedata.normalize("NFC", word)) for word in line.lower().split())
        for line in lines
    ]


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _is_mostly_plain(words: Sequence[str]) -> bool:
    letters = [word for word in words if word.isalpha()]
    plain = sum(fold(word) == word for word in letters)
    return len(letters) > 2 and plain > _MOSTLY_PLAIN * len(letters)
