"""Word exports: hostile files are refused, sound ones become the same record as JSON does."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.catalogue.portal import word_export
from bot.catalogue.portal.record import parse_record
from bot.catalogue.portal.shapes import (
    CODE,
    LAWS,
    NAME,
    PAPERS,
    STEPS,
    WAYS,
    ImportedProcedure,
    RawRecord,
    Refusal,
)
from bot.catalogue.portal.word_export import read_word_export

from .word_files import HEAD, Part, W, body, label_rows, paragraph, table, write_docx
from .writing import DAY, imported

WAYS_COLUMNS = ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")
PAPERS_COLUMNS = ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng")
LAWS_COLUMNS = ("Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành")
SECTIONS: dict[str, Sequence[Part]] = {
    "Mã thủ tục": ["1.999001"],
    "Số quyết định": ["12/QĐ-BNNMT"],
    "Tên thủ tục": ["Thủ tục cấp thẻ nuôi chim bồ câu đưa thư (cấp xã)"],
    "Cấp thực hiện": ["Cấp xã"],
    "Loại thủ tục": ["TTHC được luật giao cho địa phương"],
    "Lĩnh vực": ["Chăn nuôi"],
    "Trình tự thực hiện": [
        "",
        "Bước 1: Người nuôi chim bồ câu nộp tờ khai tại nơi ở.",
        "Bước 2: Ủy ban xem chuồng và cấp thẻ nuôi chim.",
    ],
    "Cách thức thực hiện": [
        (
            "",
            [
                WAYS_COLUMNS,
                ("Trực tiếp", "5 Ngày làm việc", "Phí : 10.000 Đồng", ""),
                ("Trực tuyến", "5 Ngày làm việc", "Phí : 10.000 Đồng", ""),
                ("Dịch vụ bưu chính", "5 Ngày làm việc", "Phí : 10.000 Đồng", ""),
            ],
        )
    ],
    "Thành phần hồ sơ": [
        (
            "",
            [
                PAPERS_COLUMNS,
                ("Tờ khai nuôi chim", "Mẫu 01.docx", "Bản chính: 1\nBản sao: 0"),
                ("Ảnh chụp chuồng", "", "Bản chính: 1\nBản sao: 2"),
            ],
        )
    ],
    "Đối tượng thực hiện": ["Công dân Việt Nam, Hợp tác xã"],
    "Cơ quan thực hiện": ["Ủy ban nhân dân cấp xã"],
    "Cơ quan có thẩm quyền": ["Không có thông tin"],
    "Kết quả thực hiện": ["Thẻ nuôi chim"],
    "Căn cứ pháp lý": [
        ("", [LAWS_COLUMNS, ("11/2018/QH14", "Luật Chim cảnh", "01-01-2018", "Quốc hội")])
    ],
    "Yêu cầu, điều kiện thực hiện": ["Không có thông tin"],
}


def export(tmp_path: Path, xml: str, **options: str) -> RawRecord | Refusal:
    """Return what is read of a document with this body."""
    return read_word_export(write_docx(tmp_path / "ChiTietTTHC_1.999001.docx", xml, **options))


class TestWhatCannotBeRead:
    def test_what_is_no_zip(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(b"\xd0\xcf\x11\xe0 an old .doc")
        refusal = read_word_export(path)
        assert isinstance(refusal, Refusal)
        assert "an old .doc must be saved as .docx" in refusal.reason

    def test_a_zip_of_something_else(self, tmp_path: Path) -> None:
        refusal = export(tmp_path, "", name="xl/workbook.xml")
        assert isinstance(refusal, Refusal)
        assert "no Word document" in refusal.reason

    def test_a_document_without_the_portals_labels(self, tmp_path: Path) -> None:
        refusal = export(tmp_path, paragraph("Một lá thư"))
        assert isinstance(refusal, Refusal)
        assert "none of the portal's labels" in refusal.reason

    def test_a_zip_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("word/document.xml", "w", force_zip64=True) as text,
        ):
            for _ in range(64):
                text.write(b" " * 2**20)
        assert path.stat().st_size < 2**20
        refusal = read_word_export(path)
        assert isinstance(refusal, Refusal)
        assert "unpacks to more than" in refusal.reason

    def test_a_file_that_is_too_large(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(word_export, "LARGEST_ARCHIVE", 100)
        refusal = export(tmp_path, body(SECTIONS))
        assert isinstance(refusal, Refusal)
        assert "is larger than 100 bytes" in refusal.reason

    def test_a_size_that_the_header_lies_about(self, tmp_path: Path) -> None:
        path = write_docx(tmp_path / "a.docx", paragraph("Mã thủ tục: 1.999001" + " " * 5_000))
        content = bytearray(path.read_bytes())
        at = content.rindex(b"PK\x01\x02")  # the directory entry of the text
        content[at + 24 : at + 28] = (10).to_bytes(4, "little")
        path.write_bytes(bytes(content))
        assert isinstance(read_word_export(path), Refusal)

    @pytest.mark.parametrize(
        "doctype",
        [
            '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
            '<!DOCTYPE d SYSTEM "d.dtd">',
        ],
    )
    def test_document_types_and_entities(self, tmp_path: Path, doctype: str) -> None:
        refusal = export(tmp_path, body(SECTIONS), prolog=HEAD + doctype)
        assert isinstance(refusal, Refusal)
        assert "declares a document type" in refusal.reason

    def test_elements_inside_one_another_without_end(self, tmp_path: Path) -> None:
        refusal = export(tmp_path, "<w:p>" * 50_000 + "</w:p>" * 50_000)
        assert isinstance(refusal, Refusal)
        assert "nested too deep" in refusal.reason

    def test_broken_xml(self, tmp_path: Path) -> None:
        refusal = export(tmp_path, "<w:p>")
        assert isinstance(refusal, Refusal)
        assert "broken XML" in refusal.reason

    def test_other_encodings_which_could_hide_a_document_type(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        text = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W}"/>'
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", text.encode("utf-16"))
        refusal = read_word_export(path)
        assert isinstance(refusal, Refusal)
        assert "not UTF-8" in refusal.reason

    def test_a_document_without_a_body(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", f'{HEAD}<w:document xmlns:w="{W}"/>')
        refusal = read_word_export(path)
        assert isinstance(refusal, Refusal)
        assert "no body" in refusal.reason

    def test_a_label_that_also_stands_in_a_text(self, tmp_path: Path) -> None:
        steps = ["", "Người nuôi chim mang theo:", "Thành phần hồ sơ:", "tờ khai"]
        refusal = export(tmp_path, body(SECTIONS | {"Trình tự thực hiện": steps}))
        assert isinstance(refusal, Refusal)
        assert "“Thành phần hồ sơ” stands twice" in refusal.reason


class TestSoundExports:
    def test_labels_values_and_tables(self, tmp_path: Path) -> None:
        record = export(tmp_path, body(SECTIONS))
        assert isinstance(record, RawRecord)
        assert record.text(CODE) == "1.999001"
        assert record.text(NAME).startswith("Thủ tục cấp thẻ")
        assert record.text(STEPS).count("\n") == 1
        assert len(record.tables[WAYS][0].rows) == 3
        assert record.tables[PAPERS][0].rows[1] == (
            "Ảnh chụp chuồng",
            "",
            "Bản chính: 1\nBản sao: 2",
        )
        assert record.tables[LAWS][0].rows == (("Luật Chim cảnh", "11/2018/QH14"),)

    def test_it_becomes_the_same_entry_as_the_squashed_record(self, tmp_path: Path) -> None:
        raw = export(tmp_path, body(SECTIONS))
        assert isinstance(raw, RawRecord)
        entry = parse_record(raw, DAY)
        assert isinstance(entry, ImportedProcedure)
        assert asdict(entry.procedure) == asdict(imported().procedure)
        assert (entry.unparsed, entry.doubts) == ({}, [])

    def test_labels_in_the_first_cell_of_a_row(self, tmp_path: Path) -> None:
        rows = {
            "Mã thủ tục": "1.999001",
            "Tên thủ tục": "Cấp thẻ nuôi chim",
            "Lĩnh vực:": "Chăn nuôi",
        }
        record = export(tmp_path, label_rows(rows))
        assert isinstance(record, RawRecord)
        assert (record.text(CODE), record.text("linh_vuc")) == ("1.999001", "Chăn nuôi")

    def test_several_tables_of_papers_have_their_headings(self, tmp_path: Path) -> None:
        tables = [
            ("Trường hợp cấp mới", [PAPERS_COLUMNS, ("Tờ khai", "", "Bản chính: 1")]),
            ("Trường hợp cấp lại", [PAPERS_COLUMNS, ("Thẻ cũ", "", "Bản chính: 1")]),
        ]
        record = export(tmp_path, body(SECTIONS | {"Thành phần hồ sơ": tables}))
        assert isinstance(record, RawRecord)
        entry = parse_record(record, DAY)
        assert isinstance(entry, ImportedProcedure)
        cases = {case.id: case.when for case in entry.procedure.cases}
        assert [(cases[d.case or ""], d.name) for d in entry.procedure.documents] == [
            ("Trường hợp cấp mới", "Tờ khai"),
            ("Trường hợp cấp lại", "Thẻ cũ"),
        ]

    def test_without_tables_those_facets_are_unknown(self, tmp_path: Path) -> None:
        loose = {
            "Cách thức thực hiện": ["Nộp tại nơi ở"],
            "Thành phần hồ sơ": ["Tờ khai, ảnh"],
            "Căn cứ pháp lý": ["Luật Chim cảnh"],
        }
        record = export(tmp_path, body(SECTIONS | loose))
        assert isinstance(record, RawRecord)
        entry = parse_record(record, DAY)
        assert isinstance(entry, ImportedProcedure)
        procedure = entry.procedure
        assert (procedure.documents, procedure.processing_time, procedure.fee) == ([], [], [])
        assert entry.unparsed["documents"] == "Tờ khai, ảnh"
        assert entry.unparsed["processing_time"] == "Nộp tại nơi ở"
        assert entry.unparsed["legal_basis"] == "Luật Chim cảnh"

    def test_a_table_with_an_unknown_way_of_filing_is_not_half_read(self, tmp_path: Path) -> None:
        rows = [WAYS_COLUMNS, ("Trực tiếp", "5 Ngày", "", ""), ("Bồ câu đưa thư", "1 Ngày", "", "")]
        record = export(tmp_path, body(SECTIONS | {"Cách thức thực hiện": [("", rows)]}))
        assert isinstance(record, RawRecord)
        entry = parse_record(record, DAY)
        assert isinstance(entry, ImportedProcedure)
        assert entry.procedure.processing_time == []
        assert "Bồ câu đưa thư" in entry.unparsed["processing_time"]

    def test_a_cell_merged_with_the_one_above_has_its_text(self, tmp_path: Path) -> None:
        merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        rows = table([WAYS_COLUMNS, ("Trực tiếp", "5 Ngày", "Miễn phí", "")])
        cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("7 Ngày", "Miễn phí", ""))
        rows = rows.replace("</w:tbl>", f"<w:tr>{merged}{cells}</w:tr></w:tbl>")
        record = export(tmp_path, paragraph("Cách thức thực hiện:") + rows)
        assert isinstance(record, RawRecord)
        assert [row[:2] for row in record.tables[WAYS][0].rows] == [
            ("Trực tiếp", "5 Ngày"),
            ("Trực tiếp", "7 Ngày"),
        ]

    def test_a_file_named_for_another_code_is_refused(self, tmp_path: Path) -> None:
        path = write_docx(tmp_path / "ChiTietTTHC_1.999077.docx", body(SECTIONS))
        record = read_word_export(path)
        assert isinstance(record, RawRecord)
        refusal = parse_record(record, DAY)
        assert isinstance(refusal, Refusal)
        assert "collected as 1.999077" in refusal.reason


def test_the_squashed_twin_has_the_same_tables() -> None:
    """Guards the comparison above against two empty entries."""
    procedure = imported().procedure
    assert [fee.amount_vnd for fee in procedure.fee] == [10_000]
    assert [time.max for time in procedure.processing_time] == [5]
    assert len(procedure.documents) == 3
    assert [law.number for law in procedure.legal_basis] == ["11/2018/QH14"]
