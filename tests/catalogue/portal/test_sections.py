"""Sections that are texts: steps, conditions, results, and the lines they are made of."""

from __future__ import annotations

import pytest

from bot.catalogue.portal.sections import is_cut, read_conditions, read_results, read_steps
from bot.catalogue.portal.texts import (
    composed,
    has_seam,
    logical_lines,
    one_line,
    trimmed,
    without_marker,
)
from bot.catalogue.portal.words import PortalWords

from .writing import NOTHING, TAIL


class TestSteps:
    @pytest.mark.parametrize(
        ("text", "steps"),
        [
            pytest.param("Bước 1: Nộp.\nBước 2: Nhận.", ["Nộp.", "Nhận."], id="numbered"),
            pytest.param("- Bước 1. Nộp;\n- Bước 2. Nhận", ["Nộp;", "Nhận"], id="with bullets"),
            pytest.param("Mở đầu.\nBước 1: Nộp.", ["Mở đầu.", "Nộp."], id="something in front"),
            pytest.param("- Nộp tờ khai.\n+ tại xã\n- Nhận.", ["Nộp tờ khai. + tại xã", "Nhận."]),
            pytest.param("Bước 1: Nộp\ntờ khai.", ["Nộp tờ khai."], id="wrapped"),
            pytest.param("Trình tự thực hiện\nNộp tờ khai.", ["Nộp tờ khai."], id="the title"),
            pytest.param("Trình tự thực hiện: Nộp tờ khai.", ["Nộp tờ khai."], id="title in front"),
            pytest.param(NOTHING, [], id="nothing"),
            pytest.param("", [], id="empty"),
        ],
    )
    def test_they_are_parted(self, text: str, steps: list[str], words: PortalWords) -> None:
        reading = read_steps(text, words)
        assert (list(reading.values), reading.whole) == (steps, True)

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Bước 1: a.\nBước 2: b.\nBước 1: c.", id="counted twice"),
            pytest.param("Bước 2: a.\nBước 3: b.", id="from the middle"),
            pytest.param("Nộp tờ khai. " * 2_000, id="too long"),
            pytest.param("- Nộp.\n" * 100, id="too many"),
        ],
    )
    def test_what_nobody_could_follow_stays_whole(self, text: str, words: PortalWords) -> None:
        reading = read_steps(text, words)
        assert (reading.values, reading.whole) == ((), False)


class TestResults:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            pytest.param(f"Thẻ nuôi chimMã: KQ.G10.000001{TAIL}", ["Thẻ nuôi chim"], id="one"),
            pytest.param(
                "Thẻ nuôi chim;Mã: KQ.G10.000001- Văn bản từ chốiMã: KQ.G10.000002",
                ["Thẻ nuôi chim", "Văn bản từ chối"],
                id="two",
            ),
            pytest.param("Thẻ nuôi chim", ["Thẻ nuôi chim"], id="no code"),
            pytest.param(
                "- Thẻ nuôi chim;\n- Văn bản từ chối.", ["Thẻ nuôi chim", "Văn bản từ chối"]
            ),
            pytest.param(
                "Thẻ nuôi chimMã: 000.00.00.G10-KQ01", ["Thẻ nuôi chim"], id="an old code"
            ),
            pytest.param(NOTHING + TAIL, [], id="nothing"),
        ],
    )
    def test_they_are_parted(self, text: str, names: list[str], words: PortalWords) -> None:
        reading = read_results(text, words)
        assert (list(reading.values), reading.whole) == (names, True)

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Thẻ nuôi chimVăn bảnMã: KQ.G10.000001", id="two in one"),
            pytest.param("ThẻMã: X-1 Văn bảnMã: KQ.G10.000001", id="a code of no known form"),
            pytest.param("...Mã: KQ.G10.000001", id="a placeholder"),
        ],
    )
    def test_what_is_not_sure_stays_whole(self, text: str, words: PortalWords) -> None:
        reading = read_results(text, words)
        assert (reading.values, reading.whole) == ((), False)


class TestConditions:
    def test_a_line_each(self, words: PortalWords) -> None:
        reading = read_conditions(f"- Có chuồng;\n- Có chim{TAIL}", words)
        assert [fact.text for fact in reading.values] == ["Có chuồng;", "Có chim"]

    @pytest.mark.parametrize("text", ["", NOTHING, NOTHING + TAIL])
    def test_nothing(self, text: str, words: PortalWords) -> None:
        assert read_conditions(text, words).whole

    @pytest.mark.parametrize("text", ["Không", "Không có.", "Chưa quy định"])
    def test_no_alone_may_only_mean_that_nobody_filled_it_in(
        self, text: str, words: PortalWords
    ) -> None:
        reading = read_conditions(text, words)
        assert (reading.values, reading.whole) == ((), False)


@pytest.mark.parametrize(
    ("papers", "cut"),
    [
        ("", False),
        ("--", False),
        ("--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính", False),
        ("Trường hợp cấp mớiTên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính", False),
        ("theo quy định.--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính", True),
        (", gồm tờ khai. Bước 2: nhận thẻ", True),
        ("Tờ khai và ảnh", True),
    ],
)
def test_papers_that_begin_in_the_middle_of_the_steps(
    papers: str, cut: bool, words: PortalWords
) -> None:
    assert is_cut(papers, words) is cut


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "bare"),
        [
            ("- Tờ khai", "Tờ khai"),
            ("a) Tờ khai", "Tờ khai"),
            ("(i) Tờ khai", "Tờ khai"),
            ("1.2. Tờ khai", "Tờ khai"),
            ("++ Tờ khai", "Tờ khai"),
            ("01 tờ khai", "01 tờ khai"),
            ("Tờ khai", "Tờ khai"),
        ],
    )
    def test_markers(self, text: str, bare: str) -> None:
        assert without_marker(text) == bare

    def test_lines_wrapped_at_one_width_are_joined_whatever_follows(self) -> None:
        wrapped = [
            "Người nuôi chim nộp tờ khai cho Ủy ban nhân dân, sau đó chờ",
            "cán bộ tới xem chuồng rồi ghi vào sổ của xã tên của người là",
            "Ngô Văn Chim.",
        ]
        assert logical_lines("\n".join(wrapped)) == [" ".join(wrapped)]

    def test_other_lines_stay_apart(self) -> None:
        assert logical_lines("Nộp tờ khai\nNhận thẻ") == ["Nộp tờ khai", "Nhận thẻ"]

    @pytest.mark.parametrize(
        ("text", "seam"),
        [
            ("Ảnh chuồngTờ khai", True),
            ("Ảnh.Tờ khai", True),
            ("Tờ khai số 5Ảnh", True),
            ("Tờ khai VNeID", False),
            ("QĐ-TTg về chim", False),
            ("Tờ khai. Ảnh", False),
        ],
    )
    def test_seams_of_cells(self, text: str, seam: bool, words: PortalWords) -> None:
        assert has_seam(text, words.mixed_case_words) is seam

    def test_control_signs_and_decomposed_letters(self) -> None:
        assert composed("Ca\u0309nh\r\nđẹp\u200b \ufeff").strip() == "Cảnh\nđẹp"

    def test_spaces_and_separators(self) -> None:
        assert one_line(" a\u00a0 b\n") == "a b"
        assert trimmed("- Tờ khai; ") == "Tờ khai"
