"""Words typed as one are cut where only one cut makes sense."""

import pytest

from bot.text.joined_words import WordCutter, default_word_cutter
from bot.text.normalise import normalise
from bot.text.vocabulary import build_vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("lamcancuoc", "lam can cuoc"),
        ("giấykhaisinh", "giấy khai sinh"),
        ("mấyngày", "mấy ngày"),
        ("đăngký", "đăng ký"),
        ("thủtục", "thủ tục"),
        ("lệphítrướcbạ", "lệ phí trước bạ"),
        ("giayuyquyen", "giay uy quyen"),
        ("thutuchanhchinh", "thu tuc hanh chinh"),
        ("khôngđược", "không được"),
        ("xacnhantinhtranghonnhan", "xac nhan tinh trang hon nhan"),
        ("DANGKYKHAISINH", "DANG KY KHAI SINH"),
        # with a slip in it
        ("dangkykhaixinh", "dang ky khai sinh"),
        # shorter than six letters: only what is listed
        ("hoso", "hồ sơ"),
        ("hồsơ", "hồ sơ"),
        ("odau", "ở đâu"),
    ],
)
def test_joined_words_are_cut(typed: str, meant: str) -> None:
    assert normalise(typed).text == meant


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "thuong", "nguoin", "camera", "mobile", "hahaha", "hoanganh", "a" * 500, "vneid2"],
)
def test_what_is_one_word_or_nothing_certain_is_not_cut(word: str) -> None:
    assert default_word_cutter().cut(word) == ()


def test_two_cuts_that_cost_the_same_are_none() -> None:
    vocabulary = build_vocabulary(
        [], ["ban hang", "bang ang"], ["ban", "hang", "bang", "ang", "ha"]
    )
    assert WordCutter(vocabulary).cut("banhang") == ("ban", "hang")
    either = build_vocabulary([], [], ["thang", "an", "than", "gan", "ha"])
    assert WordCutter(either).cut("thangan") == ()


def test_each_letter_of_a_cut_word_keeps_its_place() -> None:
    typed = "hỏi dangkykhaisinh, rồi"
    result = normalise(typed)
    start = result.text.index("khai sinh")
    assert typed[slice(*result.source_span(start, start + len("khai sinh")))] == "khaisinh"
    assert result.text.endswith(", rồi")
