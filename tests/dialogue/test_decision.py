"""What a message that asks one thing is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.decision import decide, decide_again, is_about_the_dossier
from bot.dialogue.decisions import Answer, Ask, ChooseProcedure, Compare, Decision
from bot.dialogue.message import ConversationState, Understood
from tests.dialogue.messages import (
    ABOUT_BIRTH,
    BIRTH,
    DEATH,
    MARRIAGE,
    NOTHING_KNOWN,
    only_ask,
    said,
)


def test_a_named_procedure_and_facet_are_answered() -> None:
    message = said("khai sinh cần gì", "ask_documents", (BIRTH, 0.95))
    assert only_ask(decide(message, NOTHING_KNOWN)) == ("ask_documents", BIRTH)


def test_a_facet_alone_is_about_what_we_talk_about() -> None:
    assert only_ask(decide(said("còn phí?", "ask_fee"), ABOUT_BIRTH)) == ("ask_fee", BIRTH)


def test_a_named_procedure_overrides_what_we_talk_about() -> None:
    message = said("phí kết hôn", "ask_fee", (MARRIAGE, 0.95))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", MARRIAGE)


@pytest.mark.parametrize(
    "text", ["thế khai tử?", "còn khai tử", "vậy khai tử thì sao", "the khai tu"]
)
def test_a_follow_up_with_another_procedure_asks_the_last_facet_again(text: str) -> None:
    message = said(text, "ask_overview", (DEATH, 0.95))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", DEATH)


def test_a_bare_name_in_answer_to_us_asks_the_last_facet_again() -> None:
    message = said("khai tử", "inform", (DEATH, 0.95))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", DEATH)


def test_a_new_procedure_without_a_follow_up_word_starts_with_its_overview() -> None:
    message = said("đăng ký khai tử", "ask_overview", (DEATH, 0.95))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_overview", DEATH)


def test_the_name_after_our_question_gets_the_facet_asked_before() -> None:
    waiting = ConversationState(procedure=None, last_intent="ask_fee")
    message = said("khai tử", "ask_overview", (DEATH, 0.95))
    assert only_ask(decide(message, waiting)) == ("ask_fee", DEATH)


def test_a_follow_up_after_no_facet_is_an_overview() -> None:
    after_status = ConversationState(procedure=BIRTH, last_intent="check_dossier")
    message = said("thế khai tử?", "ask_overview", (DEATH, 0.95))
    assert only_ask(decide(message, after_status)) == ("ask_overview", DEATH)


def test_a_pressed_button_is_answered_with_its_case() -> None:
    pressed = Understood(intent="ask_fee", carried=BIRTH, case="tre-han", pressed=True)
    assert decide(pressed, NOTHING_KNOWN) == Answer((Ask("ask_fee", BIRTH, case="tre-han"),))


def test_a_correction_names_another_procedure_and_keeps_the_facet() -> None:
    message = said("không phải, ý tui là kết hôn", "inform", (MARRIAGE, 0.95))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", MARRIAGE)


def test_a_known_case_stays_with_its_procedure_only() -> None:
    state = replace(ABOUT_BIRTH, case="tre-han")
    same = decide(said("mấy ngày", "ask_processing_time"), state)
    assert same == Answer((Ask("ask_processing_time", BIRTH, case="tre-han"),))
    other = decide(said("thế khai tử?", "ask_overview", (DEATH, 0.95)), state)
    assert other == Answer((Ask("ask_fee", DEATH),))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param(ABOUT_BIRTH, Answer((Ask("ask_fee", BIRTH),)), id="one"),
        pytest.param(
            ConversationState(BIRTH, "compare_procedures", together=(BIRTH, DEATH)),
            Compare((BIRTH, DEATH)),
            id="comparison",
        ),
        pytest.param(NOTHING_KNOWN, None, id="nothing"),
        pytest.param(ConversationState(BIRTH, "check_dossier"), None, id="other-act"),
    ],
)
def test_the_last_answer_is_told_again(state: ConversationState, expected: Decision) -> None:
    assert decide_again(state) == expected


def test_a_time_after_a_dossier_is_the_dossiers() -> None:
    state = ConversationState(last_intent="check_dossier", has_dossier=True)
    assert is_about_the_dossier(said("còn mấy ngày", "ask_processing_time"), state)
    named = said("khai sinh mấy ngày", "ask_processing_time", (BIRTH, 0.95))
    assert not is_about_the_dossier(named, state)
    assert not is_about_the_dossier(said("phí nhiêu", "ask_fee"), state)
    later = replace(state, last_intent="ask_fee")
    assert not is_about_the_dossier(said("còn mấy ngày", "ask_processing_time"), later)


def test_filing_from_afar_by_post_is_a_facet_of_its_own() -> None:
    message = Understood.from_latest_message(
        {
            "text": "gửi bưu điện được không",
            "intent": {"name": "ask_online_filing"},
            "entities": [{"entity": "channel", "value": "post"}],
            "asks": [{"intent": "ask_online_filing", "procedure": None}],
        }
    )
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_post_filing", BIRTH)


def test_a_comparison_that_leans_on_the_last_turn_asks_for_a_neighbour() -> None:
    decision = decide(said("thế cấp lại?", "compare_procedures"), ABOUT_BIRTH)
    assert decision == ChooseProcedure((), "ask_fee", beside=BIRTH)
