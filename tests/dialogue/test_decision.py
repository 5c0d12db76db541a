from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.decision import decide, decide_again, decide_unclear, is_about_the_dossier
from bot.dialogue.decisions import (
    Answer,
    Ask,
    AskWhatAbout,
    AskWhichProcedure,
    ChooseProcedure,
    Clarify,
    Compare,
    Decision,
)
from bot.dialogue.message import Candidate, ConversationState, ParsedAsk, Understood

BIRTH, DEATH, MARRIAGE = "1.001193", "1.000656", "1.000894"
ABOUT_BIRTH = ConversationState(procedure=BIRTH, last_intent="ask_fee")
NOTHING_KNOWN = ConversationState()


def said(
    text: str, intent: str, *links: tuple[str, float], asks: bool = True, **rest
) -> Understood:
    """A message of one clause; it is linked when its best candidate is named."""
    candidates = tuple(Candidate(code, score) for code, score in links)
    linked = links[0][0] if links and links[0][1] >= 0.85 else None
    clauses = (ParsedAsk(intent, linked),) if asks else ()
    return Understood(intent=intent, text=text, candidates=candidates, asks=clauses, **rest)


def only_ask(decision: Decision) -> tuple[str, str]:
    assert isinstance(decision, Answer)
    (ask,) = decision.asks
    return ask.intent, ask.procedure


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


def test_several_asks_are_answered_in_order_and_at_most_three() -> None:
    asks = (
        ParsedAsk("ask_documents", DEATH),
        ParsedAsk("ask_where", MARRIAGE),
        ParsedAsk("ask_fee", BIRTH),
        ParsedAsk("ask_steps", BIRTH),
    )
    decision = decide(Understood(intent="ask_documents", asks=asks), NOTHING_KNOWN)
    assert isinstance(decision, Answer)
    assert [(ask.intent, ask.procedure) for ask in decision.asks] == [
        ("ask_documents", DEATH),
        ("ask_where", MARRIAGE),
        ("ask_fee", BIRTH),
    ]


def test_clauses_share_the_procedure_that_only_one_names() -> None:
    asks = (ParsedAsk("ask_documents"), ParsedAsk("ask_fee", BIRTH))
    decision = decide(Understood(intent="ask_fee", asks=asks), NOTHING_KNOWN)
    assert decision == Answer((Ask("ask_documents", BIRTH), Ask("ask_fee", BIRTH)))


def test_a_vague_clause_is_asked_back_after_the_clear_one_was_answered() -> None:
    asks = (ParsedAsk("ask_documents", DEATH), ParsedAsk("ask_where", None, "mai-tang"))
    decision = decide(Understood(intent="ask_documents", asks=asks), NOTHING_KNOWN)
    assert decision == Answer(
        (Ask("ask_documents", DEATH),), open_question=Clarify("mai-tang", "ask_where")
    )


def test_a_follow_up_that_links_to_nothing_never_repeats_the_last_answer() -> None:
    message = said("thế cấp lại?", "ask_overview", (DEATH, 0.4), (MARRIAGE, 0.36))
    offered = ChooseProcedure((DEATH, MARRIAGE), "ask_fee", beside=BIRTH)
    assert decide(message, ABOUT_BIRTH) == offered
    nothing_similar = ChooseProcedure((), "ask_fee", beside=BIRTH)
    assert decide(said("thế còn nữa?", "ask_overview"), ABOUT_BIRTH) == nothing_similar


def test_the_only_facet_is_asked_of_all_named_procedures() -> None:
    asks = (
        ParsedAsk("ask_overview", BIRTH),
        ParsedAsk("ask_overview", DEATH),
        ParsedAsk("ask_processing_time", DEATH),
    )
    decision = decide(Understood(intent="ask_overview", asks=asks), NOTHING_KNOWN)
    assert decision == Answer(
        (Ask("ask_processing_time", BIRTH), Ask("ask_processing_time", DEATH))
    )


def test_the_same_ask_twice_is_answered_once() -> None:
    asks = (ParsedAsk("ask_fee", BIRTH), ParsedAsk("ask_fee", BIRTH))
    assert decide(Understood(intent="ask_fee", asks=asks), NOTHING_KNOWN) == Answer(
        (Ask("ask_fee", BIRTH),)
    )


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
    message = said("làm ở đâu vậy", "ask_where", (DEATH, 0.5))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_where", BIRTH)


def test_a_merely_similar_procedure_is_answered_by_name_when_nothing_else_is_known() -> None:
    decision = decide(said("làm ở đâu vậy", "ask_where", (DEATH, 0.6)), NOTHING_KNOWN)
    assert decision == Answer((Ask("ask_where", DEATH, unsure=True),))


