"""How long a procedure takes, as the citizen reads it."""

from __future__ import annotations

import pytest

from bot.catalogue.model import (
    Part,
    ProcessingTime,
)
from tests.answers.entries import Build, told


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(ProcessingTime(max=3, unit="working_day"), "**3 ngày làm việc**", id="max"),
        pytest.param(ProcessingTime(min=4, max=18, unit="day"), "**4–18 ngày**", id="range"),
        pytest.param(
            ProcessingTime(max=0.5, unit="working_day"), "**nửa ngày làm việc**", id="half"
        ),
        pytest.param(ProcessingTime(min=0, max=1, unit="same_day"), "**trong ngày**", id="today"),
        pytest.param(ProcessingTime(max=24, unit="hour"), "**24 giờ**", id="hours"),
        pytest.param(ProcessingTime(min=2, unit="day"), "**từ 2 ngày**", id="at-least"),
    ],
)
def test_times_are_told_in_their_own_unit(
    answers_about: Build, row: ProcessingTime, words: str
) -> None:
    text = told(answers_about, "ask_processing_time", processing_time=[row]).text
    assert text.startswith(f"**Đăng ký thử**: {words}.")


def test_a_time_tells_its_start_and_the_cutoff(answers_about: Build) -> None:
    row = ProcessingTime(max=1, unit="day", starts_from="khi hồ sơ đủ", cutoff="15:00")
    text = told(answers_about, "ask_processing_time", processing_time=[row]).text
    assert "Tính từ khi hồ sơ đủ." in text
    assert "Nhận sau 15 giờ thì tính từ ngày làm việc kế tiếp." in text


def test_a_lien_thong_group_is_told_part_by_part(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_processing_time",
        parts=[Part(id="a", name="Khai sinh"), Part(id="b", name="Thường trú")],
        processing_time=[
            ProcessingTime(part="a", max=24, unit="hour"),
            ProcessingTime(part="b", max=2, unit="working_day"),
        ],
    ).text
    assert "Khai sinh: **24 giờ**." in text
    assert "Thường trú: **2 ngày làm việc**." in text


def test_one_part_of_a_group_is_told_with_who_is_responsible(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_processing_time",
        case="b",
        parts=[Part(id="a", name="Khai tử"), Part(id="b", name="Mai táng", agency="cơ quan BHXH")],
        processing_time=[
            ProcessingTime(part="a", max=24, unit="hour"),
            ProcessingTime(part="b", max=8, unit="working_day"),
        ],
    ).text
    assert "Mai táng: **8 ngày làm việc**." in text
    assert "Nơi giải quyết: cơ quan BHXH." in text
    assert "Khai tử" not in text


def test_one_time_for_all_ways_of_filing_is_told_without_listing_them(
    answers_about: Build,
) -> None:
    rows = [
        ProcessingTime(channel=channel, max=7, unit="working_day")
        for channel in ("in_person", "online")
    ]
    text = told(answers_about, "ask_processing_time", processing_time=rows).text
    assert "**Đăng ký thử**: **7 ngày làm việc**." in text
