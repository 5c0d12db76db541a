"""Outdated beliefs about every procedure, and choices that lead somewhere."""

from __future__ import annotations

from typing import Any

import pytest

from bot.catalogue.collection import Clarification, ClarificationOption, Rule
from bot.catalogue.model import Certainty, Pitfall
from tests.answers.entries import TODAY, Build, procedure, source


def belief(label: Certainty = "L", **changes: Any) -> Rule:
    facts: dict[str, Any] = {
        "id": "no-book",
        "title": "Sổ hộ khẩu",
        "order": 90,
        "effect": "correct",
        "triggers": ["sổ hộ khẩu"],
        "text": "Không còn sổ hộ khẩu.",
        "sources": [source("law", label, "TT thử")],
    }
    return Rule(**(facts | changes))


@pytest.mark.parametrize("intent", ["ask_overview", "ask_fee", "ask_where", "ask_penalty"])
def test_a_belief_is_corrected_first_whatever_is_asked(answers_about: Build, intent: str) -> None:
    answers = answers_about(procedure(), rules=(belief(),))
    text = answers.answer(
        "1.000001", intent, day=TODAY, message_folded="co can so ho khau khong"
    ).text
    assert "Không còn sổ hộ khẩu." in text.splitlines()[1 if intent == "ask_overview" else 0]
    assert "TT thử" in text.splitlines()[-1]


def test_a_belief_that_nobody_voiced_is_not_mentioned(answers_about: Build) -> None:
    answers = answers_about(procedure(), rules=(belief(),))
    reply = answers.answer("1.000001", "ask_overview", day=TODAY, message_folded="het nhieu tien")
    assert "hộ khẩu" not in f"{reply.text}{reply.more}"


def test_the_entry_s_own_correction_stands_for_the_general_one(answers_about: Build) -> None:
    own = Pitfall(text="Khỏi mang sổ hộ khẩu.", triggers=["sổ hộ khẩu", "shk"])
    answers = answers_about(procedure(pitfalls=[own]), rules=(belief(),))
    text = answers.answer("1.000001", "ask_fee", day=TODAY, message_folded="so ho khau").text
    assert "Khỏi mang sổ hộ khẩu." in text
    assert "Không còn sổ hộ khẩu." not in text


def test_a_correction_from_a_secondary_source_says_so(answers_about: Build) -> None:
    answers = answers_about(procedure(), rules=(belief("S"),))
    text = answers.answer("1.000001", "ask_fee", day=TODAY, message_folded="so ho khau").text
    assert "⚠ Theo nguồn phụ" in text


def test_a_correction_from_hearsay_is_never_told(answers_about: Build) -> None:
    answers = answers_about(procedure(), rules=(belief("M"),))
    text = answers.answer("1.000001", "ask_fee", day=TODAY, message_folded="so ho khau").text
    assert "Không còn sổ hộ khẩu." not in text


def test_steps_from_a_secondary_source_carry_the_caveat(answers_about: Build) -> None:
    entry = procedure(steps=["Nộp đơn"], results=["Giấy A"], sources=[source("s", "S", "Báo")])
    for intent in ("ask_steps", "ask_result"):
        assert "⚠ Theo nguồn phụ" in answers_about(entry).answer("1.000001", intent, day=TODAY).text


def vague(*options: ClarificationOption) -> Clarification:
    return Clarification(id="x", phrases=["x"], question="Việc gì?", options=list(options))


def test_a_choice_may_name_its_own_facet_and_case(answers_about: Build) -> None:
    asked = vague(
        ClarificationOption(label="A", code="1.000001", intent="ask_conditions", case="late"),
        ClarificationOption(label="B", code="1.000001"),
    )
    reply = answers_about(procedure(), clarifications=(asked,)).clarify("x", "ask_fee")
    assert [button.payload for button in reply.buttons] == [
        "ask_conditions?procedure=1.000001&facet_case=late",
        "ask_fee?procedure=1.000001",
    ]


def test_a_question_whose_choices_all_lead_nowhere_is_not_asked(answers_about: Build) -> None:
    asked = vague(ClarificationOption(label="A"), ClarificationOption(label="B"))
    reply = answers_about(procedure(), clarifications=(asked,)).clarify("x", "ask_fee")
    assert "chưa có thông tin" in reply.text
    assert reply.buttons == ()


def test_a_question_may_lead_to_the_next_one_or_to_an_article(answers_about: Build) -> None:
    question = vague(
        ClarificationOption(label="Đổi", clarification="next"),
        ClarificationOption(label="Là gì", article="about"),
    )
    reply = answers_about(procedure(), clarifications=(question,)).clarify(question.id, "ask_fee")
    assert [each.payload for each in reply.buttons] == [
        "ask_fee?clarification=next",
        "choose_option?article=about",
    ]


def test_a_question_offers_what_the_questions_behind_it_offer(answers_about: Build) -> None:
    first = vague(ClarificationOption(label="Đổi", clarification="next"))
    second = Clarification(
        id="next",
        phrases=["đổi"],
        question="Đổi gì?",
        options=[
            ClarificationOption(label="Thử", code="1.000001"),
            ClarificationOption(label="Lại", clarification=first.id),
        ],
    )
    answers = answers_about(procedure(), clarifications=(first, second))
    assert answers.offers(first.id, "1.000001")
    assert not answers.offers(first.id, "9.999999")


def test_a_belief_that_two_choices_share_gives_neither_away(answers_about: Build) -> None:
    shared = [Pitfall(text="Không còn.", triggers=["sở"])]
    question = vague(
        ClarificationOption(label="A", code="1.000001"),
        ClarificationOption(label="B", code="1.000002"),
    )
    one, other = procedure(pitfalls=shared), procedure(code="1.000002", pitfalls=shared)
    both = answers_about(one, other, clarifications=(question,))
    assert both.meant_by_belief(question.id, "len so") is None
    only = answers_about(one, procedure(code="1.000002"), clarifications=(question,))
    assert only.meant_by_belief(question.id, "len so") == "1.000001"


@pytest.mark.parametrize("said", ["co phai 160.000d khong", "160k dung khong", "160 ngan ha"])
def test_an_amount_is_heard_with_whatever_is_written_behind_it(
    answers_about: Build, said: str
) -> None:
    old = Pitfall(text="Mức cũ.", triggers=["160.000", "160k", "160 ngàn"])
    reply = answers_about(procedure(pitfalls=[old])).answer(
        "1.000001", "ask_fee", day=TODAY, message_folded=said
    )
    assert "Mức cũ." in reply.text


def test_a_belief_is_corrected_before_it_is_asked_which_is_meant(answers_about: Build) -> None:
    answers = answers_about(procedure(), procedure(code="1.000002"), rules=(belief(),))
    reply = answers.choose_among(
        ["1.000001", "1.000002"], "ask_fee", day=TODAY, message="so ho khau"
    )
    assert reply.text.startswith("Không còn sổ hộ khẩu.")
    assert len(reply.buttons) == 2


def test_what_is_compared_with_something_else_is_corrected_first(answers_about: Build) -> None:
    other = Pitfall(text="Khiếu nại là thủ tục khác.", triggers=["khiếu nại"])
    reply = answers_about(procedure(pitfalls=[other])).compare(
        ["1.000001"], day=TODAY, message_folded="co giong khieu nai khong"
    )
    assert reply.text.startswith("Khiếu nại là thủ tục khác.")
