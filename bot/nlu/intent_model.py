"""The intent classifier itself: two readers of a text, and how much each is believed.

One reader is a linear machine over words and letters (``ngram_reader``); the other a linear
rule over the sentence encoder's vector (``encoder_reader``), which knows words of the same
meaning. An intent's confidence is the softmax of both readers' margins, each times the
belief in it (``intent_fitting``), so that confidence is the chance of being right.
Stored without pickle: words as JSON, numbers as npz.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.intent_fitting import (
    OUTSIDE,
    Beliefs,
    FittedReaders,
    TrainingExample,
    fit,
    softmax,
)
from bot.nlu.linear_weights import as_stored, for_storing
from bot.nlu.ngram_reader import NgramFeatures
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.views import TextViews

_WORDS_FILE, _NUMBERS_FILE, _ENCODER_FILE = "words.json", "numbers.npz", "encoder.onnx"


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
        intents: list[str],
        features: NgramFeatures,
        readers: FittedReaders,
        encoder: SentenceEncoder | None,
    ) -> None:
        self._intents = intents
        self._features = features
        self._readers = readers
        self._encoder = encoder
        self._outside_at = intents.index(OUTSIDE) if OUTSIDE in intents else None

    @property
    def beliefs(self) -> Beliefs:
        """Return how much each reader is believed."""
        return self._readers.beliefs

    @classmethod
    def train(
        cls, examples: Sequence[TrainingExample], encoder: SentenceEncoder | None = None
    ) -> IntentModel:
        """Fit both readers and the beliefs; ``ValueError`` with less than two intents."""
        intents = sorted({example.intent for example in examples})
        if len(intents) < 2:
            raise ValueError("examples of at least two intents are needed to train")
        features = NgramFeatures()
        readers = fit(examples, intents, features, encoder)
        return cls(intents, features, readers, encoder)

    def rank(self, texts: Sequence[TextViews], *, by_words: bool = False) -> list[Ranking]:
        """Return the intents of each text, best first.

        ``by_words`` leaves the encoder out: much quicker, for choosing among many texts.
        """
        weights, offsets = self._readers.ngrams
        ngrams = np.asarray(self._features.of(texts) @ weights + offsets, dtype=np.float64)
        sense = None if by_words else self._encoder_margins(texts)
        mixed = self.beliefs.mixed(ngrams, sense, self._outside_at)
        return [
            Ranking(tuple((self._intents[at], float(row[at])) for at in np.argsort(-row).tolist()))
            for row in softmax(mixed)
        ]

    def save(self, directory: Path) -> None:
        """Write the model's files; the encoder's weights go with it."""
        words = {
            "intents": self._intents,
            "vocabularies": self._features.vocabularies(),
            "beliefs": asdict(self.beliefs),
        }
        (directory / _WORDS_FILE).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        numbers: dict[str, NDArray[Any]] = dict(self._features.rarities())
        weights, numbers["ngram_offsets"] = self._readers.ngrams
        numbers["ngram_weights"] = for_storing(weights)
        if self._encoder is not None and self._readers.encoder is not None:
            shutil.copyfile(self._encoder.path, directory / _ENCODER_FILE)
            numbers["encoder_weights"], numbers["encoder_offsets"] = self._readers.encoder
        np.savez(directory / _NUMBERS_FILE, **numbers)

    @classmethod
    def load(cls, directory: Path) -> IntentModel:
        """Read what ``save`` wrote; ``OSError`` when it is not there."""
        words = json.loads((directory / _WORDS_FILE).read_text(encoding="utf-8"))
        features = NgramFeatures(words["vocabularies"])
        with np.load(directory / _NUMBERS_FILE, allow_pickle=False) as numbers:
            features.set_rarities(numbers)
            readers = _stored_readers(numbers, Beliefs(**words["beliefs"]))
        encoder = SentenceEncoder.load(directory / _ENCODER_FILE) if readers.encoder else None
        return cls(words["intents"], features, readers, encoder)

    def _encoder_margins(self, texts: Sequence[TextViews]) -> NDArray[np.float64] | None:
        if self._encoder is None or self._readers.encoder is None:
            return None
        weights, offsets = self._readers.encoder
        vectors = self._encoder.encode([text.written for text in texts])
        return np.asarray(vectors @ weights + offsets, dtype=np.float64)


def _stored_readers(numbers: Mapping[str, NDArray[Any]], beliefs: Beliefs) -> FittedReaders:
    encoder = (
        (numbers["encoder_weights"], numbers["encoder_offsets"])
        if "encoder_weights" in numbers
        else None
    )
    ngrams = as_stored(numbers["ngram_weights"]), numbers["ngram_offsets"]
    return FittedReaders(ngrams, encoder, beliefs)
