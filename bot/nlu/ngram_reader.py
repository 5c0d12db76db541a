"""Reads an intent off the words and letters of a text's views: a linear machine.

It learns what an example teaches at once, and knows only the words that it has seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.linear_weights import Weights, weights_over
from bot.nlu.views import TextViews

# Each example has three copies (as written, folded, with slips), and the masked views of the
# three are mostly one: what less than four copies have is a single example's.
# Measured and left out, no gain: words joined by underthesea, skipped words, letters of the
# written and the masked view, folded words, nearest neighbours, naive Bayes.
Shapes = tuple[tuple[str, float, dict[str, Any]], ...]
"""(view, its weight, how it is cut); ``min_df`` counts copies"""
WORDS = {"token_pattern": r"(?u)\w+"}
_INTENT_SHAPES: Shapes = (
    ("written", 1.0, {"ngram_range": (1, 2), "min_df": 3, **WORDS}),
    ("folded", 0.7, {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 10}),
    ("masked", 1.0, {"ngram_range": (1, 2), "min_df": 4, **WORDS}),
    ("meaning", 1.5, {"ngram_range": (1, 3), "min_df": 4, **WORDS}),
)
_FEWEST = 400
"""with fewer texts than this everything counts: rare says nothing yet"""
_C = 0.1
_NEVER = -1.0
_TINY = 1e-12


class NgramFeatures:
    """Counts of words and letters, weighted by how rare they are (tf-idf, sublinear)."""

    def __init__(
        self, vocabularies: Sequence[list[str]] | None = None, shapes: Shapes = _INTENT_SHAPES
    ) -> None:
        """Start empty, or with the vocabularies of a stored model."""
        self._shapes = shapes
        self._vocabularies = [
            dict(zip(words, range(len(words)), strict=True)) for words in vocabularies or ()
        ]
        self._rarities: list[NDArray[np.float32]] = []
        self._cut = [TfidfVectorizer(**shape).build_analyzer() for _, _, shape in shapes]

    def learn(self, texts: Sequence[TextViews]) -> csr_matrix:
        """Take the vocabulary from the texts and return their features."""
        parts = []
        self._vocabularies, self._rarities = [], []
        for view, weight, shape in self._shapes:
            kept = shape if len(texts) >= _FEWEST else {**shape, "min_df": 1}
            vectorizer = TfidfVectorizer(
                lowercase=False, sublinear_tf=True, dtype=np.float32, **kept
            )
            part = vectorizer.fit_transform([getattr(text, view) for text in texts])
            part.data *= weight
            parts.append(part)
            self._vocabularies.append(vectorizer.vocabulary_)
            self._rarities.append(vectorizer.idf_.astype(np.float32))
        return hstack(parts, format="csr")

    def of(self, texts: Sequence[TextViews]) -> csr_matrix:
        """Return the features of texts: (texts, vocabulary).

        The same figures as ``learn`` gives, without what scikit-learn checks at every call:
        a tenth of the time for a single message.
        """
        rows = [self._row(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([row[0] for row in rows])
        values = np.concatenate([row[1] for row in rows])
        return csr_matrix((values, columns, ends), shape=(len(rows), self._width))

    def vocabularies(self) -> list[list[str]]:
        """Return the words of each view in the order of their features."""
        return [sorted(words, key=words.__getitem__) for words in self._vocabularies]

    def rarities(self) -> dict[str, NDArray[np.float32]]:
        """Return the weights of rare words, by the name under which they are stored."""
        return {f"idf_{at}": rarities for at, rarities in enumerate(self._rarities)}

    def set_rarities(self, numbers: Mapping[str, NDArray[Any]]) -> None:
        """Take the weights of a stored model."""
        self._rarities = [numbers[f"idf_{at}"] for at in range(len(self._shapes))]

    @property
    def _width(self) -> int:
        return sum(map(len, self._vocabularies))

    def _row(self, text: TextViews) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        columns, values = [], []
        first = 0
        for at, (view, weight, _) in enumerate(self._shapes):
            known = self._vocabularies[at]
            counts = Counter(self._cut[at](getattr(text, view)))
            found = {known[word]: count for word, count in counts.items() if word in known}
            places = np.fromiter(found.keys(), dtype=np.int64, count=len(found))
            often = np.fromiter(found.values(), dtype=np.float32, count=len(found))
            tfidf = (1.0 + np.log(often)) * self._rarities[at][places]
            columns.append(places + first)
            values.append(tfidf * (weight / max(float(np.linalg.norm(tfidf)), _TINY)))
            first += len(known)
        return np.concatenate(columns), np.concatenate(values)


def fit_linear(features: csr_matrix, labels: NDArray[np.str_], intents: Sequence[str]) -> Weights:
    """Return weights (features, intents) and offsets; an intent without rows gets none."""
    # balanced: an intent with few examples is asked for as often as one with many
    machine = LinearSVC(
        C=_C, class_weight="balanced", random_state=0, dual=True, tol=1e-3, max_iter=300
    ).fit(features, labels)
    return weights_over(machine, intents, _NEVER)
