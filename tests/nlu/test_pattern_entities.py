"""Money and dates as people type them; codes are tested with ``bot.dossier``."""

from datetime import date

import pytest

from bot.nlu.pattern_entities import find_entities

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
