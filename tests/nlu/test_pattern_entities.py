"""Money, dates in figures, ways of filing and states; codes are tested with ``bot.dossier``."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.pattern_entities import find_entities
from bot.text.protected import find_protected

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("đóng 50k rồi", "money", "50000"),
        ("8.000đ một bản", "money", "8000"),
        ("hết 1,5 triệu", "money", "1500000"),
        ("tron 2.530.000 đồng", "money", "2530000"),
        ("20 ngan dong", "money", "20000"),
        ("nộp ngày 12/11/2026", "date", "2026-11-12"),
        ("hẹn 5-9-26", "date", "2026-09-05"),
        ("2026-11-24 có làm không", "date", "2026-11-24"),
        ("ngày 24/11 nghỉ không", "date", "2026-11-24"),
        ("gửi bưu điện được không", "channel", "post"),
        ("nop qua buu chinh", "channel", "post"),
        ("chuyển phát nhanh nha", "channel", "post"),
        ("gửi ems", "channel", "post"),
        ("hẹn 03/12 lấy", "date", "2026-12-03"),
        ("từ 1/7 đổi luật", "date", "2026-07-01"),
        ("cấp tháng 6/2025", "date", "2025-06"),
        ("từ 07/2025 tới giờ", "date", "2025-07"),
        ("hôm 10/11 nộp", "date", "2026-11-10"),
    ],
)
def test_a_form_becomes_its_value(text: str, entity: str, value: str) -> None:
    [found] = find_entities(text, TODAY)
    assert (found.entity, found.value) == (entity, value)


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2026", "1.001193", "50 bản", "1/2 ngày", "quyết định 163/2026", "0912345678"],
)
def test_other_numbers_are_no_entities(text: str) -> None:
    assert find_entities(text, TODAY) == []


def test_nothing_inside_a_dossier_code_is_another_entity() -> None:
    found = find_entities("hs G22.99-251225-020175", TODAY)
    assert [entity.entity for entity in found] == ["dossier_code"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("làm online được không", "online"),
        ("nop qua mang", "online"),
        ("đăng ký trực tuyến", "online"),
        ("nộp trên cổng", "online"),
        ("khai trên web nào", "online"),
        ("khai tạm trú trên VNeID", "vneid"),
        ("lam qua vneid", "vneid"),
        ("phải nộp trực tiếp hả", "in_person"),
        ("lên phường nộp", "in_person"),
        ("nộp tại quầy", "in_person"),
        ("ra một cửa được không", "in_person"),
        ("lay o mot cua", "in_person"),
    ],
)
def test_a_way_of_filing_is_a_channel(text: str, value: str) -> None:
    [found] = find_entities(text, TODAY)
    assert (found.entity, found.value) == ("channel", value)


@pytest.mark.parametrize(
    "text",
    [
        "đăng nhập bằng VNeID không được",
        "thông tin trên VNeID sai",
        "tài khoản VNeID bị khóa",
        "cần mang theo gì",
        "lên phường hỏi",
        "cô ở quầy la tui",
        "cổng dịch vụ công bị lỗi",
        "gửi em cái link",
    ],
)
def test_an_account_a_counter_or_a_portal_alone_is_no_way_of_filing(text: str) -> None:
    assert find_entities(text, TODAY) == []


def test_several_ways_of_filing_are_all_told() -> None:
    found = find_entities("nộp online rồi nhận qua bưu điện", TODAY)
    assert [entity.value for entity in found] == ["online", "post"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("trạng thái mới đăng ký là sao", "1"),
        ("hs ghi đã tiếp nhận", "2"),
        ("Không được tiếp nhận là gì", "3"),
        ("bị từ chối là sao", "3"),
        ("dang xu ly hoai", "4"),
        ("Yêu cầu bổ sung giấy tờ", "5"),
        ("nghĩa vụ tài chính là gì", "6"),
        ("công dân yêu cầu rút hồ sơ", "7"),
        ("dừng xử lý nghĩa là sao", "8"),
        ("đã xử lí xong", "9"),
        ("ĐÃ TRẢ KẾT QUẢ mà chưa nhận", "10"),
    ],
)
def test_the_name_of_a_state_is_its_number(text: str, value: str) -> None:
    [found] = find_entities(text, TODAY)
    assert (found.entity, found.value) == ("status", value)


@pytest.mark.parametrize(
    "text",
    [
        "đã có kết quả chưa",
        "khi nào trả kết quả",
        "hồ sơ chưa được tiếp nhận",
        "đơn có được tiếp nhận không",
        "tụi em mới đăng ký kết hôn",
        "chờ bổ sung",
    ],
)
def test_a_question_for_a_state_or_an_offices_own_name_is_no_state(text: str) -> None:
    assert find_entities(text, TODAY) == []


FRAGMENTS = [
    "hôm qua", "thứ 2", "t2 tuan sau", "ngày 20", "tháng 6", "12/11/2026", "50k", "bưu điện", "năm",
    "qua mạng", "đang xử lý", "H13.16-240326-0001", "https://x.vn/hom-nay/12-11-2026", "mai", ",",
    "a.b@online.vn", "mùng 5", "rằm", "3", "ngày", "nữa", "vneid", "\n", "\u200b", "İ", "e\u0301",
]  # fmt: skip
typed = st.lists(st.sampled_from(FRAGMENTS), max_size=10).map(" ".join)


@given(st.one_of(typed, st.text(max_size=60)))
@settings(max_examples=300, deadline=None)
def test_entities_lie_in_the_text_and_outside_codes_and_addresses(text: str) -> None:
    closed = [
        (span.start, span.end)
        for span in find_protected(text)
        if span.kind in {"url", "email", "procedure_code"}
    ]
    found = find_entities(text, TODAY)
    codes = [(each.start, each.end) for each in found if each.entity == "dossier_code"]
    dates = [each for each in found if each.entity == "date"]
    for entity in found:
        assert 0 <= entity.start < entity.end <= len(text)
        assert entity.value
        if entity.entity != "dossier_code":
            apart = [entity.end <= start or end <= entity.start for start, end in closed + codes]
            assert all(apart)
    for before, after in pairwise(dates):
        assert before.end <= after.start
