"""Cutting the squashed tables of papers into headings, rows and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.portal.form_files import split_form
from bot.catalogue.portal.papers_table import read_papers
from bot.catalogue.portal.words import PortalWords

from .writing import PAPERS_HEAD, papers

type Cut = list[tuple[str, list[tuple[str, str, int, int]]]]


def cut(text: str, words: PortalWords) -> Cut | None:
    """Return (heading, [(name, form, originals, copies)]) a table."""
    tables = read_papers(text, words)
    if tables is None:
        return None
    return [
        (table.heading, [(row.name, row.form, row.originals, row.copies) for row in table.rows])
        for table in tables
    ]


CUT = [
    pytest.param("", [], id="no papers"),
    pytest.param("--", [], id="no papers, as the portal says it"),
    pytest.param(
        papers(("Tờ khai", "", "1 bản chính"), ("Ảnh", "", "0 bản chính,2 bản sao")),
        [("", [("Tờ khai", "", 1, 0), ("Ảnh", "", 0, 2)])],
        id="two rows",
    ),
    pytest.param(
        papers(("Tờ khai nuôi chim", "Mẫu 01.docx", "1 bản chính"), ("Ảnh", "", "1 bản chính")),
        [("", [("Tờ khai nuôi chim", "Mẫu 01.docx", 1, 0), ("Ảnh", "", 1, 0)])],
        id="the file of a form",
    ),
    pytest.param(
        papers(("Tờ khai", "", "1 bản chính"), heading="Trường hợp cấp mới")
        + papers(("Thẻ cũ", "", "1 bản chính"), heading="Trường hợp cấp lại"),
        [
            ("Trường hợp cấp mới", [("Tờ khai", "", 1, 0)]),
            ("Trường hợp cấp lại", [("Thẻ cũ", "", 1, 0)]),
        ],
        id="a heading behind the last count",
    ),
    pytest.param(
        papers(("Mang theo 01 bản chính của tờ khai", "", "1 bản chính")),
        [("", [("Mang theo 01 bản chính của tờ khai", "", 1, 0)])],
        id="a count inside a name",
    ),
    pytest.param(
        papers(("Tờ khai theo Phụ lục số 27", "", "1 bản chính")),
        [("", [("Tờ khai theo Phụ lục số 27", "", 1, 0)])],
        id="a number at the end of a name",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_tables_are_cut(text: str, expected: Cut, words: PortalWords) -> None:
    assert cut(text, words) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tờ khai và ảnh", id="no table"),
        pytest.param(papers(("Tờ khai", "", "")), id="no count"),
        pytest.param(papers(("Tờ khai", "", "1 bản chính")) + "Ghi chú cuối", id="a note below"),
        pytest.param(papers(("Tờ khai", "", "10 bản chính")), id="nobody wants ten"),
        pytest.param(papers(("Tờ khai (", "", "01 bản chính")), id="a name that ends in a count"),
        pytest.param(papers(("tờ.docx khai đây.docx", "", "1 bản chính")), id="no seam"),
    ],
)
def test_what_cannot_be_cut_surely_is_not_cut(text: str, words: PortalWords) -> None:
    assert read_papers(text, words) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Tờ khai nuôi chim", ("Tờ khai nuôi chim", "")),
        ("Tờ khai nuôi chimMẫu 01.docx", ("Tờ khai nuôi chim", "Mẫu 01.docx")),
        ("Tờ khai nuôi chim;mau01.pdf", ("Tờ khai nuôi chim;", "mau01.pdf")),
        ("Tờ khai (mẫu A)to khai.xlsx", ("Tờ khai (mẫu A)", "to khai.xlsx")),
        ("Tờ khai của NĐ-CPMau 3.doc", ("Tờ khai của NĐ-CP", "Mau 3.doc")),
        ("Tờ khai trên VNeIDMau.doc", ("Tờ khai trên VNeID", "Mau.doc")),
        ("Tờ khai nuôi chimA.docxB.docx", ("Tờ khai nuôi chim", "A.docxB.docx")),
        ("Tờ khai.docx nuôi chim", None),
        ("tờ khai nuôi chim.docx", None),
    ],
)
def test_the_file_of_a_form(
    cell: str, expected: tuple[str, str] | None, words: PortalWords
) -> None:
    assert split_form(cell, words) == expected


NAMES = st.from_regex(r"[ăâbcđ]{3,8}( [ăâbcđ,]{2,8})?", fullmatch=True)
COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9))


@given(rows=st.lists(st.tuples(NAMES, COUNTS), min_size=1, max_size=6))
def test_whatever_is_written_is_read_again(
    words: PortalWords, rows: list[tuple[str, tuple[int, int]]]
) -> None:
    written = []
    for name, (originals, copies) in rows:
        behind = f",{copies} bản sao" if copies else ""
        written.append((name, "", f"{originals} bản chính{behind}"))
    found = cut(papers(*written), words)
    assert found == [("", [(name, "", one, other) for name, (one, other) in rows])]


def test_the_column_headings_alone_are_a_table_without_rows(words: PortalWords) -> None:
    assert cut(PAPERS_HEAD, words) == [("", [])]
