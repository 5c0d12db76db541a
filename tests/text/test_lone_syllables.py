"""One impossible syllable becomes the one frequent syllable that it nearly is."""

import pytest

from bot.text.lone_syllables import LoneSyllables, default_lone_syllables
from bot.text.normalise import normalise
from bot.text.vocabulary import build_vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # hỏi for ngã where the syllable is hardly a word
        ("nhửng", "những"), ("trã", "trả"), ("sẳn", "sẵn"), ("rỏ", "rõ"), ("chổ", "chỗ"),
        ("cữa", "cửa"), ("hõi", "hỏi"), ("mổi", "mỗi"),
        # a mark that got lost
        ("đươc", "được"), ("dươc", "được"), ("nguời", "người"), ("nọp", "nộp"), ("đựoc", "được"),
        # a letter missing, twice or swapped
        ("khôg", "không"), ("nhữg", "những"), ("nhưgn", "nhưng"), ("thủủ", "thủ"),
        ("khog", "khong"), ("duog", "duong"), ("gaiy", "giay"),
        # written as it sounds
        ("nghành", "ngành"), ("fí", "phí"), ("lịt", "lịch"), ("cướt", "cước"),
    ],
)  # fmt: skip
def test_an_impossible_syllable_is_mended(typed: str, meant: str) -> None:
    assert normalise(f"xin hỏi {typed} nha").text == f"xin hỏi {meant} nha"


@pytest.mark.parametrize(
    "word",
    ["bển", "ổng", "hổm", "quởn", "nghen", "thgi", "zzz", "trng", "biêt", "nhậ", "krông", "chăm"],
)
def test_dialect_and_what_may_mean_several_things_stay(word: str) -> None:
    assert default_lone_syllables().mend(word) == word


def test_a_neighbour_decides_between_several() -> None:
    lone = default_lone_syllables()
    assert lone.mend("nhậ", previous="xác") == "nhận"
    assert lone.mend("câp", following="lại") == "cấp"
    assert lone.mend("thàn", following="phố") == "thành"


def test_a_syllable_that_makes_a_word_with_its_neighbour_stays() -> None:
    lone = LoneSyllables(build_vocabulary(["hiếu đễ"], [], ["để"]))
    assert lone.mend("đễ") == "để"
    assert lone.mend("đễ", previous="hiếu") == "đễ"


def test_missing_marks_are_completed_only_to_one_syllable() -> None:
    lone = LoneSyllables(build_vocabulary([], [], ["nộp", "biết", "biệt"]))
    assert lone.complete("nọp") == "nộp"
    assert lone.complete("biêt") is None
