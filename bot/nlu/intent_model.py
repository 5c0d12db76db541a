"""The intent classifier itself: words and letters of four views, a linear machine.

Confidence is the softmax of the machine's margins, at the temperature where the mean
confidence on examples that the machine had not seen equals its accuracy on them.
Stored without pickle: vocabularies as JSON, numbers as npz.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

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
_HELD_OUT = 6
"""one in so many examples is kept back to fit the temperature"""
_TEMPERATURES = np.geomspace(0.5, 12.0, 60)
_C = 0.1


@dataclass(frozen=True)
class TrainingExample:
    """An example with its copies; they stay together when examples are kept back."""

    intent: str
    copies: tuple[TextViews, ...]
    """the example as written first"""


@dataclass(frozen=True)
class Ranking:
    """All intents with their confidence, best first; confidences sum to 1."""

    intents: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        """Return the most likely intent."""
        return self.intents[0][0]

    @property
    def confidence(self) -> float:
        """Return the best intent's confidence."""
        return self.intents[0][1]


class IntentModel:
    """Trained once, then read only."""

    def __init__(
        self,
        vectorizers: list[TfidfVectorizer],
        intents: list[str],
        coefficients: NDArray[np.float32],
        intercepts: NDArray[np.float32],
        temperature: float,
    ) -> None:
        self._vectorizers = vectorizers
        self._intents = intents
        self._coefficients = coefficients
        self._intercepts = intercepts
        self.temperature = temperature

    @classmethod
    def train(cls, examples: Sequence[TrainingExample]) -> IntentModel:
        """Fit the machine and its temperature; ``ValueError`` with less than two intents."""
        if len({example.intent for example in examples}) < 2:
            raise ValueError("examples of at least two intents are needed to train")
        vectorizers = _vectorizers()
        texts = [views for example in examples for views in example.copies]
        features = _features(vectorizers, texts, fit=True)
        labels = np.array([example.intent for example in examples for _ in example.copies])
        owners = np.array([at for at, example in enumerate(examples) for _ in example.copies])
        temperature = _fit_temperature(features, labels, owners)
        machine = _machine().fit(features, labels)
        return cls(
            vectorizers,
            [str(intent) for intent in machine.classes_],
            *_weights(machine),
            temperature,
        )

    def rank(self, texts: Sequence[TextViews]) -> list[Ranking]:
        """Return the intents of each text, best first."""
        margins = _features(self._vectorizers, texts) @ self._coefficients + self._intercepts
        confidences = _softmax(margins * self.temperature)
        return [
            Ranking(tuple((self._intents[at], float(row[at])) for at in np.argsort(-row).tolist()))
            for row in confidences
        ]

    def save(self, directory: Path) -> None:
        """Write the model's two files."""
        vocabularies = [
            sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
            for vectorizer in self._vectorizers
        ]
        words = {"intents": self._intents, "vocabularies": vocabularies}
        (directory / "words.json").write_text(
            json.dumps(words, ensure_ascii=False), encoding="utf-8"
        )
        np.savez(
            directory / "numbers.npz",
            coefficients=self._coefficients,
            intercepts=self._intercepts,
            temperature=np.array(self.temperature),
            **{f"idf_{at}": one.idf_ for at, one in enumerate(self._vectorizers)},
        )

    @classmethod
    def load(cls, directory: Path) -> IntentModel:
        """Read what ``save`` wrote; ``OSError`` when it is not there."""
        words = json.loads((directory / "words.json").read_text(encoding="utf-8"))
        with np.load(directory / "numbers.npz", allow_pickle=False) as numbers:
            vectorizers = _vectorizers(words["vocabularies"])
            for at, vectorizer in enumerate(vectorizers):
                vectorizer.idf_ = numbers[f"idf_{at}"]
            return cls(
                vectorizers,
                words["intents"],
                numbers["coefficients"],
                numbers["intercepts"],
                float(numbers["temperature"]),
            )


def _vectorizers(vocabularies: Sequence[list[str]] | None = None) -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(
            lowercase=False,
            sublinear_tf=True,
            dtype=np.float32,
            vocabulary=vocabularies[at] if vocabularies else None,
            **shape,
        )
        for at, (_, _, shape) in enumerate(_SHAPES)
    ]


def _features(
    vectorizers: Sequence[TfidfVectorizer], texts: Sequence[TextViews], *, fit: bool = False
) -> csr_matrix:
    parts = []
    for (view, weight, _), vectorizer in zip(_SHAPES, vectorizers, strict=True):
        column = [getattr(text, view) for text in texts]
        part = vectorizer.fit_transform(column) if fit else vectorizer.transform(column)
        part.data *= weight
        parts.append(part)
    return hstack(parts, format="csr")


def _machine() -> LinearSVC:
    # balanced: an intent with few examples is asked for as often as one with many
    return LinearSVC(
        C=_C, class_weight="balanced", random_state=0, dual=True, tol=1e-3, max_iter=300
    )


def _weights(machine: LinearSVC) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    return np.ascontiguousarray(coefficients.T, dtype=np.float32), intercepts.astype(np.float32)


def _fit_temperature(
    features: csr_matrix, labels: NDArray[np.str_], owners: NDArray[np.int64]
) -> float:
    held_out = owners % _HELD_OUT == 0
    if len(set(labels[~held_out])) < 2:
        return 1.0
    machine = _machine().fit(features[~held_out], labels[~held_out])
    coefficients, intercepts = _weights(machine)
    known = np.isin(labels, machine.classes_) & held_out
    if not known.any():
        return 1.0
    margins = features[known] @ coefficients + intercepts
    accuracy = float((machine.classes_[margins.argmax(axis=1)] == labels[known]).mean())
    gaps = [
        abs(float(_softmax(margins * value).max(axis=1).mean()) - accuracy)
        for value in _TEMPERATURES
    ]
    return float(_TEMPERATURES[int(np.argmin(gaps))])


def _softmax(values: NDArray[np.float32]) -> NDArray[np.float64]:
    shifted = np.exp(values.astype(np.float64) - values.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))
