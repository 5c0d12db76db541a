"""A word is known again in every way of typing it, and no other word is taken for it."""

import pytest

from bot.text.word_forms import agrees, loosely, sound_key, tidy_word, word_forms


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quận", "quận"),
        ("quan", "quận"),
        pytest.param("vỉnh", "vĩnh", id="hỏi for ngã"),
        pytest.param("mĩ", "mỹ", id="i for y"),
        pytest.param("mi", "mỹ", id="i for y, plain"),
        pytest.param(tidy_word("Thuỷ"), "thủy", id="the other place of the tone mark"),
        pytest.param(tidy_word("Th\u1ee7\u0079"), "thủy", id="any case"),
        pytest.param(tidy_word("nga\u0303"), "ngã", id="decomposed"),
    ],
)
def test_a_word_is_known_in_all_its_forms(typed: str, meant: str) -> None:
    assert agrees(typed, meant)
    assert sound_key(typed) == sound_key(meant)


@pytest.mark.parametrize(
    ("typed", "meant"), [("tôi", "tối"), ("rẻ", "rể"), ("dấu", "dâu"), ("hôm", "hổm")]
)
def test_another_word_of_the_same_letters_is_not_the_word(typed: str, meant: str) -> None:
    assert not agrees(typed, meant)


def test_a_phrase_becomes_a_pattern_of_all_its_forms() -> None:
    assert loosely("cuối năm") == r"(?:cuoi|cuối)\s+(?:nam|năm)"
    assert word_forms("online") == {"online"}


def test_numbers_are_compared_without_leading_zeros() -> None:
    assert sound_key("05") == sound_key("5")
    assert sound_key("0") == "0"
