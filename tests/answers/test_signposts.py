"""What is not ours but has a door of its own, as people say it."""

from __future__ import annotations

import pytest

from bot.answers.signposts import Signposts
from bot.settings import PROJECT_DIR
from bot.text.fold import fold


@pytest.fixture(scope="module")
def signposts() -> Signposts:
    return Signposts.load(PROJECT_DIR / "catalogue_data" / "signposts.yml")


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Ly hôn nộp đơn ở đâu?", "court"),
        ("tui muon kien ong hang xom ra toa", "court"),
        ("có người quen lo giúp nhanh không", "unlawful"),
        ("làm bằng giả nhiêu", "unlawful"),
        ("hôm nay thời tiết sao", None),
        ("giấy giới thiệu", None),
    ],
)
def test_a_matter_is_recognised_by_its_phrases(
    signposts: Signposts, text: str, matter: str | None
) -> None:
    heard = signposts.heard(fold(text))
    assert (heard.id if heard else None) == matter
