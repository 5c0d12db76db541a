"""Folding, tone marks, syllables and slips of the input method, word by word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.fold import fold, has_diacritics
from bot.text.syllables import has_possible_tone, is_folded_syllable, is_syllable
from bot.text.tone_marks import one_style
from bot.text.typing_slips import repair_slip


@given(st.text(max_size=30))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyàảãáạđĐẮỘ bcnh", max_size=30))
def test_folding_a_composed_text_keeps_its_length(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed)) == len(composed)


@given(st.text(alphabet="oaeuyihqgnàáảãạòóỏõọùúủũụỳýỷỹỵìíỉĩịơưâêôớứấếố", max_size=7))
def test_one_tone_style_is_idempotent(word: str) -> None:
    assert one_style(one_style(word)) == one_style(word)


def test_undiacritised_text_is_recognised() -> None:
    assert has_diacritics("Đăng ký")
    assert not has_diacritics("Dang ky")


@pytest.mark.parametrize(
    ("typed", "styled"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("Uỷ", "Ủy"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("tòan", "toàn"),
        ("gía", "giá"),
        ("mựơn", "mượn"),
        ("giấy", "giấy"),
        ("hùynh", "huỳnh"),
    ],
)
def test_the_tone_mark_has_one_place(typed: str, styled: str) -> None:
    assert one_style(typed) == styled


def test_possible_syllables_are_told_from_other_words() -> None:
    assert all(map(is_syllable, ["nguyễn", "quyết", "giếng", "khuỷu", "đường", "y"]))
    assert not any(map(is_syllable, ["sinhh", "kys", "zalo", "duong1"]))
    assert is_folded_syllable("duong")
    assert not is_folded_syllable("ddawng")


def test_a_stop_at_the_end_allows_two_tones() -> None:
    assert all(map(has_possible_tone, ["được", "nước", "thế", "sinh"]))
    assert not any(map(has_possible_tone, ["đươc", "tuc", "thìch", "cảp"]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddawng", "đăng"),
        ("kys", "ký"),
        ("thuwowngf", "thường"),
        ("giaays", "giấy"),
        ("d9a8ng", "đăng"),
        ("d9u7o7c5", "được"),
        ("ky1", "ký"),
        ("sinhh", "sinh"),
        ("thuongf", "thường"),
        ("nguyenx", "nguyen"),
        # a key twice, both methods at once, the mark typed already
        ("caawn", "căn"),
        ("dđăng", "đăng"),
        ("ddđăng", "đăng"),
        ("giấys", "giấy"),
        ("đưowngf", "đường"),
        # keys before or after their place
        ("cuwowcs", "cước"),
        ("nguoiwf", "người"),
        ("giayas", "giấy"),
        ("dduwojc", "được"),
        ("giaasy", "giấy"),
        ("nojp", "nộp"),
        ("d9uoc75", "được"),
        ("giay61", "giấy"),
        ("nuoc71", "nước"),
        # a tone without its mark, where one frequent syllable has both
        ("nopj", "nộp"),
        ("giays", "giấy"),
        ("hoof", "hồ"),
        ("tucj", "tục"),
        ("thu3", "thủ"),
        ("ơiiiii", "ơi"),
    ],
)
def test_slips_of_the_input_method_are_repaired(typed: str, meant: str) -> None:
    assert repair_slip(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "sinh",
        "test",
        "online",
        "zalo",
        "m2",
        "vneid",
        "ct07",
        "a1",
        "muc2",
        "loai1",
        "docx",
        "keep",
        "napas",
    ],
)
def test_words_that_can_be_read_stay(word: str) -> None:
    assert repair_slip(word) is None
