"""Dates as people say them, on a Monday: 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.pattern_entities import find_entities

TODAY = date(2026, 11, 23)


def dates(text: str, today: date = TODAY) -> list[tuple[str, str]]:
    return [
        (entity.value, text[entity.start : entity.end])
        for entity in find_entities(text, today)
        if entity.entity == "date"
    ]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("hôm nay có làm không", "2026-11-23", "hôm nay"),
        ("bua nay nghi ha", "2026-11-23", "bua nay"),
        ("chiều nay còn nhận không", "2026-11-23", "chiều nay"),
        ("hôm qua em nộp rồi", "2026-11-22", "hôm qua"),
        ("hom qua e nop r", "2026-11-22", "hom qua"),
        ("má mất tối qua", "2026-11-22", "tối qua"),
        ("bữa kia có lên", "2026-11-21", "bữa kia"),
        ("hôm kia", "2026-11-21", "hôm kia"),
        ("sáng mai lấy được chưa", "2026-11-24", "sáng mai"),
        ("mai có làm không", "2026-11-24", "mai"),
        ("sáng mơi tui lên", "2026-11-24", "sáng mơi"),
        ("ngày mốt bay", "2026-11-25", "ngày mốt"),
        ("3 ngày nữa hết hạn", "2026-11-26", "3 ngày nữa"),
        ("nộp hai tuần trước", "2026-11-09", "hai tuần trước"),
        ("thứ Hai tuần sau", "2026-11-30", "thứ Hai tuần sau"),
        ("t2 tuan sau co lam k", "2026-11-30", "t2 tuan sau"),
        ("tuần sau, thứ tư", "2026-12-02", "tuần sau, thứ tư"),
        ("thứ sáu này", "2026-11-27", "thứ sáu này"),
        ("chủ nhật tuần này", "2026-11-29", "chủ nhật tuần này"),
        ("hẹn thứ sáu tuần rồi", "2026-11-20", "thứ sáu tuần rồi"),
        ("thứ bảy tới", "2026-11-28", "thứ bảy tới"),
        ("15 tháng 6", "2026-06-15", "15 tháng 6"),
        ("ngày mười lăm tháng sáu năm ngoái", "2025-06-15", "ngày mười lăm tháng sáu năm ngoái"),
        ("ngay 2 thang 9 nam 1975", "1975-09-02", "ngay 2 thang 9 nam 1975"),
        ("ngày 20 tháng trước", "2026-10-20", "ngày 20 tháng trước"),
        ("hẹn ngày 20 này", "2026-11-20", "ngày 20 này"),
    ],
)
def test_a_certain_day_is_an_iso_date(text: str, value: str, span: str) -> None:
    assert dates(text) == [(value, span)]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("nộp tháng trước", "2026-10", "tháng trước"),
        ("thang sau cuoi", "2026-12", "thang sau"),
        ("cuối tháng có chưa", "2026-11", "cuối tháng"),
        ("đầu tháng sau", "2026-12", "đầu tháng sau"),
        ("hồi tháng 6", "2026-06", "tháng 6"),
        ("tháng 6 năm ngoái", "2025-06", "tháng 6 năm ngoái"),
        ("tháng 3 tới", "2027-03", "tháng 3 tới"),
        ("tháng mười hai vừa rồi", "2025-12", "tháng mười hai vừa rồi"),
        ("6 tháng nữa", "2027-05", "6 tháng nữa"),
        ("mất hồi năm ngoái", "2025", "năm ngoái"),
        ("năm nay", "2026", "năm nay"),
        ("sinh năm 1990", "1990", "năm 1990"),
        ("nam sau", "2027", "nam sau"),
    ],
)
def test_a_month_or_a_year_is_told_as_one(text: str, value: str, span: str) -> None:
    assert dates(text) == [(value, span)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thu 7 co lam khong", "thứ bảy"),
        ("CN có làm không", "chủ nhật"),
        ("hẹn ngày 20 mà chưa có", "ngày 20"),
        ("bữa 12 nộp", "ngày 12"),
        ("mùng 5 lấy", "mùng 5"),
        ("mồng 5 tháng chạp", "mùng 5 tháng chạp"),
        ("hăm tám tháng chạp", "ngày 28 tháng chạp"),
        ("mung 6 tet", "mùng 6 tết"),
        ("30 Tết còn làm không", "30 tết"),
        ("rằm tháng bảy", "rằm tháng 7"),
        ("tuan toi", "tuần tới"),
        ("hom truoc em len", "hôm trước"),
        ("cuoi tuan", "cuối tuần"),
        ("đầu tháng có chưa", "đầu tháng"),
    ],
)
def test_where_no_day_is_certain_the_words_are_kept(text: str, value: str) -> None:
    assert [found for found, _ in dates(text)] == [value]


def test_a_range_of_weekdays_is_two_of_them() -> None:
    assert dates("từ thứ 2 tới thứ 6") == [("thứ hai", "thứ 2"), ("thứ sáu", "thứ 6")]
    assert dates("t2 toi t6") == [("thứ hai", "t2"), ("thứ sáu", "t6")]


@pytest.mark.parametrize(
    "text",
    [
        "mai táng phí",
        "chị Mai nộp",
        "cái thứ hai",
        "lần thứ ba rồi",
        "phí thu 5 ngàn",
        "theo thu tu nao",
        "20 ngày",
        "ngày 2 lần",
        "ngay 1 cua",
        "con được 3 tháng",
        "sau 3 tháng 6 ngày",
        "ngày tháng năm sinh",
        "mỗi năm 2 lần",
        "mấy tháng nữa",
        "ngày 31 tháng 2",
        "đường 30 tháng 4",
        "số của tôi qua điện thoại",
        "sang qua con trai",
        "hai triệu mốt",
        "nâng RAM",
        "việt nam này",
        "hai vợ chồng",
        "tháng 13",
        "ngày 45",
    ],
)
def test_durations_counts_names_and_streets_are_no_dates(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("today", "text", "value"),
    [
        (date(2026, 12, 31), "ngày mai", "2027-01-01"),
        (date(2026, 1, 15), "tháng trước", "2025-12"),
        (date(2026, 11, 29), "thứ hai tuần sau", "2026-11-30"),
        (date(2026, 11, 29), "chủ nhật này", "2026-11-29"),
        (date(2026, 11, 29), "chủ nhật tới", "2026-12-06"),
        (date(2026, 11, 23), "thứ hai rồi", "2026-11-16"),
        (date(2028, 2, 28), "ngày mốt", "2028-03-01"),
    ],
)
def test_days_are_counted_over_the_borders_of_weeks_and_years(
    today: date, text: str, value: str
) -> None:
    assert [found for found, _ in dates(text, today)] == [value]
