"""Times: believed only where the description beside them agrees."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.portal.durations import Duration, cell_duration, durations_in
from bot.catalogue.portal.words import PortalWords

from .writing import NOTHING, every_way, imported, ways

FREE = "Miễn phí"


def told(table: str, **changes: str) -> list[dict[str, Any]]:
    """Return what the entry says of its time, and nothing that is left open."""
    times = imported(cach_thuc_thuc_hien=table, **changes).procedure.processing_time
    keys = ("channel", "max", "unit", "note")
    return [{k: value for k in keys if (value := getattr(time, k)) is not None} for time in times]


UNKNOWN = [
    pytest.param("0 Ngày", "", id="zero"),
    pytest.param("1", "", id="no unit"),
    pytest.param("2 Tháng", "", id="months are no unit of ours"),
    pytest.param(NOTHING, "", id="nothing"),
    pytest.param("5 Ngày làm việc", "Trong 03 ngày làm việc có thẻ.", id="another number"),
    pytest.param("5 Ngày", "Trong 05 ngày làm việc có thẻ.", id="other days"),
    pytest.param("5 Ngày", "Có thẻ ngay khi nhận tờ khai.", id="at once"),
    pytest.param("5 Ngày", "Xem 2 ngày, in thẻ 1 ngày.", id="another sum"),
    pytest.param("Không xác định thời hạn", "", id="words"),
]


@pytest.mark.parametrize(("time", "about"), UNKNOWN)
def test_a_time_that_is_not_sure_is_unknown(time: str, about: str) -> None:
    table = every_way(time, FREE, about)
    entry = imported(cach_thuc_thuc_hien=table)
    assert entry.procedure.processing_time == []
    assert entry.unparsed["processing_time"] == table.strip()


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("5 Ngày làm việc", {"max": 5, "unit": "working_day"}),
        ("30 Ngày", {"max": 30, "unit": "day"}),
        ("4 Giờ", {"max": 4, "unit": "hour"}),
        ("0.5 Ngày làm việc", {"max": 0.5, "unit": "working_day"}),
    ],
)
def test_every_way_takes_as_long(time: str, expected: dict[str, Any]) -> None:
    assert told(every_way(time, FREE)) == [expected]


def test_a_description_that_agrees_is_no_note() -> None:
    assert told(every_way("5 Ngày", FREE, "Trong 05 (năm) ngày có thẻ.")) == [
        {"max": 5, "unit": "day"}
    ]


def test_a_description_with_parts_goes_along() -> None:
    about = "Xem chuồng: 02 ngày. In thẻ: 03 ngày."
    assert told(ways(("Trực tiếp", "5 Ngày", FREE, about))) == [
        {"channel": "in_person", "max": 5, "unit": "day", "note": about}
    ]


def test_steps_that_count_in_other_days_make_it_unknown() -> None:
    steps = "Trong 05 ngày làm việc, ủy ban xem chuồng và cấp thẻ nuôi chim bồ câu."
    assert told(every_way("5 Ngày", FREE), trinh_tu_thuc_hien=steps) == []


def test_rows_of_one_way_are_cases_when_their_words_tell_them_apart() -> None:
    table = ways(
        ("Trực tiếp", "5 Ngày", FREE, "Cấp mới: 05 ngày."),
        ("Trực tiếp", "2 Ngày", FREE, "Cấp lại: 02 ngày."),
    )
    entry = imported(cach_thuc_thuc_hien=table)
    cases = {case.id: case.when for case in entry.procedure.cases}
    times = entry.procedure.processing_time
    assert [(cases[time.case or ""], time.max) for time in times] == [
        ("Cấp mới: 05 ngày", 5),
        ("Cấp lại: 02 ngày", 2),
    ]


def test_rows_of_one_way_that_nothing_tells_apart_are_unknown() -> None:
    assert told(ways(("Trực tiếp", "5 Ngày", FREE, ""), ("Trực tiếp", "2 Ngày", FREE, ""))) == []


def test_ways_that_differ_are_told_with_a_doubt() -> None:
    entry = imported(
        cach_thuc_thuc_hien=ways(
            ("Trực tiếp", "5 Ngày", FREE, ""), ("Trực tuyến", "2 Ngày", FREE, "")
        )
    )
    assert [time.channel for time in entry.procedure.processing_time] == ["in_person", "online"]
    assert "the ways of filing take different times" in entry.doubts


def test_one_row_that_is_unknown_leaves_the_others_and_the_text() -> None:
    entry = imported(
        cach_thuc_thuc_hien=ways(
            ("Trực tiếp", "5 Ngày", FREE, ""), ("Trực tuyến", NOTHING, FREE, "")
        )
    )
    assert [time.channel for time in entry.procedure.processing_time] == ["in_person"]
    assert "processing_time" in entry.unparsed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trong 05 ngày làm việc", [Duration(5, "working_day")]),
        ("trong 05 (năm) ngày", [Duration(5, "day")]),
        ("nửa ngày làm việc", [Duration(0.5, "working_day")]),
        ("02 tháng", [Duration(2, None)]),
        ("trong ngày nhận tờ khai", [Duration(1, "same_day")]),
        ("ngày 05 tháng 6 năm 2025", []),
        ("ngày 05/6/2025", []),
        ("sau 15 giờ 30 phút", []),
        ("năm 2025", []),
        ("các ngày làm việc", []),
    ],
)
def test_durations_in_texts(text: str, expected: list[Duration]) -> None:
    assert durations_in(text) == expected


@given(st.integers(0, 9_999), st.sampled_from(["Ngày làm việc", "Ngày", "Giờ", "Tháng", "Tuần"]))
def test_cells_are_read_back(words: PortalWords, number: int, unit: str) -> None:
    told = cell_duration(f"{number} {unit}", words)
    assert told == Duration(number, words.time_units.get(unit))
