"""Reads an intent off the words and letters of a text's views: a linear machine.

It learns what an example teaches at once, and knows only the words that it has seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.linear_weights import Weights, weights_over
from bot.nlu.views import TextViews

_WORDS = {"token_pattern": r"(?u)\w+"}
_LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3}
# Measured and left out, no gain: words joined by underthesea, skipped words, letters of the
# written view, nearest neighbours, naive Bayes. Masked and meaning views: a point each on
# examples of files that training did not see.
_SHAPES: tuple[tuple[str, float, dict[str, Any]], ...] = (
    ("written", 1.0, {"ngram_range": (1, 2), "min_df": 1, **_WORDS}),
    ("folded", 1.0, {"ngram_range": (1, 2), "min_df": 2, **_WORDS}),
    ("folded", 1.0, _LETTERS),
    ("masked", 1.0, {"ngram_range": (1, 3), "min_df": 2, **_WORDS}),
    ("masked", 1.0, _LETTERS),
    ("meaning", 1.5, {"ngram_range": (1, 2), "min_df": 2, **_WORDS}),
)
"""(view, its weight, how it is cut)"""
_C = 0.1
_NEVER = -1.0


class NgramFeatures:
    """Counts of words and letters, weighted by how rare they are."""

    def __init__(self, vocabularies: Sequence[list[str]] | None = None) -> None:
        """Start empty, or with the vocabularies of a stored model."""
        self._vectorizers = [
            TfidfVectorizer(
                lowercase=False,
                sublinear_tf=True,
                dtype=np.float32,
                vocabulary=vocabularies[at] if vocabularies else None,
                **shape,
            )
            for at, (_, _, shape) in enumerate(_SHAPES)
        ]

    def learn(self, texts: Sequence[TextViews]) -> csr_matrix:
        """Take the vocabulary from the texts and return their features."""
        return self._of(texts, fit=True)

    def of(self, texts: Sequence[TextViews]) -> csr_matrix:
        """Return the features of texts: (texts, vocabulary)."""
        return self._of(texts, fit=False)

    def vocabularies(self) -> list[list[str]]:
        """Return the words of each view in the order of their features."""
        return [
            sorted(one.vocabulary_, key=one.vocabulary_.__getitem__) for one in self._vectorizers
        ]

    def rarities(self) -> dict[str, NDArray[np.float64]]:
        """Return the weights of rare words, by the name under which they are stored."""
        return {f"idf_{at}": one.idf_ for at, one in enumerate(self._vectorizers)}

    def set_rarities(self, numbers: Mapping[str, NDArray[Any]]) -> None:
        """Take the weights of a stored model."""
        for at, vectorizer in enumerate(self._vectorizers):
            vectorizer.idf_ = numbers[f"idf_{at}"]

    def _of(self, texts: Sequence[TextViews], *, fit: bool) -> csr_matrix:
        parts = []
        for (view, weight, _), vectorizer in zip(_SHAPES, self._vectorizers, strict=True):
            column = [getattr(text, view) for text in texts]
            part = vectorizer.fit_transform(column) if fit else vectorizer.transform(column)
            part.data *= weight
            parts.append(part)
        return hstack(parts, format="csr")


def fit_linear(features: csr_matrix, labels: NDArray[np.str_], intents: Sequence[str]) -> Weights:
    """Return weights (features, intents) and offsets; an intent without rows gets none."""
    # balanced: an intent with few examples is asked for as often as one with many
    machine = LinearSVC(
        C=_C, class_weight="balanced", random_state=0, dual=True, tol=1e-3, max_iter=300
    ).fit(features, labels)
    return weights_over(machine, intents, _NEVER)
