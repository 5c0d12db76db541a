"""Reads off a message's words which procedure it means, named or only described.

A linear machine over the messages of ``nlu_data/linking``. Names and aliases say what is
called how; these messages say what people tell who need it ("ông nội mới mất, xin tờ chứng
tử"). It knows only procedures that have messages; names link all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from bot.nlu.linear_weights import Weights, as_stored, for_storing, weights_over
from bot.nlu.ngram_reader import WORDS, NgramFeatures, Shapes
from bot.nlu.views import TextViews

NO_PROCEDURE, LEFT_OPEN = "-", "?"
"""labels of messages about no procedure, and of those that fit several as well"""
_SHAPES: Shapes = (
    ("written", 1.0, {"ngram_range": (1, 2), "min_df": 4, **WORDS}),
    ("folded", 1.0, {"analyzer": "char_wb", "ngram_range": (2, 4), "min_df": 10}),
)
_C = 0.3
_NEVER = -1.0


class ProcedureReader:
    """Trained once, then read only."""

    def __init__(self, labels: Sequence[str], features: NgramFeatures, weights: Weights) -> None:
        self.labels = tuple(labels)
        self._features = features
        self._weights = weights

    @classmethod
    def train(
        cls, labels: NDArray[np.str_], copies: Sequence[Sequence[TextViews]]
    ) -> ProcedureReader:
        """Learn from messages, each with its copies: (messages,) and (messages, copies)."""
        features = NgramFeatures(shapes=_SHAPES)
        rows = features.learn([view for views in copies for view in views])
        # balanced: a procedure is not likelier because more was written about it
        machine = LinearSVC(
            C=_C, class_weight="balanced", random_state=0, dual=True, tol=1e-3, max_iter=200
        ).fit(rows, np.repeat(labels, [len(views) for views in copies]))
        known = sorted(set(labels.tolist()))
        return cls(known, features, weights_over(machine, known, _NEVER))

    def margins(self, texts: Sequence[TextViews]) -> NDArray[np.float64]:
        """Return how much speaks for each label: (texts, labels)."""
        weights, offsets = self._weights
        return np.asarray(self._features.of(texts) @ weights + offsets, dtype=np.float64)

    def words(self) -> dict[str, Any]:
        """Return what is stored as JSON."""
        return {"labels": self.labels, "vocabularies": self._features.vocabularies()}

    def numbers(self) -> dict[str, NDArray[Any]]:
        """Return what is stored as numbers."""
        weights, offsets = self._weights
        return {
            **self._features.rarities(),
            "weights": for_storing(weights),
            "offsets": offsets,
        }

    @classmethod
    def stored(cls, words: Mapping[str, Any], numbers: Mapping[str, Any]) -> ProcedureReader:
        """Return the reader of which these are the words and the numbers."""
        features = NgramFeatures(words["vocabularies"], _SHAPES)
        features.set_rarities(numbers)
        return cls(words["labels"], features, (as_stored(numbers["weights"]), numbers["offsets"]))
