"""A small transformer that turns a sentence into a vector: what is asked, not which words.

The weights come in one file (``nlu_data/encoder/``, how they were made is told there) with
one byte a weight and a scale a row; they run in numpy, without a framework.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.nlu.pieces import PieceVocabulary

Matrix = NDArray[np.float32]

_MOST_PIECES = 62
_BATCH = 64
_TINY = 1e-12


class EncoderMissing(Exception):
    """The file of weights is not there or cannot be read."""


class SentenceEncoder:
    """Reads sentences; never changes once loaded."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], path: Path) -> None:
        """Take the arrays of the weights file at ``path``."""
        self.path = path
        pieces = str(weights["pieces"].tobytes().decode("utf-8")).split("\n")
        self._vocabulary = PieceVocabulary(pieces, weights["scores"].tolist())
        self._heads = int(weights["heads"])
        self._words = _dequantised(weights, "word")
        self._places = weights["positions"].astype(np.float32)
        self._norm = _norm(weights, "norm")
        self._layers = [_Layer(weights, f"layer{at}.") for at in range(int(weights["layers"]))]

    @classmethod
    def load(cls, path: Path) -> SentenceEncoder:
        """Read the file; ``EncoderMissing`` when it is not there or is broken."""
        try:
            with np.load(path, allow_pickle=False) as weights:
                return cls(weights, path)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise EncoderMissing(f"{path}: no weights can be read ({error})") from error

    @property
    def width(self) -> int:
        """Return the number of figures of a vector."""
        return self._words.shape[1]

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one row a text, in lower case with its diacritics: (texts, width)."""
        rows = [self._vocabulary.ids(text, _MOST_PIECES) for text in texts]
        vectors = np.zeros((len(rows), self.width), dtype=np.float32)
        for batch in _batches(rows):
            vectors[batch] = self._forward([rows[at] for at in batch])
        return vectors

    def _forward(self, rows: Sequence[Sequence[int]]) -> Matrix:
        longest = max(map(len, rows))
        ids = np.ones((len(rows), longest), dtype=np.int64)
        there = np.zeros((len(rows), longest), dtype=np.float32)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            there[at, : len(row)] = 1.0
        hidden = _normalised(self._words[ids] + self._places[:longest], *self._norm)
        blocked = (there - 1.0)[:, None, None, :] * np.float32(1e9)
        for layer in self._layers:
            hidden = layer.forward(hidden, blocked, self._heads)
        summed: Matrix = (hidden * there[:, :, None]).sum(axis=1)
        mean: Matrix = summed / there.sum(axis=1, keepdims=True)
        return mean


class _Layer:
    def __init__(self, weights: Mapping[str, NDArray[Any]], name: str) -> None:
        self._attend = _linear(weights, name + "qkv")
        self._output = _linear(weights, name + "out")
        self._wide = _linear(weights, name + "wide")
        self._narrow = _linear(weights, name + "narrow")
        self._first = _norm(weights, name + "norm1")
        self._second = _norm(weights, name + "norm2")

    def forward(self, hidden: Matrix, blocked: Matrix, heads: int) -> Matrix:
        texts, pieces, width = hidden.shape
        flat = hidden.reshape(-1, width)
        split = (flat @ self._attend[0] + self._attend[1]).reshape(texts, pieces, 3, heads, -1)
        query, key, value = split.transpose(2, 0, 3, 1, 4)
        scale = np.float32(query.shape[-1] ** -0.5)
        weights = _softmax((query @ key.transpose(0, 1, 3, 2)) * scale + blocked)
        mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(-1, width)
        flat = _normalised(flat + mixed @ self._output[0] + self._output[1], *self._first)
        wide = _gelu(flat @ self._wide[0] + self._wide[1])
        flat = _normalised(flat + wide @ self._narrow[0] + self._narrow[1], *self._second)
        return flat.reshape(texts, pieces, width)


def _batches(rows: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    # texts of like length share a batch, so that little is filled up
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]


def _dequantised(weights: Mapping[str, NDArray[Any]], name: str) -> Matrix:
    scaled = weights[name].astype(np.float32) * weights[name + ".scale"].astype(np.float32)
    return np.ascontiguousarray(scaled)


def _linear(weights: Mapping[str, NDArray[Any]], name: str) -> tuple[Matrix, Matrix]:
    # stored a row an output, as the scales are; used the other way round
    matrix = np.ascontiguousarray(_dequantised(weights, name).T)
    return matrix, weights[name + ".bias"].astype(np.float32)


def _norm(weights: Mapping[str, NDArray[Any]], name: str) -> tuple[Matrix, Matrix]:
    return weights[name + ".weight"].astype(np.float32), weights[name + ".bias"].astype(np.float32)


def _normalised(values: Matrix, weight: Matrix, bias: Matrix) -> Matrix:
    centred = values - values.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_TINY))
    scaled: Matrix = centred / spread * weight + bias
    return scaled


def _softmax(values: Matrix) -> Matrix:
    shifted = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Matrix = shifted / shifted.sum(axis=-1, keepdims=True)
    return shares


def _gelu(values: Matrix) -> Matrix:
    inner = np.float32(0.7978845608) * (values + np.float32(0.044715) * values * values * values)
    curved: Matrix = values * np.float32(0.5) * (np.float32(1.0) + np.tanh(inner))
    return curved
