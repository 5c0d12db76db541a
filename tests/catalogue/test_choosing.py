"""Neighbours are told apart by the words beside a name; what is not meant is not named."""

from __future__ import annotations

import pytest

from bot.catalogue.confidence import MARGIN, NAMED, OFFERED, SURE, chance
from bot.catalogue.loader import load_catalogue
from bot.catalogue.search import ProcedureIndex
from bot.nlu.linking import certain
from bot.settings import PROJECT_DIR
from bot.text.normalise import normalise

BIRTH, MARRIAGE, DEATH = "1.001193", "1.000894", "1.000656"
BIRTH_GROUP, DEATH_GROUP = "3.000722", "2.002913"
CORRECTION, COPY = "1.004859", "2.000635"


@pytest.fixture(scope="module")
def index() -> ProcedureIndex:
    return ProcedureIndex(load_catalogue(PROJECT_DIR / "catalogue_data"))


def surely(index: ProcedureIndex, text: str) -> list[str]:
    return [match.code for match in certain(index.find(normalise(text)).matches)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("khai sinh ghi nhầm giới tính của bé, muốn chỉnh", CORRECTION),
        ("chuyện sửa tên trong giấy khai sinh", CORRECTION),
        ("xin trích lục kết hôn", COPY),
        ("làm khai sinh mất bao lâu", BIRTH),
        ("cha mẹ thường trú Ninh Kiều, khai sinh bên nào nhận", BIRTH),
    ],
)
def test_the_words_beside_a_name_decide_between_neighbours(
    index: ProcedureIndex, text: str, code: str
) -> None:
    assert surely(index, text)[:1] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gói khai sinh thường trú thẻ bảo hiểm mất mấy ngày", BIRTH_GROUP),
        ("tiền mai táng đi chung khai tử", DEATH_GROUP),
    ],
)
def test_parts_that_are_named_as_one_thing_are_the_group(
    index: ProcedureIndex, text: str, code: str
) -> None:
    assert surely(index, text) == [code]


def test_two_separate_asks_stay_two(index: ProcedureIndex) -> None:
    text = "khai sinh cần giấy gì, còn thường trú mất mấy ngày"
    assert BIRTH_GROUP not in surely(index, text)
    assert len(surely(index, text)) == 2


@pytest.mark.parametrize(
    "text",
    ["không phải khai sinh", "mở thẻ ngân hàng cần giấy gì", "ly hôn nộp đơn ở đâu"],
)
def test_what_is_not_meant_is_not_linked(index: ProcedureIndex, text: str) -> None:
    assert surely(index, text) == []


def test_a_word_that_only_looks_like_the_names_own_does_not_name_it(index: ProcedureIndex) -> None:
    # đóng hộ kinh doanh (close it) is not đơn hộ kinh doanh (the form)
    assert "1.001266" not in surely(index, "ai đứng đơn hộ kinh doanh")


def test_the_chance_grows_with_each_sign_and_stays_below_a_name() -> None:
    low = chance(0.5, 2, 0.0, 0.5)
    for better in (
        chance(0.7, 2, 0.0, 0.5),
        chance(0.5, 3, 0.0, 0.5),
        chance(0.5, 2, 0.2, 0.5),
        chance(0.5, 2, 0.0, 0.9),
    ):
        assert low < better < NAMED
    assert 0 < OFFERED < SURE < SURE + MARGIN < NAMED


def test_one_word_alone_is_never_sure() -> None:
    assert chance(1.0, 1, 1.0, 1.0) < SURE
