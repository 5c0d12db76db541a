"""Corrections, ways back and bare names, as they are meant in the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.decision import decide, decide_again, decide_back, decide_instead, decide_unclear
from bot.dialogue.decisions import Answer, Ask, AskWhichProcedure, ChooseProcedure, Clarify
from bot.dialogue.message import ParsedAsk, Understood
from tests.dialogue.messages import (
    ABOUT_BIRTH,
    BIRTH,
    DEATH,
    MARRIAGE,
    NOTHING_KNOWN,
    only_ask,
    said,
)

DENIED = replace(ABOUT_BIRTH, denied=True)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("còn khai tử thì sao", "còn  thì sao"),
        ("lộn, khai tử chứ", "lộn,  chứ"),
        ("vậy khai tử", "vậy "),
    ],
)
def test_a_leaning_name_is_asked_the_last_facet_whatever_it_was_taken_for(
    text: str, beside: str
) -> None:
    message = said(text, "ask_conditions", (DEATH, 0.95), beside=beside)
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", DEATH)


def test_a_facet_beside_the_name_is_kept() -> None:
    message = said(
        "còn khai tử mấy ngày", "ask_processing_time", (DEATH, 0.95), beside="còn  mấy ngày"
    )
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_processing_time", DEATH)


def test_what_asks_after_all_is_not_the_last_facet() -> None:
    message = said("còn khai tử là gì", "ask_overview", (DEATH, 0.95), beside="còn  là gì")
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_overview", DEATH)


def test_a_vague_name_keeps_the_last_facet() -> None:
    message = said("còn sang tên thì sao", "ask_conditions", clarification="sang-ten")
    assert decide(message, ABOUT_BIRTH) == Clarify("sang-ten", "ask_fee")


def test_the_denied_facet_is_not_answered_again() -> None:
    asks = (ParsedAsk("ask_fee"), ParsedAsk("ask_processing_time"))
    message = Understood("ask_fee", text="không phải phí, mấy ngày kìa", asks=asks)
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_processing_time", BIRTH)


def test_an_unsure_facet_beside_a_correction_is_the_last_one() -> None:
    asks = (ParsedAsk("ask_conditions", DEATH),)
    message = Understood("ask_conditions", 0.4, "ko phai, khai tu co", asks=asks)
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", DEATH)


def test_the_right_name_of_a_correction_needs_no_question_back() -> None:
    message = replace(
        said("không phải tạm trú, tạm vắng kìa", "ask_overview", clarification="tam-tru"),
        asks=(ParsedAsk("ask_overview", DEATH),),
    )
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", DEATH)


def test_after_a_denial_a_name_is_asked_the_same_and_a_facet_is_of_the_same_procedure() -> None:
    assert decide_instead(ABOUT_BIRTH) == AskWhichProcedure("ask_fee", instead_of=BIRTH)
    assert decide_instead(NOTHING_KNOWN) is None
    name = said("khai tử", "ask_overview", (DEATH, 0.95))
    assert only_ask(decide(name, DENIED)) == ("ask_fee", DEATH)
    facet = said("mấy ngày", "ask_processing_time")
    assert only_ask(decide(facet, DENIED)) == ("ask_processing_time", BIRTH)


def test_the_way_back_leads_to_what_we_talked_about() -> None:
    state = replace(ABOUT_BIRTH, earlier=(MARRIAGE,))
    again = said("quay lại kết hôn", "start_over", ("1.004746", 0.92), (MARRIAGE, 0.47))
    assert decide_back(again, state) == Answer((Ask("ask_overview", MARRIAGE),))
    unnamed = said("quay lại cái hồi nãy", "start_over")
    assert decide_back(unnamed, state) == Answer((Ask("ask_overview", MARRIAGE),))
    assert decide_back(unnamed, NOTHING_KNOWN) is None


def test_a_leaning_message_that_names_nothing_clearly_may_mean_a_neighbour() -> None:
    message = said("còn cấp lại thì sao", "nlu_fallback", (DEATH, 0.3))
    assert decide_unclear(message, ABOUT_BIRTH) == ChooseProcedure(
        (DEATH,), "ask_fee", beside=BIRTH
    )


def test_several_answers_are_told_again_together_in_the_wished_length() -> None:
    listed = (f"ask_fee?procedure={BIRTH}", f"ask_where?procedure={DEATH}")
    state = replace(ABOUT_BIRTH, listed=listed, choices=listed)
    asks = (Ask("ask_fee", BIRTH), Ask("ask_where", DEATH))
    assert decide_again(state, "short") == Answer(asks, length="short")


def test_of_several_vague_asks_none_is_given_another_ones_procedure() -> None:
    asks = (
        ParsedAsk("ask_documents", BIRTH),
        ParsedAsk("ask_processing_time", clarification="ho-chieu"),
        ParsedAsk("ask_fee", clarification="bang-lai"),
    )
    decision = decide(Understood("ask_documents", text="…", asks=asks), NOTHING_KNOWN)
    assert decision == Answer(
        (Ask("ask_documents", BIRTH),), open_question=Clarify("ho-chieu", "ask_processing_time")
    )
