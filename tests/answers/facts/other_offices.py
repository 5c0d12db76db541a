"""Criminal records, licences, business, building, pensions; outdated beliefs."""

from __future__ import annotations

from datetime import date as D

from tests.answers.facts.expected import (
    BABY,
    BUILDING,
    BUSINESS,
    COUNCIL,
    CT07,
    LICENCE,
    LICENCE_LOST,
    ONLINE_FREE,
    PENSION,
    RECORD,
    SECONDARY,
    TEMPORARY,
    UNKNOWN,
    expect,
)

POLICE_AND_OTHERS = [
    expect(
        RECORD,
        "processing_time",
        first="chưa rõ",
        has=("ngày hẹn", "8 giờ làm việc", "1 giờ", "1 ngày làm việc"),
        lacks=("10 ngày", "5 ngày"),
    ),
    expect(RECORD, "fee", first="200.000đ", has=("100.000đ", "sinh viên", ONLINE_FREE)),
    expect(RECORD, "fee", day=D(2027, 3, 1), first="200.000đ", lacks=(ONLINE_FREE,)),
    expect(RECORD, "where", has=("Công an thành phố", "nơi gần nhất", "Không còn ở Sở Tư pháp")),
    expect(RECORD, "documents", has=("không", "ủy quyền", "chứng thực")),
    expect(RECORD, "who_can_file", has=("cha, mẹ, vợ, chồng, con", "không cần giấy ủy quyền")),
    expect(RECORD, "result", has=("điện tử",)),
    expect(LICENCE, "fee", first="135.000đ", has=("154/2025", ONLINE_FREE)),
    expect(LICENCE, "fee", day=D(2025, 12, 31), has=("115.000đ", "135.000đ")),
    expect(LICENCE, "fee", day=D(2026, 1, 1), first="135.000đ", lacks=("**115.000đ**",)),
    expect(LICENCE, "processing_time", first="5 ngày làm việc"),
    expect(LICENCE, "documents", has=("Giấy khám sức khỏe", "A1, A, B1")),
    expect(LICENCE, "form", has=("Phụ lục XII", "TT 12/2025/TT-BCA", SECONDARY)),
    expect(LICENCE, "where", first="Cảnh sát giao thông", has=("Công an phường/xã",)),
    expect(LICENCE_LOST, "fee", first="135.000đ", has=(ONLINE_FREE,)),
    expect(LICENCE_LOST, "processing_time", first="5 ngày làm việc"),
    expect(BUSINESS, "processing_time", first="3 ngày làm việc"),
    expect(
        BUSINESS, "fee", first=UNKNOWN, has=(COUNCIL,), lacks=("50.000đ", "150.000đ", "100.000đ")
    ),
    expect(BUSINESS, "where", first="phường/xã"),
    expect(
        BUILDING,
        "processing_time",
        first="7 ngày làm việc",
        has=("10 ngày làm việc", "quy định cũ", "NĐ 217/2026/NĐ-CP"),
    ),
    expect(BUILDING, "processing_time", day=D(2026, 6, 30), lacks=("7 ngày làm việc",)),
    expect(BUILDING, "processing_time", day=D(2026, 7, 1), first="7 ngày làm việc"),
    expect(BUILDING, "fee", first=UNKNOWN, has=(COUNCIL,), lacks=("**miễn phí**",)),
    expect(BUILDING, "documents", has=("Mẫu 01", "Giấy tờ đất", "bản vẽ", "phòng cháy")),
    expect(BUILDING, "conditions", has=("dưới 7 tầng", "500 m²", "ngoài", "hỏi UBND", SECONDARY)),
    expect(BUILDING, "where", has=("UBND phường/xã", "sự cố")),
    expect(BUILDING, "steps", has=("2 ngày làm việc", "nộp lại từ đầu")),
    expect(PENSION, "conditions", has=("75 tuổi", "70 đến 74", "văn bản đề nghị", SECONDARY)),
    expect(PENSION, "overview", has=("540.000đ", "01/07/2026", "cao hơn", SECONDARY)),
    expect(PENSION, "steps", has=(SECONDARY,)),
    expect(PENSION, "result", has=("540.000đ", SECONDARY)),
]

BELIEFS = [
    expect(RECORD, "where", said="lên sở tư pháp làm lý lịch hả", first="Không còn ở Sở Tư pháp"),
    expect(
        LICENCE, "where", said="đổi bằng ở sở gtvt phải không", first="Không còn ở Sở Giao thông"
    ),
    expect(
        LICENCE_LOST,
        "fee",
        said="nộp mạng 115 nghìn đúng không",
        first="đã hết sau ngày 31/12/2025",
    ),
    expect(BUILDING, "processing_time", said="nghe nói 15 ngày mới có", first="quy định cũ"),
    expect(CT07, "processing_time", said="ct07 1 ngày có hả", first="nửa ngày làm việc"),
    expect(BUSINESS, "where", said="ra chi cục thuế đăng ký hả", has=("Thuế cơ sở", SECONDARY)),
    expect(
        PENSION, "where", said="nộp phòng lao động thương binh", first="Không còn Phòng Lao động"
    ),
    expect(BABY, "overview", said="mã 2.001023 còn dùng không", has=("3.000722", SECONDARY)),
    expect(TEMPORARY, "documents", said="cần công chứng hợp đồng không", first="không bắt buộc"),
]
