"""A small transformer that turns a sentence into a vector: what is asked, not which words.

The network comes in one ONNX file (``nlu_data/encoder/``, how it was made is told there),
one byte a weight, with its vocabulary of word pieces in the file's metadata.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
)

from bot.nlu.pieces import PieceVocabulary

Matrix = NDArray[np.float32]

MOST_PIECES = 62
"""word pieces of a text that are read, without start and end"""
INPUT = "ids"
PIECES, SCORES = "pieces", "scores"
"""metadata: the pieces and the logarithms of their probabilities, two JSON lists"""
_UNREADABLE = (OSError, ValueError, KeyError, Fail, InvalidArgument, InvalidGraph, InvalidProtobuf)


class EncoderMissing(Exception):
    """The network's file is not there or cannot be read."""


class SentenceEncoder:
    """Reads sentences; never changes once loaded."""

    def __init__(self, session: InferenceSession, path: Path) -> None:
        """Take the network of the file at ``path``; ``KeyError`` without its vocabulary."""
        self.path = path
        self._session = session
        stored = session.get_modelmeta().custom_metadata_map
        self._vocabulary = PieceVocabulary(json.loads(stored[PIECES]), json.loads(stored[SCORES]))
        self._width: int = session.get_outputs()[0].shape[-1]

    @classmethod
    def load(cls, path: Path) -> SentenceEncoder:
        """Read the file; ``EncoderMissing`` when it is not there or is broken."""
        options = SessionOptions()
        # a message is too short to be shared among threads
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            # as bytes: the file may be gone or replaced while the process lives
            content = path.read_bytes()
            return cls(InferenceSession(content, options, ["CPUExecutionProvider"]), path)
        except _UNREADABLE as error:
            raise EncoderMissing(f"{path}: no encoder can be read ({error})") from error

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one row a text, in lower case with its diacritics: (texts, width).

        One by one: a batch is hardly quicker, and rounding to whole numbers would let a
        text's vector depend on its neighbours.
        """
        vectors = np.zeros((len(texts), self._width), dtype=np.float32)
        for row, text in enumerate(texts):
            ids = np.array([self._vocabulary.ids(text, MOST_PIECES)], dtype=np.int64)
            vectors[row] = self._session.run(None, {INPUT: ids})[0][0]
        return vectors
