"""Ranked search: an inverted index over folded words, word pairs and letter triples.

A name's score is how much of the name the query says, times how much of the query the
name explains (square root), both weighted by rarity; 1.0 = the query is the name.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.names import Name, NameKind

_BOOST: dict[NameKind, float] = {"alias": 1.0, "short_name": 1.0, "name": 0.92}
_WEIGHT = {"w": 1.0, "p": 0.7, "t": 0.15}
_TOO_COMMON = 0.25
"""letter triples in more than this share of the names say nothing and cost time"""
_CANDIDATES = 64


@dataclass(frozen=True)
class Ranked:
    """A procedure and the best of its names for a query."""

    code: str
    score: float
    coverage: float
    """share of the name that the query says"""
    name: Name


class Ranking:
    """The inverted index; built once, then read only."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = [name for name in names if name.kind in _BOOST]
        postings = _postings(self._names)
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
        self._unknown = float(np.log1p(len(self._names)))
        self._totals = np.maximum(self._said(list(self._columns)), 1e-9)
        self._boosts = np.array([_BOOST[name.kind] for name in self._names])

    def search(self, words: Sequence[str], limit: int) -> list[Ranked]:
        """Return up to ``limit`` procedures for the folded words, best first."""
        asked = features(words)
        known = [feature for feature in asked if feature in self._columns]
        if not known:
            return []
        said = self._said(known)
        everything = sum(self._weight_in_query(feature) for feature in asked)
        coverage = said / self._totals
        scores = coverage * np.sqrt(said / everything) * self._boosts
        return self._best_of_each(scores, coverage, limit)

    def _weight_in_query(self, feature: str) -> float:
        # unknown pairs and triples follow from an unknown word, which counts once
        fallback = 0.5 * self._unknown if feature.startswith("w") else 0.0
        return self._weights.get(feature, fallback)

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

    def _best_of_each(
        self, scores: NDArray[np.float64], coverage: NDArray[np.float64], limit: int
    ) -> list[Ranked]:
        count = min(_CANDIDATES, len(scores))
        rows = np.argpartition(scores, -count)[-count:]
        rows = rows[np.argsort(-scores[rows], kind="stable")]
        best: dict[str, Ranked] = {}
        for row in rows.tolist():
            name = self._names[row]
            if name.target not in best and scores[row] > 0:
                best[name.target] = Ranked(
                    name.target, float(scores[row]), float(coverage[row]), name
                )
        return list(best.values())[:limit]


def _postings(names: Sequence[Name]) -> dict[str, array[int]]:
    postings: dict[str, array[int]] = defaultdict(lambda: array("i"))
    for row, name in enumerate(names):
        for feature in features([word.folded for word in name.words]):
            postings[feature].append(row)
    return postings


def features(words: Sequence[str]) -> set[str]:
    """Return the folded words, pairs and letter triples, each with its kind in front."""
    found = {f"w{word}" for word in words}
    found.update(f"p{first} {second}" for first, second in pairwise(words))
    for word in words:
        padded = f" {word} "
        found.update(f"t{padded[at : at + 3]}" for at in range(len(padded) - 2))
    return found
