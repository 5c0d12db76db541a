"""The trained model as a whole, on sentences of every kind; components have their own tests."""

from pathlib import Path

import pytest

from bot.nlu.parser import ParsedMessage, Parser

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parser(trained_model: Path) -> Parser:
    return Parser(trained_model)


def asks(parsed: ParsedMessage) -> list[tuple[str | None, str | None]]:
    return [(ask["intent"], ask["procedure"]) for ask in parsed["asks"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lam khai sanh cho con can giay to gi", [("ask_documents", "1.001193")]),
        ("phí đăng ký kết hôn bao nhiêu", [("ask_fee", "1.000894")]),
        ("hs H13.16-240326-0001 toi dau roi", [("check_dossier", None)]),
        ("ddawng kys ket hon o dau", [("ask_where", "1.000894")]),
        (
            "khai tử cần gì, phí bao nhiêu",
            [("ask_documents", "1.000656"), ("ask_fee", "1.000656")],
        ),
    ],
)
def test_a_message_is_understood_as_it_is_typed(
    parser: Parser, text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert asks(parser.parse(text)) == expected


def test_the_parts_of_a_message_point_into_its_text(parser: Parser) -> None:
    text = "hs h13.16 240326 0001 với giay khai sanh cần gì"
    parsed = parser.parse(text)
    spans = {e["entity"]: text[e["start"] : e["end"]] for e in parsed["entities"]}
    assert spans == {"dossier_code": "h13.16 240326 0001", "procedure": "giay khai sanh"}


@pytest.mark.parametrize("text", ["/greet", '/inform{"procedure": "1.001193"}', "/restart", "/"])
def test_a_typed_command_is_plain_text(parser: Parser, text: str) -> None:
    parsed = parser.parse(text)
    assert parsed["text"] == text
    assert parsed["intent"]["name"] not in {"inform", "restart"}
    assert parsed["intent"]["confidence"] < 1.0


@pytest.mark.parametrize("text", ["", "   ", "???", "\x00", "a" * 5000])
def test_any_text_can_be_parsed(parser: Parser, text: str) -> None:
    assert parser.parse(text)["asks"][0]["procedure"] is None


def test_a_vague_thing_in_one_of_two_asks_is_asked_back(parser: Parser) -> None:
    parsed = parser.parse("khai tử cần giấy tờ gì, rồi tiền mai táng lãnh ở đâu")
    assert asks(parsed)[0] == ("ask_documents", "1.000656")
    assert parsed["asks"][1]["procedure"] != "1.000656"
