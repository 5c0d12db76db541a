"""Diacritics that were left out come back; those that were typed stay."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.diacritics import DiacriticModel, lexicon_words
from bot.text.fold import fold

TEXTS = [
    "đăng ký khai sinh cho con cần giấy tờ gì",
    "làm giấy khai sinh ở đâu",
    "con tôi chưa có giấy khai sinh",
    "còn phí thì bao nhiêu",
    "mất thẻ căn cước thì làm lại ở đâu",
    "mất bao nhiêu ngày",
    "giay nay viet khong dau nen khong day duoc gi",
]
LEXICON = ["thường trú", "thường dân", "bình thường", "cư trú", "trú ngụ", "tạm trú", "thường ngày"]
MODEL = DiacriticModel.train(TEXTS, LEXICON)


def test_a_text_without_diacritics_gets_them_from_its_neighbours() -> None:
    assert MODEL.restore("lam giay khai sinh cho con") == "làm giấy khai sinh cho con"
    assert MODEL.restore("con phi bao nhieu") == "còn phí bao nhiêu"


def test_words_of_the_lexicon_are_known_without_an_example() -> None:
    assert MODEL.restore("thuong tru") == "thường trú"


def test_typed_diacritics_are_never_changed() -> None:
    assert MODEL.restore("mặt thẻ căn cước") == "mặt thẻ căn cước"


def test_a_plain_word_in_a_written_text_stays() -> None:
    assert MODEL.restore("con tôi chưa có giấy khai sinh") == "con tôi chưa có giấy khai sinh"


def test_a_text_without_diacritics_teaches_nothing() -> None:
    assert "viet" not in MODEL.as_data()["words"]


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(fold(" ".join(TEXTS)).split()))))
@settings(max_examples=200, deadline=None)
def test_letters_and_length_stay(typed: str | list[str]) -> None:
    text = typed if isinstance(typed, str) else " ".join(typed)
    lowered = text.lower()
    restored = MODEL.restore(text)
    assert len(restored) == len(lowered) or len(lowered) != len(text)
    if len(lowered) == len(text):
        assert fold(restored) == fold(text)


def test_a_stored_model_restores_alike() -> None:
    again = DiacriticModel.from_data(MODEL.as_data())
    for text in map(fold, TEXTS):
        assert again.restore(text) == MODEL.restore(text)


def test_nothing_learnt_leaves_everything_as_it_is() -> None:
    assert DiacriticModel.train([], []).restore("Khai sinh") == "khai sinh"


def test_the_lexicon_of_underthesea_is_found_and_in_our_spelling() -> None:
    words = lexicon_words()
    assert len(words) > 70_000
    assert "hòa giải" in words
