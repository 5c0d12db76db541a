"""Answers about several procedures, and questions back about which one is meant."""

from __future__ import annotations

import pytest

from bot.answers.procedure import ClarificationUnknown, ProcedureUnknown, Question
from bot.catalogue.collection import Clarification, ClarificationOption
from bot.catalogue.model import Place
from tests.answers.entries import PAPERS, TODAY, Build, procedure, source


def test_two_asks_are_answered_in_order_with_one_source_line(answers_about: Build) -> None:
    first = procedure(documents=PAPERS)
    second = procedure(
        code="1.000002",
        short_name="Mai táng",
        where=[Place(place="Bộ phận Một cửa")],
        sources=[source("x", "L", "NĐ thử")],
    )
    reply = answers_about(first, second).answer_all(
        [Question("1.000001", "ask_documents"), Question("1.000002", "ask_where")], day=TODAY
    )
    lines = reply.text.splitlines()
    assert lines[0].startswith("**1. Đăng ký thử** – giấy tờ cần có: Giấy chứng sinh; ")
    assert lines[1] == "**2. Mai táng**: Bộ phận Một cửa."
    assert lines[-1] == "Nguồn: Cổng thử; NĐ thử · tổng hợp 23/11/2026"
    assert sum(line.startswith("Nguồn") for line in lines) == 1


def test_a_comparison_tells_what_each_is_for(answers_about: Build) -> None:
    first = procedure(results=["Giấy A"])
    second = procedure(code="1.000002", short_name="Thử hai", results=["Giấy B"])
    reply = answers_about(first, second).compare(["1.000001", "1.000002"], day=TODAY)
    assert "**Đăng ký thử**: để có giấy A (UBND xã, phường)." in reply.text
    assert "**Thử hai**: để có giấy B" in reply.text
    assert [button.payload for button in reply.buttons] == [
        "ask_overview?procedure=1.000001",
        "ask_overview?procedure=1.000002",
    ]


def test_a_question_back_keeps_the_facet_in_its_buttons(answers_about: Build) -> None:
    vague = Clarification(
        id="xac-nhan",
        phrases=["giấy xác nhận"],
        question="Xác nhận gì?",
        options=[
            ClarificationOption(label="Độc thân", code="1.000001"),
            ClarificationOption(label="Khác"),
        ],
    )
    reply = answers_about(procedure(), clarifications=(vague,)).clarify("xac-nhan", "ask_fee")
    assert reply.text == "Xác nhận gì?"
    assert [button.payload for button in reply.buttons] == [
        "ask_fee?procedure=1.000001",
        "choose_option?facet_case=not_held",
    ]


def test_near_equal_procedures_are_offered_at_most_four(answers_about: Build) -> None:
    entries = [procedure(code=f"1.00000{n}") for n in range(6)]
    codes = [entry.code for entry in entries]
    reply = answers_about(*entries).choose_among(codes, "ask_fee", day=TODAY)
    assert len(reply.buttons) == 4


def test_neighbours_whose_names_are_heard_are_offered_first(answers_about: Build) -> None:
    change = procedure(code="1.000001", short_name="Đổi bằng lái", related=["1.000002"])
    again = procedure(code="1.000002", short_name="Cấp lại bằng lái")
    card = procedure(code="1.000003", short_name="Cấp lại căn cước")
    reply = answers_about(change, again, card).choose_among(
        ["1.000003"], "ask_fee", day=TODAY, beside="1.000001", message="the cap lai?"
    )
    assert [button.title for button in reply.buttons] == ["Cấp lại bằng lái", "Cấp lại căn cước"]


def test_with_nothing_to_offer_it_is_asked_what_the_person_wants_to_know(
    answers_about: Build,
) -> None:
    reply = answers_about(procedure()).choose_among([], "ask_fee", day=TODAY, beside="1.000001")
    assert "muốn biết gì nữa về **Đăng ký thử**" in reply.text


def test_a_code_or_question_that_was_withdrawn_is_an_error(answers_about: Build) -> None:
    with pytest.raises(ProcedureUnknown):
        answers_about().answer("9.999999", "ask_fee", day=TODAY)
    with pytest.raises(ClarificationUnknown):
        answers_about().clarify("nothing", "ask_fee")
