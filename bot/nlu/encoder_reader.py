"""Reads an intent off the sentence encoder's vector, by a linear rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.nlu.linear_weights import Weights, weights_over

_C = 0.003
_ROUNDS = 60
_NEVER = -100.0


def fit_logistic(
    vectors: NDArray[np.float32], labels: NDArray[np.str_], intents: Sequence[str]
) -> Weights:
    """Return weights (width, intents) and offsets; an intent without vectors is never likely."""
    centre, spread = vectors.mean(axis=0), float(vectors.std()) or 1.0
    machine = LogisticRegression(C=_C, max_iter=_ROUNDS, class_weight="balanced")
    machine.fit((vectors - centre) / spread, labels)
    weights, offsets = weights_over(machine, intents, _NEVER)
    weights /= spread
    return weights, offsets - centre @ weights
