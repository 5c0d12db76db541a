"""Residence, identity cards and VNeID."""

from __future__ import annotations

from datetime import date as D

from tests.answers.facts.expected import (
    CARD,
    CARD_CHANGE,
    CARD_LOST,
    CT07,
    GUEST,
    ONLINE_FREE,
    PERMANENT,
    SECONDARY,
    TEMPORARY,
    UNKNOWN,
    VNEID,
    expect,
)

RESIDENCE = [
    expect(PERMANENT, "processing_time", first="7 ngày làm việc"),
    expect(PERMANENT, "fee", has=("20.000đ", "10.000đ", ONLINE_FREE)),
    expect(PERMANENT, "fee", day=D(2026, 8, 14), has=("20.000đ", "10.000đ"), lacks=(ONLINE_FREE,)),
    expect(PERMANENT, "documents", has=("CT01", "diện tích", "công chứng", "đồng ý")),
    expect(PERMANENT, "where", first="Công an phường/xã", lacks=("quận/huyện",)),
    expect(TEMPORARY, "processing_time", first="3 ngày làm việc"),
    expect(
        TEMPORARY,
        "fee",
        first="7.000đ",
        has=("10.000đ", UNKNOWN, ONLINE_FREE),
        lacks=("15.000đ", "5.000đ"),
    ),
    expect(TEMPORARY, "documents", has=("CT01", "người thân ruột", "khỏi")),
    expect(TEMPORARY, "conditions", lacks=("2 năm", "15 ngày")),
    expect(GUEST, "processing_time", first="1 giờ", has=("nhận ngay",)),
    expect(GUEST, "where", has=("điện thoại", "email", "VNeID")),
    expect(GUEST, "conditions", has=("30 ngày",)),
    expect(
        CT07,
        "processing_time",
        first="nửa ngày làm việc",
        has=("3 ngày làm việc", "quy định cũ", "TT 116/2026"),
    ),
    expect(CT07, "processing_time", day=D(2026, 6, 30), lacks=("nửa ngày",)),
    expect(CT07, "processing_time", day=D(2026, 7, 1), first="nửa ngày làm việc"),
    expect(CT07, "fee", first="**miễn phí**"),
    expect(CT07, "result", has=("1 năm", "hết giá trị ngay")),
    expect(CT07, "where", first="Công an phường/xã bất kỳ"),
    expect(CT07, "overview", has=("không được đòi",)),
]

IDENTITY = [
    expect(CARD, "processing_time", first="7 ngày làm việc"),
    expect(CARD, "fee", first=UNKNOWN, lacks=("miễn phí", "miễn lệ phí")),
    expect(CARD, "where", first="Công an phường/xã bất kỳ", has=("cả nước",)),
    expect(CARD_CHANGE, "processing_time", first="7 ngày làm việc"),
    expect(
        CARD_CHANGE,
        "fee",
        first="25.000đ",
        has=("15.000đ", "50.000đ", "30.000đ", "50%", "31/12/2026", ONLINE_FREE),
    ),
    expect(CARD_CHANGE, "fee", day=D(2026, 12, 31), first="25.000đ"),
    expect(
        CARD_CHANGE, "fee", day=D(2027, 1, 1), first="50.000đ", lacks=("50%", "25.000đ", "15.000đ")
    ),
    expect(CARD_CHANGE, "fee", day=D(2025, 6, 30), lacks=("giảm 50%",)),
    expect(CARD_CHANGE, "conditions", has=("14, 25, 40 và 60", SECONDARY)),
    expect(CARD_LOST, "fee", first="35.000đ", has=("70.000đ", "50%", ONLINE_FREE)),
    expect(CARD_LOST, "fee", day=D(2027, 1, 1), first="70.000đ", has=(ONLINE_FREE,)),
    expect(CARD_LOST, "fee", day=D(2027, 3, 1), first="70.000đ", lacks=(ONLINE_FREE, "50%")),
    expect(CARD_LOST, "processing_time", first="7 ngày làm việc"),
    expect(VNEID, "processing_time", first="3 ngày làm việc", has=("7 ngày làm việc",)),
    expect(VNEID, "documents", has=("chính chủ", "TK01")),
    expect(VNEID, "where", first="Công an phường/xã"),
    expect(VNEID, "online_filing", first="chưa nộp trên mạng được"),
]
