"""From what the names say and what the reader says to one chance for each procedure.

The index knows every name, the reader knows how people describe what they need. A logistic
curve over both is fitted in training on messages that the reader has not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.catalogue.confidence import NAMED, OFFERED
from bot.catalogue.search import Findings
from bot.nlu.intent_fitting import softmax
from bot.nlu.procedure_reader import LEFT_OPEN, NO_PROCEDURE

_CANDIDATES = 6
"""so many of the reader's likeliest are weighed, beside all that the index finds"""
_SHARPNESSES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_OPEN_WEIGHT = 3.0
"""a message that fits several counts so often: taking one of them for sure is worse than asking"""
_LEAST = 0.002
_C = 10.0

Shares = Mapping[str, float]
"""label → how likely the reader thinks it; they add up to 1"""


class Judged(NamedTuple):
    """A message that the reader has not seen, as both saw it."""

    findings: Findings
    margins: NDArray[np.float64]
    meant: tuple[str, ...]
    """the code that is meant; none, or several between which one would ask back"""


@dataclass(frozen=True)
class Weighing:
    """The fitted curve."""

    sharpness: float
    """what the reader's margins are multiplied by before they are turned into shares"""
    weights: tuple[float, ...]
    offset: float

    @classmethod
    def fit(cls, judged: Sequence[Judged], labels: Sequence[str]) -> Weighing:
        """Fit on messages of all kinds; ``labels`` are the reader's, in order."""
        sharpness = _best_sharpness(judged, labels)
        rows: list[tuple[float, ...]] = []
        right: list[bool] = []
        counts: list[float] = []
        for each in judged:
            shares = _shares(each.margins, labels, sharpness)
            found = _signs(each.findings, shares)
            rows += found.values()
            right += [each.meant == (code,) for code in found]
            counts += [_OPEN_WEIGHT if len(each.meant) > 1 else 1.0] * len(found)
        machine = LogisticRegression(C=_C, max_iter=1000)
        machine.fit(np.array(rows), np.array(right), sample_weight=counts)
        weights = tuple(float(weight) for weight in machine.coef_[0])
        return cls(sharpness, weights, float(machine.intercept_[0]))

    def shares(self, margins: NDArray[np.float64], labels: Sequence[str]) -> dict[str, float]:
        """Return how likely the reader thinks each label."""
        return _shares(margins, labels, self.sharpness)

    def chances(self, findings: Findings, shares: Shares) -> dict[str, float]:
        """Return how likely each procedure is meant that anything speaks for."""
        found = _signs(findings, shares)
        values = np.array(list(found.values())) @ np.array(self.weights) + self.offset
        return dict(zip(found, (1.0 / (1.0 + np.exp(-values))).tolist(), strict=True))


def _signs(findings: Findings, shares: Shares) -> dict[str, tuple[float, ...]]:
    """Return for each procedure that may be meant what speaks for it and against it."""
    scores = {match.code: match.score for match in findings.matches if match.score >= OFFERED}
    named = {code for code, score in scores.items() if score >= NAMED}
    likeliest = sorted(shares, key=lambda label: -shares[label])[:_CANDIDATES]
    codes = {*scores, *likeliest} - {NO_PROCEDURE, LEFT_OPEN}
    about_none = _log_odds(shares.get(NO_PROCEDURE, 0.0))
    left_open = _log_odds(shares.get(LEFT_OPEN, 0.0))
    return {
        code: (
            _log_odds(shares.get(code, 0.0)),
            0.0 if code in named else scores.get(code, 0.0),
            float(code in named),
            float(bool(named) and code not in named),
            float(findings.clarification is not None),
            about_none,
            left_open,
        )
        for code in sorted(codes)
    }


def _shares(
    margins: NDArray[np.float64], labels: Sequence[str], sharpness: float
) -> dict[str, float]:
    shares = softmax(margins[None, :] * sharpness)[0]
    return dict(zip(labels, shares.tolist(), strict=True))


def _best_sharpness(judged: Sequence[Judged], labels: Sequence[str]) -> float:
    places = {label: at for at, label in enumerate(labels)}
    right = [places[label_of(each.meant)] for each in judged]
    margins = np.array([each.margins for each in judged])

    def likely(sharpness: float) -> float:
        shares = softmax(margins * sharpness)
        return float(np.log(shares[np.arange(len(right)), right] + 1e-12).mean())

    return max(_SHARPNESSES, key=likely)


def label_of(meant: Sequence[str]) -> str:
    """Return the reader's label of a message that means these codes."""
    return NO_PROCEDURE if not meant else meant[0] if len(meant) == 1 else LEFT_OPEN


def _log_odds(share: float) -> float:
    return float(np.log((share + _LEAST) / (1.0 - share + _LEAST)))
