from __future__ import annotations

import pytest

from bot.dialogue.follow_up import leans_on_the_last_turn


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
        ("z còn kết hôn", True),
        ("tạm vắng thì sao", True),
        ("tam vang thi sao ha em", True),
        ("tạm vắng làm sao", False),
    ],
)
def test_follow_up_words_are_known(text: str, leans: bool) -> None:
    assert leans_on_the_last_turn(text) is leans
