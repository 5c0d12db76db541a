"""Papers as documents: the list is whole or unknown."""

from __future__ import annotations

import pytest

from .writing import imported, papers

type Told = list[tuple[str, str, int]]


def told(text: str) -> Told:
    """Return (name, kind, copies) of each document."""
    documents = imported(thanh_phan_ho_so=text).procedure.documents
    return [(each.name, each.kind, each.copies) for each in documents]


KINDS = [
    pytest.param(("Ảnh chuồng", "", "1 bản chính"), [("Ảnh chuồng", "original", 1)], id="original"),
    pytest.param(
        ("Ảnh chuồng", "", "0 bản chính,2 bản sao"), [("Ảnh chuồng", "copy", 2)], id="copies"
    ),
    pytest.param(
        ("Ảnh chuồng", "", "1 bản chính,2 bản sao"),
        [("Ảnh chuồng", "original", 1), ("Ảnh chuồng", "copy", 2)],
        id="both",
    ),
    pytest.param(
        ("Tờ khai nuôi chim", "Mẫu 01.docx", "1 bản chính"),
        [("Tờ khai nuôi chim", "form", 1)],
        id="form",
    ),
    pytest.param(
        ("Bản sao có chứng thực thẻ cũ", "", "0 bản chính,1 bản sao"),
        [("Bản sao có chứng thực thẻ cũ", "certified_copy", 1)],
        id="certified",
    ),
    pytest.param(
        ("Bản sao có chứng thực hoặc bản sao thẻ cũ", "", "0 bản chính,1 bản sao"),
        [("Bản sao có chứng thực hoặc bản sao thẻ cũ", "copy", 1)],
        id="certified or not",
    ),
    pytest.param(("- Tờ khai;", "", "1 bản chính"), [("Tờ khai", "original", 1)], id="bullet"),
]


@pytest.mark.parametrize(("row", "expected"), KINDS)
def test_kinds_and_counts(row: tuple[str, str, str], expected: Told) -> None:
    assert told(papers(row)) == expected


SOUND = ("Tờ khai nuôi chim", "", "1 bản chính")
UNKNOWN = [
    pytest.param(papers(SOUND, ("Ảnh chuồng", "", "0 bản chính")), id="a count of nothing"),
    pytest.param(papers(SOUND, ("Bản sao thẻ cũ", "", "1 bản chính")), id="a copy as an original"),
    pytest.param(
        papers(SOUND, ("Bản chính thẻ cũ", "", "0 bản chính,1 bản sao")), id="an original as a copy"
    ),
    pytest.param(
        papers(SOUND, ("Bản chụp thẻ cũ, xuất trình bản gốc để đối chiếu", "", "1 bản chính")),
        id="a copy whose original is only shown",
    ),
    pytest.param(
        papers(SOUND, ("Bản chính hoặc bản sao thẻ cũ", "", "1 bản chính,1 bản sao")),
        id="alternatives counted as both",
    ),
    pytest.param(
        papers(SOUND, ("02 bản sao thẻ cũ", "", "0 bản chính,1 bản sao")), id="other count"
    ),
    pytest.param(
        papers(SOUND, ("Các giấy tờ sau đây:", "", "1 bản chính")), id="introduces others"
    ),
    pytest.param(papers(SOUND, ("Ảnh chuồngTờ khai", "", "1 bản chính")), id="two rows in one"),
    pytest.param(papers(SOUND, ("-", "", "1 bản chính")), id="no name"),
    pytest.param(papers(SOUND, heading="Lưu ý:"), id="remarks"),
    pytest.param(papers(SOUND, heading="Người nuôi chim " * 30), id="a heading that is a text"),
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_one_doubtful_row_makes_the_list_unknown(text: str) -> None:
    entry = imported(thanh_phan_ho_so=text)
    assert entry.procedure.documents == []
    assert entry.procedure.forms == []
    assert entry.unparsed["documents"] == text
    assert entry.doubts


def test_headings_of_several_tables_are_cases() -> None:
    text = papers(SOUND, heading="a) Cấp mới:") + papers(SOUND, heading="b) Cấp lại:")
    entry = imported(thanh_phan_ho_so=text)
    assert [case.when for case in entry.procedure.cases] == ["Cấp mới", "Cấp lại"]
    assert [each.case for each in entry.procedure.documents] == ["th-1", "th-2"]


def test_the_heading_of_the_only_table_is_a_case_only_where_it_limits() -> None:
    assert (
        imported(thanh_phan_ho_so=papers(SOUND, heading="Giấy tờ nuôi chim")).procedure.cases == []
    )
    limited = imported(thanh_phan_ho_so=papers(SOUND, heading="Trường hợp nuôi nhiều")).procedure
    assert [case.when for case in limited.cases] == ["Trường hợp nuôi nhiều"]


def test_papers_that_are_only_shown() -> None:
    text = papers(SOUND, heading="Giấy tờ phải nộp:") + papers(
        ("Thẻ căn cước", "", "1 bản chính"), heading="Giấy tờ phải xuất trình:"
    )
    documents = imported(thanh_phan_ho_so=text).procedure.documents
    assert [each.condition for each in documents] == [None, "giấy tờ phải xuất trình"]


def test_the_files_of_forms_are_listed() -> None:
    text = papers(("Tờ khai nuôi chim", "Mẫu 01.docx", "1 bản chính"))
    assert [form.text for form in imported(thanh_phan_ho_so=text).procedure.forms] == [
        "Mẫu 01.docx"
    ]
