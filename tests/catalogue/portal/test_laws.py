"""Reading the legal basis: numbers, titles, and lists that nobody can cut."""

from __future__ import annotations

import pytest

from bot.catalogue.portal.laws import laws_of_table, read_laws
from bot.catalogue.portal.shapes import Table
from bot.catalogue.portal.words import PortalWords

from .writing import laws

READ = [
    pytest.param(
        [("Luật Chim cảnh", "11/2018/QH14"), ("Nghị định về chuồng", "05/2020/NĐ-CP")],
        [("11/2018/QH14", "Luật Chim cảnh"), ("05/2020/NĐ-CP", "Nghị định về chuồng")],
        id="titles and numbers",
    ),
    pytest.param(
        [("Nghị định số 05/2020/NĐ-CP về chuồng", "05/2020/NĐ-CP")],
        [("05/2020/NĐ-CP", "Nghị định số 05/2020/NĐ-CP về chuồng")],
        id="a number in its own title",
    ),
    pytest.param(
        [("Sửa đổi Nghị định số 05/2020/NĐ-CP về chuồng", "07/2024/NĐ-CP")],
        [("07/2024/NĐ-CP", "Sửa đổi Nghị định số 05/2020/NĐ-CP về chuồng")],
        id="another number in a title",
    ),
    pytest.param(
        [("Thông tư 08/2021/TT-BTC", "08/2021/TT-BTC")],
        [("08/2021/TT-BTC", None)],
        id="a title that is only the number",
    ),
    pytest.param(
        [("Quyết định về chim năm 2022", "3510/QĐ-BTC")],
        [("3510/QĐ-BTC", "Quyết định về chim năm 2022")],
        id="a year glued to the number",
    ),
    pytest.param(
        [("Luật Chim cảnh", "Luật số 11/2018/QH14"), ("Thông tư chuồng", "Thông tư 2/2020/TT-BTC")],
        [("11/2018/QH14", "Luật Chim cảnh"), ("2/2020/TT-BTC", "Thông tư chuồng")],
        id="the kind in the cell of the number",
    ),
    pytest.param(
        [("Nghị quyết về thẻ", "66.7/2025/NQ-CP")],
        [("66.7/2025/NQ-CP", "Nghị quyết về thẻ")],
        id="a number with a point",
    ),
    pytest.param(
        [("Luật Chim cảnh", "11/2018/QH14"), (" Nghị định về chuồng", "05/2020/NĐ-CP")],
        [("11/2018/QH14", "Luật Chim cảnh"), ("05/2020/NĐ-CP", "Nghị định về chuồng")],
        id="a title that begins with a space",
    ),
    pytest.param(
        [("Luật Chim cảnh", "11/2018/QH14"), ("Luật Chim cảnh", "11/2018/QH14")],
        [("11/2018/QH14", "Luật Chim cảnh")],
        id="the same law twice",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), READ)
def test_laws_are_read(
    rows: list[tuple[str, str]], expected: list[tuple[str, str | None]], words: PortalWords
) -> None:
    reading = read_laws(laws(*rows), words)
    assert reading.whole
    assert [(law.number, law.title) for law in reading.values] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Luật Chim cảnh 11/2018/QH14", id="no table"),
        pytest.param(laws(), id="no rows"),
        pytest.param(laws(("Luật Chim cảnh", ""), ("Nghị định chuồng", "05/2020/NĐ-CP")), id="gap"),
        pytest.param(laws(("Nghị định chuồng", "05/2020/NĐ-CP"), ("Luật Chim", "")), id="last gap"),
        pytest.param(laws(("Thông tư chuồng", "08.a/2010/TT-BTP")), id="a letter in the number"),
        pytest.param(laws(("Chuồng", "41/201Đ-CP"), ("Luật Chim", "1/2015/QH13")), id="a slip"),
        pytest.param(
            laws(("Luật Chim", "118/2025/NĐ-C"), ("Chuồng", "5/2020/NĐ-CP")), id="cut off"
        ),
        pytest.param(laws(("chuồng 5/2020/NĐ-CP", " Luật Chim 1/2015/QH13")), id="a free number"),
        pytest.param(laws(("Chuồng", "5/2020/NĐ-CP về chim"), ("Tổ", "6/2020/NĐ-CP")), id="run on"),
    ],
)
def test_a_list_that_cannot_be_cut_surely_is_unknown_whole(text: str, words: PortalWords) -> None:
    reading = read_laws(text, words)
    assert reading.values == ()
    assert not reading.whole


def test_real_tables(words: PortalWords) -> None:
    rows = (("Luật Chim cảnh", "Luật số 11/2018/QH14"), ("Nghị định chuồng", "05/2020/NĐ-CP"))
    reading = laws_of_table([Table(heading="", rows=rows)], words)
    assert [law.number for law in reading.values] == ["11/2018/QH14", "05/2020/NĐ-CP"]


def test_a_real_table_with_a_number_of_no_known_kind_is_unknown_whole(words: PortalWords) -> None:
    rows = (("Luật Chim cảnh", "11/2018/QH14"), ("Lệ làng", "số 5"))
    reading = laws_of_table([Table(heading="", rows=rows)], words)
    assert (reading.values, reading.whole) == ((), False)
