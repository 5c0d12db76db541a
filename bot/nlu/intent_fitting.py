"""Fits both readers of an intent model, and how much each is believed.

A tenth of the examples is kept back. Readers fitted without it judge it, and their judgements
say how much each reader is believed and from when on a text is taken for nothing of ours; then
the readers are fitted once more, on everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.nlu.encoder_reader import fit_logistic
from bot.nlu.linear_weights import Weights
from bot.nlu.ngram_reader import NgramFeatures, fit_linear
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.views import TextViews

OUTSIDE = "out_of_scope"
"""intent of texts about nothing that we do"""
_FALSE_REJECTIONS = 0.02
"""share of texts about something of ours that may be taken for nothing of ours"""
_BELIEFS = (0.0, *np.geomspace(0.05, 8.0, 20).tolist())
_CORRECTIONS = np.geomspace(0.3, 3.0, 60)
_OUTSIDE_OFFSETS = np.arange(4.0, -0.01, -0.1)
_MOST_VECTORS = 120
"""examples of an intent whose vectors are computed: more take time and change nothing"""
_JUDGED_COPIES = 2
"""copies of an example that is kept back by which readers are judged: written, folded"""

Margins = NDArray[np.float64]


@dataclass(frozen=True)
class TrainingExample:
    """An example with its copies; they stay together when examples are kept back."""

    intent: str
    copies: tuple[TextViews, ...]
    """the example as written first"""
    kept_back: bool = False


def is_kept_back(text: str) -> bool:
    """Tell whether an example is one of the tenth on which beliefs are fitted.

    The encoder's weights were made without these (``nlu_data/encoder/README.md``).
    """
    return crc32(text.encode()) % 10 == 0


@dataclass(frozen=True)
class Beliefs:
    """What the readers' margins are multiplied by, and what the outside intent gets on top."""

    ngrams: float = 1.0
    encoder: float = 1.0
    outside: float = 0.0

    def mixed(self, ngrams: Margins, encoder: Margins | None, outside_at: int | None) -> Margins:
        """Return the margins of all intents: (texts, intents)."""
        mixed = ngrams * self.ngrams
        if encoder is not None:
            mixed = mixed + encoder * self.encoder
        if outside_at is not None:
            mixed[:, outside_at] += self.outside
        return mixed


@dataclass(frozen=True)
class FittedReaders:
    """The readers' weights and the beliefs in them."""

    ngrams: Weights
    encoder: Weights | None
    beliefs: Beliefs


def fit(
    examples: Sequence[TrainingExample],
    intents: Sequence[str],
    features: NgramFeatures,
    encoder: SentenceEncoder | None,
) -> FittedReaders:
    """Fit everything; ``features`` learns its vocabulary from the examples."""
    rows = _Rows(examples, features.learn([copy for each in examples for copy in each.copies]))
    judged = rows.can_be_judged
    # the machines need one core each and leave Python's lock: both at once, vectors meanwhile
    with ThreadPoolExecutor(2) as threads:
        whole = threads.submit(fit_linear, rows.features, rows.labels, intents)
        without = threads.submit(rows.fit_without_kept_back, intents) if judged else None
        vectors = _Vectors.of(encoder, examples, with_kept_back=judged) if encoder else None
        ngrams = whole.result()
        part = without.result() if without else None
    rule = fit_logistic(vectors.values, vectors.labels, intents) if vectors else None
    beliefs = Beliefs() if part is None else _judge(rows, part, vectors, intents)
    return FittedReaders(ngrams, rule, beliefs)


class _Rows:
    """The features of all copies."""

    def __init__(self, examples: Sequence[TrainingExample], features: csr_matrix) -> None:
        counts = [len(each.copies) for each in examples]
        self.features = features
        self.labels = np.repeat([each.intent for each in examples], counts)
        self.kept_back = np.repeat([each.kept_back for each in examples], counts)
        place = np.concatenate([np.arange(count) for count in counts])
        self.judged = self.kept_back & (place < _JUDGED_COPIES)

    @property
    def can_be_judged(self) -> bool:
        """Tell whether there is something to fit on and something to judge by."""
        return bool(self.kept_back.any()) and len(set(self.labels[~self.kept_back])) > 1

    def fit_without_kept_back(self, intents: Sequence[str]) -> Weights:
        return fit_linear(self.features[~self.kept_back], self.labels[~self.kept_back], intents)


