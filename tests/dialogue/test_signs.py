"""Words that lean on what was said before, typed in all ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.data_files import DataFileError
from bot.dialogue.signs import (
    asks_nothing,
    corrects,
    doubts,
    goes_back,
    load_follow_up_words,
    means_before,
    wants_it_fuller,
    wants_it_shorter,
)


@pytest.mark.parametrize(
    "text",
    [
        "không phải, ý tui là kết hôn",
        "k p, y e la ly lich tu phap",
        "ủa lộn, khai tử",
        "lon roi, tam vang",
        "cái đó hong phải, y tui la doc than",
        "sai rồi",
        "ý chị là phí cơ",
        "tạm vắng chứ",
        "thuong tru co",
    ],
)
def test_a_correction_is_heard(text: str) -> None:
    assert corrects(text)


@pytest.mark.parametrize(
    "text",
    [
        "nhà tui không phải hộ nghèo thì sao",
        "lớn rồi làm khai sinh được không",
        "sai tên trong khai sinh thì sửa sao",
        "lộn tên trong giấy khai sinh",
        "không",
        "khai tử",
    ],
)
def test_what_only_looks_like_a_correction_is_none(text: str) -> None:
    assert not corrects(text)


@pytest.mark.parametrize(
    ("beside", "nothing"),
    [
        ("còn   thì sao", True),
        ("lộn,   chứ", True),
        ("z còn  ", True),
        ("sai rồi, tui hỏi  ", True),
        ("con   thi s", True),
        ("thế   mấy ngày", False),
        ("còn   làm sao", False),
        ("  là gì vậy", False),
    ],
)
def test_words_beside_a_name_may_ask_nothing(beside: str, nothing: bool) -> None:
    assert asks_nothing(beside) is nothing


def test_the_way_back_is_heard() -> None:
    assert goes_back("quay lai cai khai sinh")
    assert means_before("trở lại cái hồi nãy")
    assert not means_before("quay lại từ đầu")


def test_the_wished_length_is_heard() -> None:
    assert wants_it_shorter("noi gon lai")
    assert wants_it_fuller("nói chi tiết hơn coi")
    assert not wants_it_shorter("nói lại")
    assert not wants_it_fuller("nói lại")


def test_a_doubt_is_heard() -> None:
    assert doubts("chắc hông")
    assert doubts("co chac ko do")
    assert not doubts("bạn là người hay máy")


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "follow_ups.yml"
    path.write_text("speakers: [tôi]\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"follow_ups\.yml"):
        load_follow_up_words(path)