def test_a_hardly_similar_procedure_is_only_offered() -> None:
    decision = decide(said("làm ở đâu vậy", "ask_where", (DEATH, 0.4)), NOTHING_KNOWN)
    assert decision == ChooseProcedure((DEATH,), "ask_where")


def test_a_clause_that_needs_no_procedure_is_answered_too() -> None:
    asks = (ParsedAsk("ask_fee", BIRTH), ParsedAsk("ask_office_hours"))
    decision = decide(Understood(intent="ask_fee", asks=asks), NOTHING_KNOWN)
    assert decision == Answer((Ask("ask_fee", BIRTH),), also=("ask_office_hours",))


def test_a_facet_without_any_procedure_is_asked_back() -> None:
    assert decide(said("phí bao nhiêu", "ask_fee"), NOTHING_KNOWN) == AskWhichProcedure("ask_fee")


def test_a_facet_after_our_open_question_is_asked_about_its_choices() -> None:
    choices = (f"ask_overview?procedure={BIRTH}", f"ask_overview?procedure={DEATH}", "help")
    asked_back = ConversationState(choices=choices)
    message = said("mấy ngày có", "ask_processing_time")
    assert decide(message, asked_back) == ChooseProcedure((BIRTH, DEATH), "ask_processing_time")
    only_one = ConversationState(choices=choices[:1])
    assert decide(message, only_one) == Answer((Ask("ask_processing_time", BIRTH, unsure=True),))


def test_a_pressed_button_is_answered_with_its_case() -> None:
    pressed = Understood(intent="ask_fee", carried=BIRTH, case="tre-han", pressed=True)
    assert decide(pressed, NOTHING_KNOWN) == Answer((Ask("ask_fee", BIRTH, case="tre-han"),))


def test_two_named_procedures_are_compared() -> None:
    asks = (ParsedAsk("compare_procedures", BIRTH), ParsedAsk("compare_procedures", DEATH))
    message = Understood(intent="compare_procedures", asks=asks)
    assert decide(message, NOTHING_KNOWN) == Compare((BIRTH, DEATH))


def test_one_named_procedure_is_compared_with_the_one_we_talk_about() -> None:
    message = said("khác gì khai tử", "compare_procedures", (DEATH, 0.95))
    assert decide(message, ABOUT_BIRTH) == Compare((DEATH, BIRTH))


def test_a_comparison_without_any_procedure_is_asked_back() -> None:
    message = said("hai cái khác gì nhau", "compare_procedures")
    assert decide(message, NOTHING_KNOWN) == AskWhichProcedure("ask_overview")


def test_a_comparison_with_one_procedure_tells_that_one() -> None:
    message = said("giấy độc thân với giấy kết hôn", "compare_procedures", (DEATH, 0.95))
    assert decide(message, NOTHING_KNOWN) == Compare((DEATH,))


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


def test_a_correction_names_another_procedure_and_keeps_the_facet() -> None:
    message = said("không phải, ý tui là kết hôn", "inform", (MARRIAGE, 0.95))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", MARRIAGE)


def test_a_comparison_without_names_is_about_the_two_that_we_talked_about() -> None:
    state = replace(ABOUT_BIRTH, earlier=DEATH)
    assert decide(said("khác gì nhau", "compare_procedures"), state) == Compare((BIRTH, DEATH))


def test_a_facet_after_several_procedures_is_asked_of_all_of_them() -> None:
    state = replace(ABOUT_BIRTH, last_intent="compare_procedures", together=(BIRTH, DEATH))
    assert decide(said("còn phí?", "ask_fee"), state) == Answer(
        (Ask("ask_fee", BIRTH), Ask("ask_fee", DEATH))
    )


def test_a_name_after_several_procedures_is_about_that_one() -> None:
    state = replace(ABOUT_BIRTH, together=(BIRTH, DEATH))
    message = said("thế kết hôn?", "ask_overview", (MARRIAGE, 0.95))
    assert only_ask(decide(message, state)) == ("ask_fee", MARRIAGE)


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


def test_a_short_answer_takes_the_offered_choice_that_it_resembles() -> None:
    offered = (f"ask_fee?procedure={BIRTH}", f"ask_fee?procedure={DEATH}")
    state = ConversationState(last_intent="ask_fee", choices=offered)
    message = said("cho em bé", "inform", (BIRTH, 0.41), (MARRIAGE, 0.41))
    assert only_ask(decide(message, state)) == ("ask_fee", BIRTH)