class _Vectors:
    """The vectors of chosen examples as written, and of all copies that are kept back."""

    def __init__(
        self,
        chosen: Sequence[TrainingExample],
        values: NDArray[np.float32],
        kept_back: NDArray[np.float32],
    ) -> None:
        self.values = values
        self.labels = np.array([each.intent for each in chosen])
        self.seen = np.array([not each.kept_back for each in chosen])
        self.kept_back = kept_back

    @classmethod
    def of(
        cls, encoder: SentenceEncoder, examples: Sequence[TrainingExample], *, with_kept_back: bool
    ) -> _Vectors:
        counts: Counter[str] = Counter()
        chosen = []
        # in no order of files: neighbours in a file resemble each other
        for example in sorted(examples, key=lambda each: crc32(each.copies[0].written.encode())):
            counts[example.intent] += 1
            if counts[example.intent] <= _MOST_VECTORS:
                chosen.append(example)
        back = [e for e in examples if e.kept_back] if with_kept_back else []
        return cls(
            chosen,
            encoder.encode([each.copies[0].written for each in chosen]),
            encoder.encode(
                [copy.written for each in back for copy in each.copies[:_JUDGED_COPIES]]
            ),
        )


def _judge(rows: _Rows, part: Weights, vectors: _Vectors | None, intents: Sequence[str]) -> Beliefs:
    weights, offsets = part
    ngrams = np.asarray(rows.features[rows.judged] @ weights + offsets, dtype=np.float64)
    encoder: Margins | None = None
    if vectors is not None:
        seen = vectors.seen
        weights, offsets = fit_logistic(vectors.values[seen], vectors.labels[seen], intents)
        encoder = np.asarray(vectors.kept_back @ weights + offsets, dtype=np.float64)
    right = np.searchsorted(np.asarray(intents), rows.labels[rows.judged])
    beliefs = _likeliest(ngrams, encoder, right)
    outside_at = list(intents).index(OUTSIDE) if OUTSIDE in intents else None
    if outside_at is not None:
        offset = _outside_offset(beliefs.mixed(ngrams, encoder, None), right, outside_at)
        beliefs = Beliefs(beliefs.ngrams, beliefs.encoder, offset)
    correction = _correction(beliefs.mixed(ngrams, encoder, outside_at), right)
    return Beliefs(
        beliefs.ngrams * correction, beliefs.encoder * correction, beliefs.outside * correction
    )


def _likeliest(ngrams: Margins, encoder: Margins | None, right: NDArray[np.int64]) -> Beliefs:
    """Return the beliefs under which the right answers are likeliest."""
    best, best_beliefs = -np.inf, Beliefs()
    for first in _BELIEFS:
        for second in _BELIEFS if encoder is not None else (1.0,):
            beliefs = Beliefs(first, second)
            shares = softmax(beliefs.mixed(ngrams, encoder, None))
            likely = float(np.log(shares[np.arange(len(right)), right] + 1e-12).mean())
            if likely > best:
                best, best_beliefs = likely, beliefs
    return best_beliefs


def _outside_offset(mixed: Margins, right: NDArray[np.int64], outside_at: int) -> float:
    """Return the largest offset at which few texts of ours are taken for none of ours."""
    ours = mixed[right != outside_at]
    others = np.delete(ours, outside_at, axis=1).max(axis=1)
    for offset in _OUTSIDE_OFFSETS.tolist():
        if float((ours[:, outside_at] + offset > others).mean()) <= _FALSE_REJECTIONS:
            return float(offset)
    return 0.0


def _correction(mixed: Margins, right: NDArray[np.int64]) -> float:
    """Return the factor at which the mean confidence is the share of right answers."""
    accuracy = float((mixed.argmax(axis=1) == right).mean())
    gaps = [abs(float(softmax(mixed * c).max(axis=1).mean()) - accuracy) for c in _CORRECTIONS]
    return float(_CORRECTIONS[int(np.argmin(gaps))])


def softmax(values: Margins) -> Margins:
    """Return shares that sum to 1 in each row."""
    shifted = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))
