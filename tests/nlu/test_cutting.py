"""Two questions without a sign between them are cut apart only where both halves are sure."""

from collections.abc import Sequence

import pytest

from bot.nlu.cutting import cut_in_two, may_hold_two
from bot.nlu.intent_model import Ranking
from bot.nlu.views import RestoredText, restored
from bot.text.normalise import normalise


def rank(texts: Sequence[RestoredText]) -> list[Ranking]:
    """Stands for a trained model: what the piece asks is told by its words."""
    found = []
    for text in texts:
        shares = {
            "ask_documents": 1.0 * ("giấy gì" in text.restored),
            "ask_processing_time": 1.0 * ("mấy ngày" in text.restored or "lâu" in text.restored),
            # beside another question it is hardly heard
            "ask_where": 0.2 * ("ở đâu" in text.restored),
            "out_of_scope": 0.02,
        }
        total = sum(shares.values())
        ranked = sorted(((k, v / total) for k, v in shares.items()), key=lambda row: -row[1])
        found.append(Ranking(tuple(ranked)))
    return found


def pieces(text: str) -> list[str]:
    return [piece.restored for piece in cut_in_two(restored(normalise(text)), rank)]


def test_a_dictated_message_is_cut_where_the_second_question_begins() -> None:
    halves = pieces("tách hộ cần giấy gì mấy ngày thì xong")
    assert len(halves) == 2
    assert "giấy gì" in halves[0]
    assert "mấy ngày" in halves[1]


def test_three_questions_are_cut_apart() -> None:
    documents, time, where = pieces("tách hộ cần giấy gì bao lâu thì xong nộp ở đâu")
    assert "giấy gì" in documents
    assert "lâu" in time
    assert "ở đâu" in where


@pytest.mark.parametrize("text", ["tách hộ cần giấy gì cho con", "mấy ngày", "", "xin chào bạn"])
def test_one_question_stays_whole(text: str) -> None:
    assert len(pieces(text)) == 1


def test_halves_still_point_into_the_typed_text() -> None:
    typed = "hs can giấy gì mấy ngày thì xong"
    left, right = (half.text for half in cut_in_two(restored(normalise(typed)), rank))
    assert typed[slice(*left.source_span(0, len(left.text)))].startswith("hs")
    assert typed[slice(*right.source_span(0, len(right.text)))].endswith("xong")


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ((("ask_fee", 0.6), ("ask_where", 0.4)), True),
        ((("ask_fee", 0.98), ("ask_where", 0.02)), False),
        ((("ask_fee", 0.6), ("complain", 0.4)), False),
        ((("ask_overview", 0.6), ("ask_fee", 0.4)), False),
    ],
)
def test_only_a_piece_with_two_likely_facets_is_looked_at(
    ranking: tuple[tuple[str, float], ...], expected: bool
) -> None:
    assert may_hold_two(Ranking(ranking)) is expected
