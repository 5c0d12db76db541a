"""The weights of a fitted linear machine, laid out over all intents of a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = tuple[NDArray[np.float32], NDArray[np.float32]]


def for_storing(weights: NDArray[np.float32]) -> NDArray[np.float16]:
    """Return weights with three digits: half the file, and no answer depends on the fourth."""
    return weights.astype(np.float16)


def as_stored(weights: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return what ``for_storing`` made ready for computing."""
    return weights.astype(np.float32)


def weights_over(machine: Any, intents: Sequence[str], never: float) -> Weights:
    """Return weights (features, intents) and offsets of a fitted scikit-learn machine.

    An intent that the machine was not shown has no weights and the offset ``never``.
    """
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # scikit-learn keeps one row for two classes
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    weights = np.zeros((coefficients.shape[1], len(intents)), dtype=np.float32)
    offsets = np.full(len(intents), never, dtype=np.float32)
    places = np.searchsorted(np.asarray(intents), machine.classes_)
    weights[:, places] = coefficients.T
    offsets[places] = intercepts
    return weights, offsets
