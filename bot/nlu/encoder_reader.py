"""Reads an intent off the sentence encoder's vector, by a linear rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Matrix = NDArray[np.float32]
_C = 0.003
_ROUNDS = 60
_NEVER = -100.0


def fit_logistic(
    vectors: Matrix, labels: NDArray[np.str_], intents: Sequence[str]
) -> tuple[Matrix, Matrix]:
    """Return weights (width, intents) and offsets; an intent without vectors is never likely."""
    centre, spread = vectors.mean(axis=0), float(vectors.std()) or 1.0
    machine = LogisticRegression(C=_C, max_iter=_ROUNDS, class_weight="balanced")
    machine.fit((vectors - centre) / spread, labels)
    coefficients, intercepts = machine.coef_ / spread, machine.intercept_
    if len(machine.classes_) == 2:
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    weights = np.zeros((vectors.shape[1], len(intents)), dtype=np.float32)
    offsets = np.full(len(intents), _NEVER, dtype=np.float32)
    places = np.searchsorted(np.asarray(intents), machine.classes_)
    weights[:, places] = coefficients.T
    offsets[places] = intercepts - coefficients @ centre
    return weights, offsets
