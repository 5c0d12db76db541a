"""The encoder's vocabulary, its vectors, and files that cannot be read."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.pieces import END, START, UNKNOWN, PieceVocabulary
from bot.nlu.sentence_encoder import EncoderMissing, SentenceEncoder
from bot.nlu.trained_intents import ENCODER_FILE

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁khai", "▁sinh", "▁k", "h", "ai", "▁"]
SCORES = [0.0, 0.0, 0.0, 0.0, -1.0, -1.0, -4.0, -4.0, -4.0, -3.0]


@pytest.fixture
def vocabulary() -> PieceVocabulary:
    return PieceVocabulary(PIECES, SCORES)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load(ENCODER_FILE)


def test_the_likeliest_pieces_win_over_many_small_ones(vocabulary: PieceVocabulary) -> None:
    assert vocabulary.ids("khai sinh", 62) == [START, 4, 5, END]


def test_unknown_letters_in_a_row_are_one_unknown_piece(vocabulary: PieceVocabulary) -> None:
    assert vocabulary.ids("khai 漢字", 62) == [START, 4, 9, UNKNOWN, END]


def test_a_long_text_is_cut_between_start_and_end(vocabulary: PieceVocabulary) -> None:
    assert vocabulary.ids("khai " * 100, 5) == [START, 4, 4, 4, 4, 4, END]


def test_an_empty_text_has_a_vector(encoder: SentenceEncoder) -> None:
    assert np.isfinite(encoder.encode([""])).all()


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: SentenceEncoder) -> None:
    texts = ["phí bao nhiêu", "đăng ký khai sinh cho con cần giấy tờ gì", "xin chào"]
    together = encoder.encode(texts)
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_allclose(encoder.encode([text])[0], vector, atol=1e-4)


def test_questions_of_one_meaning_lie_closer_than_others(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(["hết bao nhiêu tiền", "tốn nhiêu vậy", "mấy ngày thì có"])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 cut off"])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "encoder.onnx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EncoderMissing, match=r"encoder\.onnx"):
        SentenceEncoder.load(path)


def test_a_file_that_ends_early_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "encoder.onnx"
    path.write_bytes(ENCODER_FILE.read_bytes()[:100_000])
    with pytest.raises(EncoderMissing, match=r"encoder\.onnx"):
        SentenceEncoder.load(path)
