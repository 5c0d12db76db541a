"""When a message is not answered, but asked back about; and what is merely similar."""

from __future__ import annotations

from bot.dialogue.decision import decide, decide_unclear
from bot.dialogue.decisions import (
    Answer,
    Ask,
    AskWhatAbout,
    AskWhichProcedure,
    ChooseProcedure,
    Clarify,
    SayNotHeld,
)
from bot.dialogue.message import Candidate, ConversationState, ParsedAsk, Understood
from tests.dialogue.messages import (
    ABOUT_BIRTH,
    BIRTH,
    DEATH,
    MARRIAGE,
    NOTHING_KNOWN,
    only_ask,
    said,
)


def test_a_follow_up_that_links_to_nothing_never_repeats_the_last_answer() -> None:
    message = said("thế cấp lại?", "ask_overview", (DEATH, 0.4), (MARRIAGE, 0.36))
    offered = ChooseProcedure((DEATH, MARRIAGE), "ask_fee", beside=BIRTH)
    assert decide(message, ABOUT_BIRTH) == offered
    nothing_similar = ChooseProcedure((), "ask_fee", beside=BIRTH)
    assert decide(said("thế còn nữa?", "ask_overview"), ABOUT_BIRTH) == nothing_similar


def test_a_vague_phrase_is_asked_back_and_keeps_the_facet() -> None:
    message = said("giấy xác nhận mấy ngày", "ask_processing_time", clarification="giay-xac-nhan")
    assert decide(message, NOTHING_KNOWN) == Clarify("giay-xac-nhan", "ask_processing_time")


def test_near_equal_named_procedures_are_asked_back_whatever_we_talk_about() -> None:
    message = Understood(
        intent="ask_fee",
        candidates=(Candidate(BIRTH, 0.9), Candidate(DEATH, 0.88), Candidate(MARRIAGE, 0.5)),
        asks=(ParsedAsk("ask_fee"),),
    )
    assert decide(message, ABOUT_BIRTH) == ChooseProcedure((BIRTH, DEATH), "ask_fee")


def test_a_merely_similar_procedure_does_not_draw_the_talk_away() -> None:
    message = said("làm ở đâu vậy", "ask_where", (DEATH, 0.48))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_where", BIRTH)


def test_a_merely_similar_procedure_is_answered_by_name_when_nothing_else_is_known() -> None:
    decision = decide(said("làm ở đâu vậy", "ask_where", (DEATH, 0.6)), NOTHING_KNOWN)
    assert decision == Answer((Ask("ask_where", DEATH, unsure=True),))


def test_a_hardly_similar_procedure_is_only_offered() -> None:
    decision = decide(said("làm ở đâu vậy", "ask_where", (DEATH, 0.4)), NOTHING_KNOWN)
    assert decision == ChooseProcedure((DEATH,), "ask_where")


def test_a_facet_without_any_procedure_is_asked_back() -> None:
    assert decide(said("phí bao nhiêu", "ask_fee"), NOTHING_KNOWN) == AskWhichProcedure("ask_fee")


def test_a_facet_after_our_open_question_is_asked_about_its_choices() -> None:
    choices = (f"ask_overview?procedure={BIRTH}", f"ask_overview?procedure={DEATH}", "help")
    asked_back = ConversationState(choices=choices)
    message = said("mấy ngày có", "ask_processing_time")
    assert decide(message, asked_back) == ChooseProcedure((BIRTH, DEATH), "ask_processing_time")
    only_one = ConversationState(choices=choices[:1])
    assert decide(message, only_one) == Answer((Ask("ask_processing_time", BIRTH, unsure=True),))


def test_a_fact_that_names_what_we_talk_about_gets_no_second_answer() -> None:
    message = said("em chưa khai sinh", "inform", (BIRTH, 0.95))
    assert decide(message, ABOUT_BIRTH) == AskWhatAbout(BIRTH)


def test_what_somebody_tells_of_his_case_is_not_answered_as_a_question() -> None:
    message = said("tui chưa có chồng", "inform")
    assert decide(message, ABOUT_BIRTH) == AskWhatAbout(BIRTH)


def test_an_unclear_message_that_names_a_procedure_is_still_answered() -> None:
    message = said("khai tử á", "nlu_fallback", (DEATH, 0.95), asks=False)
    assert decide_unclear(message, NOTHING_KNOWN) == Answer((Ask("ask_overview", DEATH),))


def test_an_unclear_message_that_names_nothing_is_left_to_the_fallback() -> None:
    assert decide_unclear(said("asdf", "nlu_fallback", (DEATH, 0.3)), NOTHING_KNOWN) is None


def test_an_unclear_message_in_the_middle_is_asked_back_about_what_we_talk_about() -> None:
    decision = decide_unclear(said("asdf", "nlu_fallback", (DEATH, 0.3)), ABOUT_BIRTH)
    assert decision == AskWhatAbout(BIRTH, understood=False)


def test_a_short_answer_takes_the_offered_choice_that_it_resembles() -> None:
    offered = (f"ask_fee?procedure={BIRTH}", f"ask_fee?procedure={DEATH}")
    state = ConversationState(last_intent="ask_fee", choices=offered)
    message = said("cho em bé", "inform", (BIRTH, 0.41), (MARRIAGE, 0.41))
    assert only_ask(decide(message, state)) == ("ask_fee", BIRTH)


def test_a_procedure_that_we_do_not_hold_is_never_answered_with_the_one_in_hand() -> None:
    message = said("tách hộ nhiêu tiền", "ask_fee", not_held="Tách hộ")
    assert decide(message, ABOUT_BIRTH) == SayNotHeld("Tách hộ")
    assert decide(message, NOTHING_KNOWN) == SayNotHeld("Tách hộ")


def test_a_paper_by_the_name_of_a_procedure_is_asked_of_the_one_in_hand() -> None:
    message = said("có cần chứng thực chữ ký không", "ask_documents", not_held="Chứng thực chữ ký")
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_documents", BIRTH)
