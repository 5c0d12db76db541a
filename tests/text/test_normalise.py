"""What normalising promises: meaning repaired, codes untouched, offsets into the source."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.lexicon import default_lexicon
from bot.text.normalise import normalise
from bot.text.protected import find_protected

FRAGMENTS = [
    "hs",
    "ko",
    "dk",
    "khai sanh",
    "hoà",
    "thuỷ",
    "ddawng",
    "ky1",
    "H13.16-240326-0001",
    "tt",
    "h13.16 240326 0001",
    "1.001193",
    "8.000đ",
    "1/2/2026",
    "dichvucong.gov.vn",
    "a.b@c.vn",
    "đc",
    "mk",
    "vneid",
    "lí lịch",
    "?",
    ",",
    "\n",
    "  ",
    "\u200b",
    "Sanh",
    "bn",
    "k",
    "cap",
    "e\u0301",
    "vi en ai đi",
    "mức hai",
    "ly hông",
    "app công an",
    "v neid",
    "dấy khai sinh",
    "khaii",
    # joined, misheard, misspelt, chat and telex, and what stands beside them
    "dangkykhaisinh",
    "mấyngày",
    "thũ tục",
    "tạm",
    "chú",
    "căng",
    "cướt",
    "xinh",
    "đẹp",
    "con",
    "Chú",
    "CĂNG",
    "khôg",
    "nhữg",
    "đươc",
    "nọp",
    "dđăng",
    "thur",
    "tucj",
    "ký",
    "hông",
    "kết",
    "kt",
    "đ",
    "m",
    "z",
    "v",
    "h",
    "dc",
    "đk",
    "50",
    "{time}",
    "mã cu a",
    "cê tê không bảy",
    "ắp",
    "đầy",
    "thiệt",
    "hại",
    "cho cap",
    "lai",
    "tit",
    "ho",
    "giấyy",
    "tạ trú",
    "-",
    ".",
]
typed = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(" ".join)
anything = st.text(max_size=40)


@given(st.one_of(typed, anything))
@settings(max_examples=300, deadline=None)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(st.one_of(typed, anything))
@settings(max_examples=300, deadline=None)
def test_every_character_points_into_the_typed_text_in_order(text: str) -> None:
    result = normalise(text)
    assert len(result.offsets) == len(result.text)
    assert all(0 <= start < end <= len(text) for start, end in result.offsets)
    assert list(result.offsets) == sorted(result.offsets)


@given(st.one_of(typed, anything))
@settings(max_examples=300, deadline=None)
def test_protected_spans_come_through_unchanged(text: str) -> None:
    result = normalise(text)
    for span in find_protected(text):
        places = [place for place, (start, _) in enumerate(result.offsets) if start >= span.start]
        begin = places[0]
        assert result.text[begin : begin + span.end - span.start] == text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lam khai sanh cho con", "lam khai sinh cho con"),
        ("hoà giải ở thuỷ lợi, uỷ quyền", "hòa giải ở thủy lợi, ủy quyền"),
        ("quý vị, già, toàn bộ, thuở", "quý vị, già, toàn bộ, thuở"),
        ("ddawng kys khai sinhh", "đăng ký khai sinh"),
        ("d9a8ng ky1 ket1 hôn", "đăng ký két hôn"),
        ("hs toi dau roi", "hồ sơ toi dau roi"),
        ("ko dc hả", "không được hả"),
        ("đăng kí tạm chú ntn", "đăng ký tạm trú như thế nào"),
        ("dk ket hon", "đăng ký ket hon"),
        ("online dk ko", "online được không"),
        ("quen mk vneid", "quen mật khẩu vneid"),
        ("mk muốn hỏi", "mình muốn hỏi"),
        ("phí bn", "phí bao nhiêu"),
        ("cap lai the", "cap lai the"),
        ("tt cần gì", "tt cần gì"),
        ("ông Sanh", "ông Sanh"),
        ("nop o dichvucong.gov.vn dc k", "nop o dichvucong.gov.vn được không"),
        ("đóng 50k  ngày 1/2/2026", "đóng 50k ngày 1/2/2026"),
        ("vi en ai đi bị lỗi", "vneid bị lỗi"),
        ("test form online", "test form online"),
        ("ddawngs kys thur tucj, thu3 tu5c", "đăng ký thủ tục, thủ tục"),
        ("nopj hoof sow caawn cuwowcs", "nộp hồ sơ căn cước"),
        ("mays ngayf có giaays, dđăng ký", "mấy ngày có giấy, đăng ký"),
        ("dangkykhaisinh mấyngày xong", "dang ky khai sinh mấy ngày xong"),
        ("thũ tục nghĩ phép, lệ phỉ", "thủ tục nghỉ phép, lệ phí"),
        ("khôg nhữg đươc", "không những được"),
        ("khai\u200b sinh", "khai sinh"),
        (unicodedata.normalize("NFD", "đăng ký kết hôn"), "đăng ký kết hôn"),
        ("", ""),
    ],
)
def test_what_was_typed_becomes_what_was_meant(text: str, meant: str) -> None:
    assert normalise(text).text == meant


def test_a_replaced_word_points_to_the_whole_typed_word() -> None:
    result = normalise("xin hỏi hs H13.16-240326-0001")
    start = result.text.index("hồ sơ")
    assert result.source_span(start, start + len("hồ sơ")) == (8, 10)


def test_an_empty_span_has_no_source() -> None:
    with pytest.raises(ValueError, match="empty span"):
        normalise("khai sinh").source_span(2, 2)


def test_no_meaning_in_the_lexicon_is_itself_a_short_word() -> None:
    lexicon = default_lexicon()
    meanings = [*lexicon.words.values(), *lexicon.spellings.values()]
    meanings += [reading.to for readings in lexicon.in_context.values() for reading in readings]
    short = {word for meaning in meanings for word in meaning.split()} & set(lexicon.words)
    assert not short
