"""Words written as they sound become words of the offices, and nothing else does."""

import pytest

from bot.text.normalise import normalise
from bot.text.sound_slips import Run, SoundSlips, default_sound_slips
from bot.text.sounds import sound_of
from bot.text.vocabulary import build_vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # hỏi and ngã
        ("thũ tục", "thủ tục"), ("nghĩ phép", "nghỉ phép"), ("một cữa", "một cửa"),
        ("bảo hiễm", "bảo hiểm"), ("hổ trợ", "hỗ trợ"), ("trã kết quả", "trả kết quả"),
        # s and x
        ("bản xao", "bản sao"), ("bổ xung", "bổ sung"), ("sác nhận", "xác nhận"),
        ("sử phạt", "xử phạt"), ("khai xinh", "khai sinh"),
        # tr and ch
        ("trứng thực", "chứng thực"), ("tạm chú", "tạm trú"), ("chích lục", "trích lục"),
        ("chợ cấp", "trợ cấp"), ("chước bạ", "trước bạ"),
        # d, gi, v and r
        ("dấy tờ", "giấy tờ"), ("da hạn", "gia hạn"), ("tạm dắng", "tạm vắng"),
        ("xây vựng", "xây dựng"),
        # final c and t, n and ng
        ("căng cướt", "căn cước"), ("xác nhậng", "xác nhận"), ("hộ tịt", "hộ tịch"),
        ("khuyếc tậc", "khuyết tật"), ("mai tán", "mai táng"),
        ("lý lịt tư pháp", "lý lịch tư pháp"),
        # i and y
        ("lí lịch", "lý lịch"), ("đăng kí", "đăng ký"), ("chữ kí", "chữ ký"),
        ("công ti", "công ty"),
        # a last letter missing or twice
        ("thườn trú", "thường trú"), ("tạ trú", "tạm trú"), ("đại diệ", "đại diện"),
        ("thủủ tục", "thủ tục"), ("thủ tụcc", "thủ tục"), ("điện thoạ", "điện thoại"),
        # some diacritics missing as well
        ("đặt lich", "đặt lịch"), ("hộ tich", "hộ tịch"), ("làm viec", "làm việc"),
        # several at once, and in capitals
        ("xổ đõ", "sổ đỏ"), ("dấy khai xinh", "giấy khai sinh"), ("THŨ TỤC", "THỦ TỤC"),
        ("Thũ tục", "Thủ tục"),
    ],
)  # fmt: skip
def test_slips_of_sound_are_mended(typed: str, meant: str) -> None:
    assert normalise(typed).text == meant
    if typed[0].islower():
        assert normalise(f"cho em hỏi {typed} thì sao").text == f"cho em hỏi {meant} thì sao"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ho tit lam sao", "hộ tịch lam sao"),
        ("lam can cuot o dau", "lam căn cước o dau"),
        ("chuoc ba xe may", "trước bạ xe may"),
        ("liec si", "liệt sĩ"),
        ("xin giay phep xay dun", "xin giấy phép xây dựng"),
    ],
)
def test_without_diacritics_only_syllables_that_are_hardly_words_are_mended(
    typed: str, meant: str
) -> None:
    assert normalise(typed).text == meant


def test_a_syllable_that_makes_a_word_with_its_neighbour_stays() -> None:
    vocabulary = build_vocabulary(["xinh đẹp", "y"], ["khai sinh"], ["khai", "sinh"])
    slips = SoundSlips(vocabulary)
    assert slips.mend(Run(["khai", "xinh"])) == ["khai", "sinh"]
    assert slips.mend(Run(["khai", "xinh", "đẹp"])) == ["khai", "xinh", "đẹp"]


def test_what_sounds_like_two_words_stays() -> None:
    slips = SoundSlips(build_vocabulary([], ["bảng sao", "bản xao"], []))
    assert slips.mend(Run(["bảng", "xao"])) == ["bảng", "xao"]


def test_a_name_is_a_neighbour_but_is_never_changed() -> None:
    assert default_sound_slips().mend(Run(["tạm", "chú"], kept={1})) == ["tạm", "chú"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("giấy", "dấy"), ("sĩ", "xỉ"), ("trứng", "chứng"), ("lịch", "lịt"), ("quý", "quí"),
        ("yêu", "iêu"), ("giếng", "diến"), ("nghành", "ngành"), ("phí", "fí"), ("ủy", "ũi"),
    ],
)  # fmt: skip
def test_syllables_that_people_mix_up_have_one_key(first: str, second: str) -> None:
    one, other = sound_of(first), sound_of(second)
    assert one is not None
    assert other is not None
    assert one.key == other.key


@pytest.mark.parametrize(
    ("first", "second"),
    [("từ", "tử"), ("đề", "dề"), ("tai", "tay"), ("bách", "bát"), ("con", "công"), ("thú", "thủ")],
)
def test_other_syllables_have_two(first: str, second: str) -> None:
    one, other = sound_of(first), sound_of(second)
    assert one is not None
    assert other is not None
    assert one.key != other.key


@pytest.mark.parametrize("word", ["zalo", "h13", "", "hồ sơ", "ngh"])
def test_what_is_no_syllable_has_no_sound(word: str) -> None:
    assert sound_of(word) is None
