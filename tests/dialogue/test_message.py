from __future__ import annotations

import pytest

from bot.dialogue.message import Candidate, ConversationState, ParsedAsk, Understood


def test_the_parse_of_a_message_is_read_with_all_its_parts() -> None:
    understood = Understood.from_latest_message(
        {
            "text": "Phí khai sinh?",
            "intent": {"name": "ask_fee", "confidence": 0.9},
            "entities": [{"entity": "facet_case", "value": "tre-han", "start": 0, "end": 3}],
            "procedures": [{"code": "1.001193", "name": "Khai sinh", "score": 0.95}],
            "asks": [{"intent": "ask_fee", "procedure": "1.001193"}],
            "clarification": None,
        }
    )
    assert understood == Understood(
        intent="ask_fee",
        confidence=0.9,
        text="Phí khai sinh?",
        candidates=(Candidate("1.001193", 0.95),),
        asks=(ParsedAsk("ask_fee", "1.001193"),),
        case="tre-han",
    )
    assert understood.folded == "phi khai sinh?"


def test_a_pressed_button_carries_its_procedure_and_no_text() -> None:
    understood = Understood.from_latest_message(
        {
            "text": "#ask_fee?procedure=1.001193#x",
            "intent": {"name": "ask_fee", "confidence": 1.0},
            "entities": [{"entity": "procedure", "value": "1.001193"}],
            "pressed": True,
        }
    )
    assert understood.carried == "1.001193"
    assert understood.text == ""


def test_a_typed_name_is_not_taken_for_a_press() -> None:
    understood = Understood.from_latest_message(
        {"text": "x", "entities": [{"entity": "procedure", "value": "khai sinh"}]}
    )
    assert understood.carried is None


@pytest.mark.parametrize(
    ("channels", "intent"),
    [
        (["post"], "ask_post_filing"),
        (["online", "post"], "ask_post_filing"),
        (["online"], "ask_online_filing"),
        (["in_person", "vneid"], "ask_online_filing"),
        ([], "ask_online_filing"),
    ],
)
def test_the_post_is_heard_among_several_ways_of_filing(channels: list[str], intent: str) -> None:
    understood = Understood.from_latest_message(
        {
            "text": "nộp online rồi nhận bưu điện",
            "intent": {"name": "ask_online_filing"},
            "entities": [{"entity": "channel", "value": channel} for channel in channels],
        }
    )
    assert understood.intent == intent


def test_an_empty_parse_is_not_understood() -> None:
    assert Understood.from_latest_message({}).intent == ""


def test_empty_slots_are_an_empty_state() -> None:
    empty = ConversationState.from_slots({"procedure": None, "choices": None})
    assert empty == ConversationState()


@pytest.mark.parametrize(
    ("intent", "text", "expected"),
    [
        ("ask_result", "giấy có giá trị mấy tháng", "ask_validity"),
        ("ask_processing_time", "xài được bao lâu", "ask_validity"),
        ("ask_result", "nhận được giấy gì", "ask_result"),
        ("ask_fee", "giấy có giá trị bao nhiêu tiền", "ask_fee"),
    ],
)
def test_how_long_a_paper_is_good_for_is_a_facet_of_its_own(
    intent: str, text: str, expected: str
) -> None:
    message = Understood.from_latest_message(
        {"text": text, "intent": {"name": intent, "confidence": 1.0}}
    )
    assert message.intent == expected


def test_a_button_may_carry_a_question_or_an_article() -> None:
    entities = [
        {"entity": "clarification", "value": "so-dat"},
        {"entity": "article", "value": "ct08"},
    ]
    data = {"text": "#", "intent": {"name": "ask_fee"}, "entities": entities}
    pressed = Understood.from_latest_message(data | {"pressed": True})
    assert (pressed.clarification, pressed.article) == ("so-dat", "ct08")
    typed = Understood.from_latest_message(data)
    assert (typed.clarification, typed.article) == (None, None)
