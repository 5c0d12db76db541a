"""The graph components, each by itself, as Rasa calls them."""

from collections.abc import Callable
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.ask_splitter import AskSplitter
from bot.nlu.intent_classifier import CLAUSE_RANKINGS, CLAUSES, VietnameseIntentClassifier
from bot.nlu.intent_model import Ranking
from bot.nlu.pattern_entity_extractor import PatternEntityExtractor
from bot.nlu.procedure_linker import ProcedureLinker
from bot.nlu.tokenizer import VietnameseTokenizer
from bot.nlu.views import restored
from bot.text.normalise import normalise

Make = Callable[..., Any]

EXAMPLES = {
    "ask_documents": [
        "khai sinh cần giấy tờ gì", "kết hôn cần những giấy gì", "mang theo giấy tờ gì",
        "hồ sơ gồm những gì", "tạm trú cần gì", "khai tử cần mang gì theo",
    ],
    "ask_fee": [
        "khai sinh tốn bao nhiêu tiền", "lệ phí kết hôn", "phí bao nhiêu", "đóng nhiêu tiền",
        "đăng ký tạm trú mất bao nhiêu tiền", "có tốn tiền không",
    ],
    "ask_where": [
        "khai sinh làm ở đâu", "nộp hồ sơ ở đâu", "tới chỗ nào nộp", "lên phường hay công an",
        "kết hôn đăng ký ở đâu", "lãnh ở đâu",
    ],
    "greet": ["xin chào", "chào bạn", "alo", "hello ad", "chào buổi sáng", "dạ chào"],
}  # fmt: skip


@pytest.fixture
def classifier(make: Make) -> VietnameseIntentClassifier:
    component: VietnameseIntentClassifier = make(VietnameseIntentClassifier)
    component.train(
        TrainingData(
            [
                Message.build(text=text, intent=intent)
                for intent, texts in EXAMPLES.items()
                for text in texts
            ]
        )
    )
    return component


def parse(*components: Any, text: str) -> Message:
    messages = [Message(data={"text": text})]
    for component in components:
        messages = component.process(messages)
    return messages[0]


def test_tokens_are_the_typed_words_with_their_offsets(make: Make) -> None:
    text = "hs H13.16-240326-0001, tới  đâu?"
    message = parse(make(VietnameseTokenizer), text=text)
    tokens = message.get("text_tokens")
    assert [token.text for token in tokens] == ["hs", "H13.16-240326-0001", "tới", "đâu"]
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_compounds_are_one_token_and_codes_stay_whole(make: Make) -> None:
    text = "Đăng ký  khai sinh, hs H13.16-240326-0001 tới đâu?"
    tokens = parse(make(VietnameseTokenizer, compounds=True), text=text).get("text_tokens")
    words = [token.text for token in tokens]
    assert words[:2] == ["Đăng ký", "khai sinh"]
    assert "H13.16-240326-0001" in words
    assert all(text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("khai sinh cần giấy tờ gì", "ask_documents"),
        ("lam khai sanh can giay to gi", "ask_documents"),
        ("le phi ket hon bn", "ask_fee"),
        ("nop ho so o dau z", "ask_where"),
        ("CHÀO BẠN", "greet"),
        pytest.param("hôn thú cần giấy tờ gì", "ask_documents", id="a procedure never seen"),
    ],
)
def test_the_intent_is_found_in_every_way_of_typing(
    classifier: VietnameseIntentClassifier, text: str, intent: str
) -> None:
    message = parse(classifier, text=text)
    assert message.get("intent")["name"] == intent
    confidences = [row["confidence"] for row in message.get("intent_ranking")]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1.0)


def test_a_loaded_classifier_answers_like_the_trained_one(
    classifier: VietnameseIntentClassifier, make: Make
) -> None:
    loaded = make(VietnameseIntentClassifier, "load")
    text = "phí tạm trú bao nhiêu"
    trained = parse(classifier, text=text).get("intent_ranking")
    for row, same in zip(parse(loaded, text=text).get("intent_ranking"), trained, strict=True):
        assert row["name"] == same["name"]
        assert row["confidence"] == pytest.approx(same["confidence"], abs=1e-5)


def test_training_twice_gives_the_same_model(make: Make) -> None:
    data = TrainingData(
        [Message.build(text=text, intent=name) for name, some in EXAMPLES.items() for text in some]
    )
    confidences = []
    for _ in range(2):
        component = make(VietnameseIntentClassifier)
        component.train(data)
        confidences.append(parse(component, text="phí nhiêu").get("intent")["confidence"])
    assert confidences[0] == confidences[1]


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂"])
def test_a_text_without_words_has_no_intent(
    classifier: VietnameseIntentClassifier, text: str
) -> None:
    assert parse(classifier, text=text).get("intent") == {"name": None, "confidence": 0.0}


