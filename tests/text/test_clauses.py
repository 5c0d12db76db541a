"""Where a message may be cut, with offsets kept."""

import pytest

from bot.text.clauses import MOST_CLAUSES, split_clauses
from bot.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("khai tử cần gì, rồi mai táng ở đâu", ["khai tử cần gì", "mai táng ở đâu"]),
        ("can gi voi lai nop o dau", ["can gi", "nop o dau"]),
        ("phí bao nhiêu còn thời hạn", ["phí bao nhiêu", "thời hạn"]),
        ("khai sinh cho con cần gì", ["khai sinh cho con cần gì"]),
        ("đóng 1,5 triệu. nộp ở đâu?", ["đóng 1,5 triệu", "nộp ở đâu"]),
        ("hs H13.16-240326-0001 tới đâu", ["hồ sơ H13.16-240326-0001 tới đâu"]),
        ("rồi???", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_message_is_cut_at_signs_and_connectors(text: str, pieces: list[str]) -> None:
    assert [piece.text.strip() for piece in split_clauses(normalise(text))] == pieces


def test_a_piece_still_points_into_the_whole_typed_text() -> None:
    typed = "phí nhiu, hs đâu"
    last = split_clauses(normalise(typed))[-1]
    start = last.text.index("hồ sơ")
    assert typed[slice(*last.source_span(start, start + len("hồ sơ")))] == "hs"


def test_a_message_of_very_many_clauses_ends_with_one_long_piece() -> None:
    pieces = split_clauses(normalise("phí nhiêu, " * 50))
    assert len(pieces) == MOST_CLAUSES
    assert pieces[-1].text.count("phí") == 50 - MOST_CLAUSES + 1
