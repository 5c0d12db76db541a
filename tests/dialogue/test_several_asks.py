"""Messages that ask several things, or about several procedures."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.decision import decide
from bot.dialogue.decisions import Answer, Ask, AskWhichProcedure, Clarify, Compare
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


def test_a_clause_that_needs_no_procedure_is_answered_too() -> None:
    asks = (ParsedAsk("ask_fee", BIRTH), ParsedAsk("ask_office_hours"))
    decision = decide(Understood(intent="ask_fee", asks=asks), NOTHING_KNOWN)
    assert decision == Answer((Ask("ask_fee", BIRTH),), also=("ask_office_hours",))


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


def test_a_comparison_without_names_is_about_the_two_that_we_talked_about() -> None:
    state = replace(ABOUT_BIRTH, earlier=(DEATH,))
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
