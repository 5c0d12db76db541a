"""What is left of papers, fees and times once the answers are known."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue.collection import Catalogue
from bot.catalogue.trees import GuidanceTree
from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.calendar_files import load_calendar
from bot.guidance.checklist import Checklist
from bot.guidance.listing import merged_checklist, personal_checklist
from bot.guidance.walk import Given, paths

from .conftest import BIRTH, RESIDENCE

MONDAY_MORNING = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return load_calendar()


@pytest.fixture
def listed(tree: GuidanceTree, catalogue: Catalogue, calendar: WorkingCalendar):
    def make(*options: str) -> Checklist:
        [given] = [way for way in paths(tree) if tuple(each.option for each in way) == options]
        return personal_checklist(tree, given, catalogue, calendar, MONDAY_MORNING)

    return make


def names(checklist: Checklist) -> list[str]:
    return [paper.name for paper in checklist.to_bring]


def test_papers_of_another_case_fall_away(listed) -> None:
    assert "Giấy giải trình" not in names(listed("no", "parents"))
    assert "Giấy giải trình" in names(listed("yes", "other", "parents"))


def test_conditions_that_are_settled_are_gone_or_firm(listed) -> None:
    assert "Giấy ủy quyền" not in names(listed("no", "parents"))
    [paper] = [p for p in listed("no", "elsewhere").papers if p.name == "Giấy ủy quyền"]
    assert paper.when is None


def test_a_condition_that_no_answer_decides_stays_with_its_words(
    tree: GuidanceTree, catalogue: Catalogue, calendar: WorkingCalendar
) -> None:
    checklist = personal_checklist(tree, [Given("late", "no")], catalogue, calendar, MONDAY_MORNING)
    [paper] = [p for p in checklist.papers if p.name == "Giấy ủy quyền"]
    assert paper.when == "nếu nhờ người khác"
    assert checklist.papers[-1].is_replaced, "what the office looks up comes last"


def test_a_dropped_paper_is_gone(listed) -> None:
    assert "Giấy chứng sinh" not in names(listed("no", "elsewhere"))


def test_a_paper_that_two_procedures_want_stands_once(listed) -> None:
    [paper] = [p for p in listed("no", "parents").papers if p.name == "Căn cước"]
    assert (paper.copies, paper.codes) == (3, (BIRTH, RESIDENCE))


def test_unconfirmed_and_expired_papers_are_never_listed(listed) -> None:
    for way in (("no", "parents"), ("yes", "other", "elsewhere")):
        assert {"Giấy nghe nói", "Giấy cũ"}.isdisjoint(names(listed(*way)))


def test_what_the_databases_hold_is_kept_apart(listed) -> None:
    checklist = listed("no", "parents")
    assert [paper.name for paper in checklist.replaced] == ["Giấy kết hôn"]
    assert "Giấy kết hôn" not in names(checklist)


def test_fees_are_those_of_the_case_and_exemptions_are_applied(listed) -> None:
    assert listed("no", "elsewhere").total_vnd == 0
    assert listed("yes", "other", "elsewhere").total_vnd == 8000
    exempted = listed("yes", "poor", "elsewhere")
    assert exempted.total_vnd == 0
    assert exempted.visits[0].fees[0].exemption == "hộ nghèo"
    assert listed("yes", "other", "parents").total_vnd == 28000


def test_a_sum_with_an_unknown_part_is_unknown(
    catalogue: Catalogue, calendar: WorkingCalendar
) -> None:
    # whether it is late is not known here, and the fee depends on it
    open_list = merged_checklist("", [BIRTH, RESIDENCE], catalogue, calendar, MONDAY_MORNING)
    assert open_list.total_vnd is None
    assert [fee.when for fee in open_list.visits[0].fees] == ["đúng hạn", "trễ hạn"]


def test_it_says_when_the_first_and_the_last_are_over(listed) -> None:
    checklist = listed("no", "parents")
    assert checklist.first_finish.day == date(2026, 12, 2)
    assert checklist.last_finish.day == date(2026, 12, 7)


def test_only_notes_of_today_are_said(listed) -> None:
    assert [note.text for note in listed("no", "elsewhere").notes] == ["Hỏi phường."]
    assert listed("no", "parents").notes == ()


def test_a_procedure_that_was_withdrawn_is_left_out(
    tree: GuidanceTree, birth, calendar: WorkingCalendar
) -> None:
    given = [Given("late", "no"), Given("home", "parents")]
    only_birth = Catalogue(procedures=(birth,))
    checklist = personal_checklist(tree, given, only_birth, calendar, MONDAY_MORNING)
    assert [visit.procedure.code for visit in checklist.visits] == [BIRTH]
