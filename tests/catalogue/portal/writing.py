"""Writes what the portal's pages look like once collected: squashed tables, records, files.

Everything here is invented; only column headings, units and counts are the portal's.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.catalogue.portal.record import parse_record
from bot.catalogue.portal.shapes import ImportedProcedure, RawRecord, Refusal

DAY = date(2026, 7, 31)
NOTHING = "Không có thông tin"
TAIL = "Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phố"
WAYS_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAWS_HEAD = "Tên văn bản pháp lýMã văn bản"

type Row = Sequence[str]


def ways(*rows: Row) -> str:
    """Return a squashed table of ways: (way, time, fee, description) a row."""
    return WAYS_HEAD + "".join("".join(row) for row in rows)


def every_way(time: str, fee: str, about: str = "") -> str:
    """Return a squashed table with one row for each way of filing, all alike."""
    return ways(
        *((way, time, fee, about) for way in ("Trực tuyến", "Dịch vụ bưu chính", "Trực tiếp"))
    )


def papers(*rows: Row, heading: str = "--") -> str:
    """Return one squashed table of papers: (name, form, count) a row."""
    return heading + PAPERS_HEAD + "".join("".join(row) for row in rows)


def laws(*rows: Row) -> str:
    """Return a squashed legal basis: (title, number) a row."""
    return LAWS_HEAD + "".join("".join(row) for row in rows)


def record(**changes: str) -> dict[str, str]:
    """Return a record of an invented procedure, as the collection writes it."""
    return {
        "ma_thu_tuc": "1.999001",
        "ten_thu_tuc": "Thủ tục cấp thẻ nuôi chim bồ câu đưa thư (cấp xã)",
        "so_quyet_dinh": "12/QĐ-BNNMT",
        "folder": "bo-nong-nghiep-mt",
        "linh_vuc": "Chăn nuôi",
        "cap_thuc_hien": "Cấp xã",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Hợp tác xã",
        "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
        "trinh_tu_thuc_hien": (
            "Bước 1: Người nuôi chim bồ câu nộp tờ khai tại nơi ở.\n"
            "Bước 2: Ủy ban xem chuồng và cấp thẻ nuôi chim."
        ),
        "cach_thuc_thuc_hien": every_way("5 Ngày làm việc", "10,000 Việt Nam Đồng", ""),
        "thanh_phan_ho_so": papers(
            ("Tờ khai nuôi chim", "Mẫu 01.docx", "1 bản chính"),
            ("Ảnh chụp chuồng", "", "1 bản chính,2 bản sao"),
        ),
        "can_cu_phap_ly": laws(("Luật Chim cảnh", "11/2018/QH14")),
        "ket_qua_xu_ly": f"Thẻ nuôi chimMã: KQ.G10.000001{TAIL}",
        "yeu_cau_dieu_kien": NOTHING,
    } | changes


def raw(**changes: str) -> RawRecord:
    """Return the invented record as the reader of files yields it."""
    return RawRecord(where="test.jsonl:1", texts=record(**changes))


def imported(**changes: str) -> ImportedProcedure:
    """Return the invented record as an entry; it has to be accepted."""
    entry = parse_record(raw(**changes), DAY)
    assert isinstance(entry, ImportedProcedure), entry
    return entry


def refused(**changes: str) -> Refusal:
    """Return why the invented record is kept out; it has to be."""
    entry = parse_record(raw(**changes), DAY)
    assert isinstance(entry, Refusal), entry
    return entry


def write_lines(path: Path, *records: Mapping[str, str] | str) -> Path:
    """Write a ``.jsonl`` (packed where the name says so); a string is a line as it is."""
    lines = [
        each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in records
    ]
    content = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(content) if path.name.endswith(".gz") else content)
    return path
