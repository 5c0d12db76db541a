from __future__ import annotations

import pytest

from bot.dialogue.follow_up import chosen_place, leans_on_the_last_turn
from bot.text.fold import fold


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        ("số 2", 1),
        ("cái thứ hai", 1),
        ("cái thứ 2 đi", 1),
        ("cái đầu", 0),
        ("cái đầu tiên nha", 0),
        ("cái cuối", 3),
        ("cái cuối cùng", 3),
        ("chọn 3", 2),
        ("dạ 4 ạ", None),
        ("câu ba", 2),
        ("thứ nhất", 0),
        ("hai", 1),
        pytest.param("5", None, id="beyond-the-choices"),
        pytest.param("0", None, id="zero"),
        pytest.param("cái kia", None, id="no-place"),
        pytest.param("phí bao nhiêu", None, id="another-question"),
    ],
)
def test_a_choice_is_found_by_its_place_among_four(text: str, place: int | None) -> None:
    assert chosen_place(fold(text), 4) == place


def test_nothing_can_be_chosen_where_nothing_was_offered() -> None:
    assert chosen_place("2", 0) is None


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("thế khai tử?", True),
        ("còn khai tử", True),
        ("ủa vậy khai tử", True),
        ("khai tử", False),
        ("thẻ căn cước", False),
        ("con tui khai sinh", False),
        ("con tui chưa khai sinh", False),
        ("the khai tu", True),
        ("con phi", True),
        ("the can cuoc", False),
    ],
)
def test_follow_up_words_are_known(text: str, leans: bool) -> None:
    assert leans_on_the_last_turn(text) is leans