def test_one_intent_alone_cannot_be_trained(make: Make) -> None:
    data = TrainingData([Message.build(text="chào", intent="greet")])
    with pytest.raises(ValueError, match="two intents"):
        make(VietnameseIntentClassifier).train(data)


def test_a_message_without_text_is_left_alone(
    classifier: VietnameseIntentClassifier, make: Make
) -> None:
    message = Message(data={"intent": "greet"})
    for component in (classifier, make(ProcedureLinker), make(AskSplitter)):
        assert component.process([message])[0].data == {"intent": "greet"}


def test_codes_money_and_dates_become_entities_beside_earlier_ones(make: Make) -> None:
    text = "hs h13.16-240326-0001 nộp 12/11/2026 đóng 50k"
    earlier = {"entity": "place", "value": "Ninh Kiều", "start": 0, "end": 2}
    message = Message(data={"text": text, "entities": [earlier]})
    found = make(PatternEntityExtractor).process([message])[0].get("entities")
    assert found[0] == earlier
    assert [(e["entity"], e["value"]) for e in found[1:]] == [
        ("dossier_code", "H13.16-240326-0001"),
        ("date", "2026-11-12"),
        ("money", "50000"),
    ]
    assert [text[e["start"] : e["end"]] for e in found[1:]] == [
        "h13.16-240326-0001", "12/11/2026", "50k",
    ]  # fmt: skip


def test_a_named_procedure_becomes_an_entity_where_it_was_typed(make: Make) -> None:
    text = "cho hỏi  giay khai sanh cần gì"
    message = parse(make(ProcedureLinker), text=text)
    [entity] = message.get("entities")
    assert entity["value"] == "1.001193"
    assert text[entity["start"] : entity["end"]] == "giay khai sanh"
    assert message.get("procedures")[0]["code"] == "1.001193"


def test_a_name_of_two_procedures_is_offered_but_not_chosen(make: Make) -> None:
    message = parse(make(ProcedureLinker), text="giấy hộ tịch cũ")
    assert message.get("entities") == []
    assert {row["code"] for row in message.get("procedures")} == {"1.000656", "1.004194"}


def test_nothing_is_linked_where_nothing_is_named(make: Make) -> None:
    message = parse(make(ProcedureLinker), text="trời hôm nay đẹp quá")
    assert message.get("entities") == []
    assert message.get("procedures") == []
    assert "clarification" not in message.data


def test_a_vague_name_asks_back(make: Make) -> None:
    message = parse(make(ProcedureLinker), text="lãnh tien mai tang")
    assert message.get("clarification") == "mai-tang"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("khai sinh cần giấy tờ gì", [("ask_documents", "1.001193")]),
        (
            "khai tử cần giấy tờ gì, rồi kết hôn nộp hồ sơ ở đâu",
            [("ask_documents", "1.000656"), ("ask_where", "1.000894")],
        ),
        (
            "tạm trú cần giấy tờ gì và nộp hồ sơ ở đâu",
            [("ask_documents", "1.004194"), ("ask_where", "1.004194")],
        ),
        ("cần giấy tờ gì? phí bao nhiêu?", [("ask_documents", None), ("ask_fee", None)]),
    ],
)
def test_several_asks_of_a_message_are_kept_apart(
    classifier: VietnameseIntentClassifier,
    make: Make,
    text: str,
    asks: list[tuple[str, str | None]],
) -> None:
    message = parse(classifier, make(ProcedureLinker), make(AskSplitter), text=text)
    assert [(ask["intent"], ask["procedure"]) for ask in message.get("asks")] == asks
    assert message.get("intent")["name"] == asks[0][0]


def test_sure_asks_of_clauses_outweigh_the_fallback(make: Make) -> None:
    message = Message(
        data={
            "text": "khai sinh cần gì, phí nhiêu",
            "intent": {"name": "nlu_fallback", "confidence": 0.3},
            "intent_ranking": [
                {"name": "nlu_fallback", "confidence": 0.3},
                {"name": "ask_fee", "confidence": 0.5},
                {"name": "ask_documents", "confidence": 0.48},
            ],
            CLAUSES: [restored(normalise(each)) for each in ("khai sinh cần gì", "phí nhiêu")],
            CLAUSE_RANKINGS: [
                Ranking((("ask_documents", 0.9), ("ask_fee", 0.1))),
                Ranking((("ask_fee", 0.8), ("ask_documents", 0.2))),
            ],
        }
    )
    make(AskSplitter).process(make(ProcedureLinker).process([message]))
    assert message.get("intent") == {"name": "ask_documents", "confidence": 0.9}
    assert [ask["intent"] for ask in message.get("asks")] == ["ask_documents", "ask_fee"]
