"""Ranked search: an inverted index finds names that may be meant, each is then laid over the text.

A name's score is how much of the name the text says, how close together, times how much of
what stands there the name explains; 1.0 = the text is the name.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.alignment import Alignment, NameStems, ReadText
from bot.catalogue.meanings import WordWeights, stems_of
from bot.catalogue.names import Name, NameKind, Word
from bot.catalogue.spelling import SpellingGuide

_BOOST: dict[NameKind, float] = {"alias": 1.0, "short_name": 1.0, "name": 0.95}
_WEIGHT = {"w": 1.0, "p": 0.7, "t": 0.15}
"""of a word, a pair and a letter triple"""
_TOO_COMMON = 0.25
"""letter triples in more than this share of the names say nothing and cost time"""
_CANDIDATES = 96
"""names that share most with the text"""
_LAID = 24
"""of these, so many are laid over it"""
_OF_EACH = 3
"""names of one procedure that are laid over the text"""
_KNOWN = 0.8
"""a word of another name of the procedure is explained by this much"""


@dataclass(frozen=True)
class Ranked:
    """A procedure and the best of its names for a text."""

    code: str
    score: float
    coverage: float
    """share of the name that the text says"""
    name: Name
    places: tuple[int, ...]
    """the words of the text that say it"""
    alignment: Alignment


class Ranking:
    """The inverted index; built once, then read only."""

    def __init__(self, names: Sequence[Name], guide: SpellingGuide) -> None:
        self._names = names
        self._guide = guide
        self.weights = WordWeights(self._names)
        self._words_of: dict[str, dict[str, float]] = defaultdict(dict)
        postings: dict[str, array[int]] = defaultdict(lambda: array("i"))
        for row, name in enumerate(self._names):
            stems = stems_of(name.words)
            self._words_of[name.target].update(dict.fromkeys(stems, _KNOWN))
            for feature in features(stems):
                postings[feature].append(row)
        limit = max(20.0, _TOO_COMMON * len(self._names))
        self._columns = {
            feature: np.array(found, dtype=np.int32)
            for feature, found in postings.items()
            if not (feature.startswith("t") and len(found) > limit)
        }
        self._weights = {
            feature: _WEIGHT[feature[0]] * float(np.log1p(len(self._names) / len(found)))
            for feature, found in self._columns.items()
        }
        self._totals = np.maximum(self._said(list(self._columns)), 1e-9)
        self._ready: dict[int, NameStems] = {}

    def read(self, words: Sequence[Word], hidden: frozenset[int] = frozenset()) -> ReadText:
        """Return the words ready to have names laid over them."""
        return ReadText(words, self.weights, self._guide, hidden)

    def search(self, text: ReadText, limit: int) -> list[Ranked]:
        """Return up to ``limit`` procedures for the text, best first."""
        known = [
            feature
            for feature in features([stem for stem in text.stems if stem])
            if feature in self._columns
        ]
        if not known:
            return []
        said = self._said(known)
        rows = self._candidates(said / self._totals * np.sqrt(said))
        best: dict[str, Ranked] = {}
        for row in rows:
            ranked = self._laid(row, text)
            if ranked and (ranked.code not in best or ranked.score > best[ranked.code].score):
                best[ranked.code] = ranked
        return sorted(best.values(), key=lambda ranked: -ranked.score)[:limit]

    def _laid(self, row: int, text: ReadText) -> Ranked | None:
        name = self._names[row]
        stems = self._ready.get(row)
        if stems is None:
            stems = self._ready[row] = NameStems.of(name.words, self.weights)
        laid = text.lay(stems, self._words_of[name.target])
        if laid is None:
            return None
        score = laid.coverage * laid.cohesion**0.5 * laid.explained**0.5 * _BOOST[name.kind]
        return Ranked(name.target, score, laid.coverage, name, laid.places, laid)

    def _said(self, known: list[str]) -> NDArray[np.float64]:
        if not known:
            return np.zeros(len(self._names))
        columns = [self._columns[feature] for feature in known]
        weights = np.repeat(
            [self._weights[feature] for feature in known],
            [len(column) for column in columns],
        )
        return np.bincount(
            np.concatenate(columns), weights=weights, minlength=len(self._names)
        ).astype(np.float64)

    def _candidates(self, scores: NDArray[np.float64]) -> list[int]:
        count = min(_CANDIDATES, len(scores))
        rows = np.argpartition(scores, -count)[-count:]
        rows = rows[np.argsort(-scores[rows], kind="stable")]
        taken: dict[str, int] = defaultdict(int)
        kept: list[int] = []
        for row in rows.tolist():
            target = self._names[row].target
            if scores[row] > 0 and taken[target] < _OF_EACH:
                taken[target] += 1
                kept.append(row)
        return kept[:_LAID]


def features(words: Sequence[str]) -> set[str]:
    """Return the folded words, pairs and letter triples, each with its kind in front."""
    found = {f"w{word}" for word in words}
    found.update(f"p{first} {second}" for first, second in pairwise(words))
    for word in words:
        padded = f" {word} "
        found.update(f"t{padded[at : at + 3]}" for at in range(len(padded) - 2))
    return found
