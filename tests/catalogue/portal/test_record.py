"""One record from end to end."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.model import Online, Source
from bot.catalogue.portal.record import LONGEST_SECTION, parse_record
from bot.catalogue.portal.shapes import (
    CONDITIONS,
    LAWS,
    PAPERS,
    RESULTS,
    STEPS,
    WAYS,
    ImportedProcedure,
    RawRecord,
    Refusal,
)

from .writing import DAY, NOTHING, TAIL, imported, raw, record, refused, ways

SECTIONS = sorted(record())
FRAGMENTS = [
    *("Tên giấy tờMẫu đơn, tờ khaiSố lượng", "Tên văn bản pháp lýMã văn bản", "--", "Mã: "),
    *("Hình thức nộpThời gianPhí, lệ phíMô tả", "Trực tiếp", "Trực tuyến", "5 Ngày", "0 Ngày"),
    *("Miễn phí", "10,000 VNĐ", "10 USD", "50%", "(", ")", "1 bản chính", ",2 bản sao", "a.docx"),
    *(
        "05/2020/NĐ-CP",
        "Luật số ",
        "Bước 1: ",
        "Bước 2. ",
        "HĐND",
        "KQ.G10.000001",
        "\n",
        " ",
        "- ",
    ),
    *("áp dụng mức phí ", "10.000 đồng/thẻ", " từ ngày 31/02/2026 đến 1/1/2027", NOTHING, TAIL),
]
MIXED = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=14).map("".join)


def test_a_sound_record_is_read_whole() -> None:
    entry = imported()
    procedure = entry.procedure
    assert (entry.unparsed, entry.doubts) == ({}, [])
    assert procedure.code == "1.999001"
    assert procedure.short_name == "Cấp thẻ nuôi chim bồ câu đưa thư"
    assert (procedure.aliases, procedure.area, procedure.levels) == ([], "Chăn nuôi", ["commune"])
    assert procedure.online == Online(level="available")
    assert procedure.results == ["Thẻ nuôi chim"]
    assert len(procedure.steps) == 2
    assert procedure.reviewer is None
    assert procedure.last_reviewed == DAY
    title = "Cổng DVC quốc gia, mã 1.999001"
    assert procedure.sources == [Source(id="cong", label="P", title=title, collected=DAY)]


def test_nothing_online_is_said_where_the_table_has_no_such_row() -> None:
    assert (
        imported(cach_thuc_thuc_hien=ways(("Trực tiếp", "5 Ngày", NOTHING, ""))).procedure.online
        is None
    )


def test_a_table_that_cannot_be_read_is_left_whole_to_officers() -> None:
    entry = imported(cach_thuc_thuc_hien=f"Nộp ở xã, ba ngày{TAIL}", thanh_phan_ho_so="Tờ khai")
    for facet in ("processing_time", "fee", "online_filing"):
        assert entry.unparsed[facet] == "Nộp ở xã, ba ngày"
    assert entry.unparsed["documents"] == "Tờ khai"
    assert "the table of ways to file cannot be read" in entry.doubts


def test_an_address_is_for_officers() -> None:
    entry = imported(dia_chi_tiep_nhan="12 đường Chim")
    assert (entry.procedure.where, entry.unparsed["where"]) == ([], "12 đường Chim")


def test_the_pages_furniture_reaches_no_value() -> None:
    entry = imported(
        ket_qua_xu_ly=f"Thẻ{TAIL}",
        yeu_cau_dieu_kien=f"Có chuồng{TAIL}",
        co_quan_thuc_hien=NOTHING,
        can_cu_phap_ly=NOTHING,
        thanh_phan_ho_so=NOTHING,
    )
    said = repr(entry.procedure)
    for furniture in ("Từ khóa", "Mô tả", "Chọn cơ quan", NOTHING):
        assert furniture not in said


def test_sections_that_are_missing_are_unknown() -> None:
    bare = {key: record()[key] for key in ("ma_thu_tuc", "ten_thu_tuc")}
    entry = parse_record(RawRecord(where="x", texts=bare), DAY)
    assert isinstance(entry, ImportedProcedure)
    assert entry.unparsed == {}
    assert entry.procedure.documents == []
    assert entry.procedure.fee == []


@pytest.mark.parametrize(
    "unit",
    ["7", "\n", "a ", "(", "1. ", "1/", "05/2020/NĐ-CP ", "1 bản chính", "a.docx", "Trực tiếp"],
)
@pytest.mark.parametrize("section", [STEPS, WAYS, PAPERS, LAWS, RESULTS, CONDITIONS])
def test_a_long_section_takes_no_long_time(section: str, unit: str) -> None:
    text = record()[section] + unit * (100_000 // len(unit))
    started = time.perf_counter()
    parse_record(raw(**{section: text}), DAY)
    assert time.perf_counter() - started < 5


def test_a_section_longer_than_any_is_refused() -> None:
    assert "too long" in refused(trinh_tu_thuc_hien="a" * (LONGEST_SECTION + 1)).reason


@settings(max_examples=300, deadline=None)
@given(section=st.sampled_from(SECTIONS), text=MIXED | st.text(max_size=200))
def test_no_text_of_any_section_raises(section: str, text: str) -> None:
    entry = parse_record(raw(**{section: text}), DAY)
    assert isinstance(entry, ImportedProcedure | Refusal)


@settings(max_examples=200, deadline=None)
@given(texts=st.dictionaries(st.sampled_from(SECTIONS), MIXED), day=st.dates())
def test_no_record_raises(texts: dict[str, str], day: date) -> None:
    entry = parse_record(RawRecord(where="x", texts=texts), day)
    assert isinstance(entry, ImportedProcedure | Refusal)


GARBAGE = st.text(alphabet="xyz0123456789 .,;:()-/\n", min_size=1, max_size=80)


@given(text=GARBAGE.filter(lambda text: text.strip(" .-\n") != ""))
def test_garbage_is_left_to_officers(text: str) -> None:
    entry = imported(cach_thuc_thuc_hien=text, thanh_phan_ho_so=text, can_cu_phap_ly=text)
    procedure = entry.procedure
    facts = (procedure.processing_time, procedure.fee, procedure.documents, procedure.legal_basis)
    assert facts == ([], [], [], [])
    for facet in ("processing_time", "fee", "documents", "legal_basis"):
        assert entry.unparsed[facet] == text.strip()
