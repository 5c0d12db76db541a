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
