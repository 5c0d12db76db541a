"""Odd spellings of personal numbers are masked; what only looks like one is not."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.masking import mask

PHONE, CITIZEN, CARD = "[số điện thoại]", "[số định danh]", "[số thẻ]"
CODE, PAPER, EMAIL, PASSPORT = "[mã hồ sơ]", "[số giấy tờ]", "[email]", "[số hộ chiếu]"
MUST_MASK = {
    PHONE: [
        "０９１２ ３４５ ６７８",
        "𝟎𝟗𝟏𝟐 𝟑𝟒𝟓 𝟔𝟕𝟖",
        "٠٩١٢ ٣٤٥ ٦٧٨",
        "0️⃣9️⃣1️⃣2️⃣ 345 678",
        "0912,345,672",
        "0912, 345, 672",
        "0912/345/673",
        "0912·345·675",
        "0912•345•675",
        "0912_345_678",
        "0912:345:678",
        "0912; 345.678",
        "0912      345      678",
        "0912......345......678",
        "0912\n345\n678",
        "0912\u00ad345\u00ad678",
        "0912 \u200e345\u200e 678",
        "0912\u2066 345\u2069 678",
        "09_12_34_56_78",
        "09·12·34·56·78",
        "09/12/34/56/78",
        "09-12-34-56-78",
        "09.12.34.56.78",
        "09.12.2012.34",
        "09-2012-3456",
        "+84/912/345/678",
        "+84,912,345,678",
        "0084 912 345 678",
        "84.912.345.000",
        "0912.345.000",
        "(0292)/3820536",
        "0292/3.820.536",
        "(0292) 3,820,536",
    ],
    CITIZEN: [
        "０７９２ ０１００ ５６７８",
        "079  201  009  235",
        "079/201/009/236",
        "079,201,009,236",
        "079 , 201 , 009 , 236",
        "079_201_009_236",
        "079·201·009·236",
        "07920 1001234",
        "079 20 1001234",
        "0792010 01234",
        "079\u00ad201\u00ad009\u00ad236",
        "079\u200e201\u200f009\u2060236",
        "092 085 001 034",
    ],
    CARD: [
        "4111  1111  1111  1112",
        "4111/1111/1111/1112",
        "4111,1111,1111,1112",
        "4111_1111_1111_1112",
        "４１１１ １１１１ １１１１ １１１２",
        "3782 822463 10005",
        "3782-822463-10005",
        "9704 12 34 12 34 12 34",
        "970412 3412341234567",
    ],
    PAPER: [
        "36 12 34 567",
        "36.12.34.567",
        "361  234  567",
        "361_234_567",
        "361·234·567",
        "361 234567",
        "361 234.567",
    ],
    PASSPORT: ["B1234567", "C1234567", "b1234567", "Ｂ１２３４５６７", "P01234567", "B 1234567"],
    EMAIL: [
        "an.nguyen @ gmail.com",
        "cuong＠gmail.com",
        "cuong ＠ gmail．com",
        "an.nguyen@gmail . com",
        "an.nguyen@gmail",
        "an\u200b.nguyen@gm\u00adail.com",
    ],
    CODE: [
        "Ｈ13.16-240326-0002",
        "H13/16/240326/0003",
        "H13_16_240326_0006",
        "H13·16·240326·0007",
        "H13.16-\u00ad240326-\u200e0002",
        "𝐇𝟏𝟑.𝟏𝟔-𝟐𝟒𝟎𝟑𝟐𝟔-𝟎𝟎𝟎𝟐",
        "H13.16 /  240326 /  0002",
        "2H13 16 240326 0001",
        "000/00/16/H13/190326/0001",
    ],
}


@pytest.mark.parametrize(
    ("kind", "written"), [(kind, row) for kind, rows in MUST_MASK.items() for row in rows]
)
def test_an_odd_spelling_is_masked_and_the_words_around_it_stay(kind, written):
    masked = mask(f"số của tôi: {written}, nhé")
    assert re.sub(r"(?<=: )2(?=\[)", "", masked) == f"số của tôi: {kind}, nhé"


@pytest.mark.parametrize(
    "text",
    [
        # sums of money
        "15.000.000 đồng",
        "1.500.000đ",
        "500,000",
        "540.000",
        "500.000.000",
        "vốn 500,000,000 và 1.500.000.000",
        "từ 15.000.000 đến 20.000.000 đồng",
        "khoảng 15.000.000 - 20.000.000 đồng",
        "tháng 540.000/1.200.000",
        "phạt 500.000-1.000.000",
        "phạt 150.500.250 - 200.750.500 đồng",
        "phạt 12.500 - 15.750 đồng",
        "540.000, 750.000, 900.000, 150.000",
        "84.500.000 - 90.000.000",
        "84.500.000 - 5.000",
        "500 000 000 đồng",
        "15.000.000 dong",
        "123.456.789 vnd",
        unicodedata.normalize("NFD", "123.456.789 đồng"),
        "８.０００đ",
        # dates
        "24/11/2026",
        "2026-11-23",
        "05-11-26 10-12-26",
        "05.11.26 - 10.12.26",
        "05/11/26, 10/12/26",
        "03/02, 30/04, 01/05",
        "03.2025 - 04.2026",
        "07-2025 và 12-2026",
        "từ 01-07-2025-31-12-2025",
        "từ 05/11/2026 - 05/12/2026, 05/01/2027",
        "２４/１１/２０２６",
        "tháng 11/2026, 12/2026, 01/2027",
        # times
        "8h30 23/11/2026, 9h15",
        "07.30-11.30, 13.30-17.00",
        "07.30 - 11.30 - 3.00",
        "07:30 - 11:30, 13:00 - 17:00",
        "7h00-11h00 và 13h00-17h00 từ thứ 2 đến thứ 6",
        # years, ages
        "năm 2023, 2024, 2025, 2026",
        "2023 2024 2025 2026",
        "giai đoạn 2021-2025, 2026-2030",
        "các con 12, 14, 17, 20, 25 tuổi",
        "sinh năm 1985 và 1990, 36 tuổi",
        # codes, law, forms
        "1.001193",
        "2.000815.000.00.00.H55",
        "1.001193, 2.000815, 1.014063",
        "118/2025/NĐ-CP",
        "TT 154/2025",
        "TT 05/2025, 06/2025, 07/2025",
        "022/2023, 025/2024",
        "Nghị quyết 07/2025/NQ-HĐND, 154/2025/NĐ-CP",
        "mẫu CT07, CT01, TK1, A11",
        "mẫu 03, 05, 07, 08, 10",
        "mã H13, H30, H51, G22.99",
        # places and lines that everybody may know
        "12/34/5 đường 3/2",
        "361/234/567 đường 30/4",
        "hẻm 132/45/12, đường 30/4, phường 7",
        "gọi 1900 1234, 1800 5678, 1900.1234, 1022, 113",
        "10°02'04.5\" B, 105°47'",
        "10.0301, 105.7703",
        "diện tích 1.200 m², 85,5 m²",
        # an address needs a name before it
        "hỏi @admin",
        "vào canthogov.vn. Cảm ơn",
    ],
)
def test_what_only_looks_like_a_personal_number_stays(text):
    assert mask(text) == text
    assert mask(f"hỏi: {text} nhé") == f"hỏi: {text} nhé"


@pytest.mark.parametrize("word", ["đồng thời", "đồng ý", "Đồng Tháp"])
def test_a_word_that_begins_like_a_currency_makes_no_sum(word):
    assert mask(f"CMND 361.234.567 {word}") == f"CMND {PAPER} {word}"


def test_what_is_not_masked_stays_as_it_was_typed():
    text = "ｘｉｎ  chào\u200b ², 0912\u00ad345\u00ad678\u200e  nhe\u0301"
    assert mask(text) == f"ｘｉｎ  chào\u200b ², {PHONE}\u200e  nhe\u0301"


def test_a_number_between_others_is_masked_alone():
    assert mask("500.000, 0912,345,672, 24/11/2026") == f"500.000, {PHONE}, 24/11/2026"
    assert mask("gọi 0912345678 12 giờ 30/4") == f"gọi {PHONE} 12 giờ 30/4"
    assert mask("gọi 0912 345 678 30/4") == f"gọi {PHONE} 30/4"
    assert mask("079/201/009/236 và 0912/345/673") == f"{CITIZEN} và {PHONE}"


WIDE = st.sampled_from([*" .-–,/_·", "  ", " - ", ", ", "\u00ad", " \u200e"])
STYLES = st.sampled_from(["0", "０", "𝟎", "٠"])


@given(
    st.lists(WIDE, min_size=3, max_size=3),
    st.sampled_from(["0912 345 678", "079 201 009 236", "0792 0100 5678", "092 085001 234"]),
    STYLES,
)
def test_any_mix_of_signs_between_groups_of_three_is_masked(signs, number, zero):
    groups = number.split()
    written = groups[0] + "".join(
        sign + group for sign, group in zip(signs, groups[1:], strict=False)
    )
    shown = "".join(chr(ord(zero) + int(c)) if c in "0123456789" else c for c in written)
    assert mask(f"gọi {shown} nhé") in (f"gọi {PHONE} nhé", f"gọi {CITIZEN} nhé")


LONGEST_MESSAGE = 4000
HOSTILE = [
    "1.", "(", "0 ", "a", "H13 .", "a@b.c+", "a@", "100.", "0912 ", "0.", "123 ", "1900 1234 ",
    "\ufdfa", "0\u0301", "0\u200b", " \u200b", "2026 ", "b1234567", "0912345678b1234567", "O", "HO",
    "01/07/2025-", "15.000.000 - ", "9704 ", "+84(0)", "+", "84", "0/", "02 ", "000.00.16.",
    "07.30-", "0912, ", "\U0001d7ce", "\u0301", "-", "1 . , / ", "[email]", "2h30",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("around", ["", "@", "H13", "84", "0912345678"])
def test_the_longest_message_is_masked_whatever_it_repeats(piece, around):
    text = (around + piece * LONGEST_MESSAGE)[: LONGEST_MESSAGE - len(around)] + around
    once = mask(text)
    assert mask(once) == once
