"""Personal numbers never stay in the clear; dates, fees and procedure codes do."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dossier.codes import find_codes
from bot.privacy.masking import mask

TODAY = date(2026, 11, 23)
CODE = "H13.16-240326-0001"


@pytest.mark.parametrize(
    "written",
    [
        "092190001234",
        "092 190 001 234",
        "092.190.001.234",
        "092-190-001-234",
        "0921 9000 1234",
        "092 1 90 001234",
        "092190 001234",
        "092 190001234",
        "092\u00a0190\u00a0001\u00a0234",
        "092\u200b190001234",
    ],
)
def test_a_citizen_number_is_masked_however_it_is_grouped(written):
    assert mask(f"cccd của tôi {written} nhé") == "cccd của tôi [số định danh] nhé"


@pytest.mark.parametrize("written", ["361234567", "361 234 567", "361.234.567", "361-234-567"])
def test_an_old_identity_number_is_masked(written):
    masked = mask(f"CMND {written}")
    assert masked in ("CMND [số giấy tờ]", "CMND [dãy số]")


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "0912–345–678",
        "0912  345  678",
        "09 12 34 56 78",
        "0 9 1 2 3 4 5 6 7 8",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "+84 (0) 912 345 678",
        "(+84) 912 345 678",
        "(0912) 345 678",
        "02923820536",
        "0292 3 820 536",
        "(0292) 3 820 536",
        "(0292) 3820.536",
        "0292-3820536",
    ],
)
def test_a_phone_number_is_masked_in_every_spelling(written):
    assert not re.search(r"\d", mask(f"gọi {written} nha"))


@pytest.mark.parametrize(
    "written", ["9704123412341234", "9704 1234 1234 1234", "9704-1234-1234-1234-567"]
)
def test_a_bank_card_is_masked(written):
    assert mask(f"thẻ {written}.") == "thẻ [số thẻ]."


@pytest.mark.parametrize(
    "written", ["ba.tu@gmail.com", "Ba_Tu+1@phuong.cantho.gov.vn", "bà.tư@ví-dụ.vn"]
)
def test_an_email_address_is_masked(written):
    assert mask(f"gửi {written} giúp") == "gửi [email] giúp"


@pytest.mark.parametrize("written", ["1801234567", "1900017774", "12345678901234", "1" * 40])
def test_any_other_long_row_of_digits_is_masked(written):
    assert mask(f"stk {written}") == "stk [dãy số]"


@pytest.mark.parametrize(
    "written",
    [
        CODE,
        "h13.16-240326-0001",
        "H13.16–240326–0001",
        "H13.16 - 240326 - 0001",
        "h13.16 240326 0001",
        "h13 16 240326 0001",
        "H 13.16-240326-0001",
        "H13 . 16-240326-0001",
        "H13,16-240326-0001",
        "H13.16-24O326-OOO1",
        "H13.16-240326-\u200b0001",
        "hsH13.16-240326-0001",
        "G22.99.3-241219-795252",
        "000.00.16.H13-190326-0001",
        "H13.162403260001",
        "H13.16-2403260001",
        "#check_dossier?dossier_code=H13.16-240326-0001#c2lnbmF0dXJl",
    ],
)
def test_a_dossier_code_is_masked_however_crooked(written):
    masked = mask(f"hs {written} tới đâu r")
    assert "[mã hồ sơ]" in masked
    assert not re.search(r"\d{3}", masked)


@pytest.mark.parametrize(
    "text",
    [
        "thủ tục 1.001193 cần gì",
        "mã 2.000815.000.00.00.H55",
        "phí 8.000đ một bản",
        "phí 8.000 đồng, 15.000 đồng hoặc 1.500.000 VNĐ",
        "mua nhà 123.456.789 đồng",
        "hết hạn 23/11/2026",
        "từ 01/07/2025 đến 31-12-2026",
        "hẹn 02.11.2026 08:30",
        "hẹn 02-11-2026 08:30",
        "ngày 2026-11-23",
        "Nghị định 118/2025/NĐ-CP, Luật 13/2022/QH15",
        "7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ",
        "gọi 1022 hoặc 1900 1234",
        "số 5, đường 30 Tháng 4, quận 3",
        "sinh năm 1985, lấy 12 bản sao",
        "H13 là Cần Thơ",
        "",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert mask(text) == text


def test_a_number_beside_a_date_is_masked_and_the_date_is_not():
    assert mask("8h30 23/11/2026 gọi 0912345678") == "8h30 23/11/2026 gọi [số điện thoại]"
    assert mask("0912345678, 23/11/2026") == "[số điện thoại], 23/11/2026"


def test_several_numbers_in_one_message_are_all_masked():
    text = f"{CODE} của 092190001234, sđt 0912 345 678, mail a@b.vn"
    assert mask(text) == "[mã hồ sơ] của [số định danh], sđt [số điện thoại], mail [email]"


def test_a_code_is_one_whole_mask():
    assert mask(CODE) == "[mã hồ sơ]"
    assert mask("000.00.16.H13-190326-0001") == "[mã hồ sơ]"


PIECES = st.lists(
    st.one_of(
        st.text(alphabet="0123456789 .-–,()/+@HGhOođa\u200b\u00a0", max_size=12),
        st.sampled_from([CODE, "0912345678", "092190001234", "8.000đ", "1.001193", "23/11/2026"]),
        st.text(max_size=5),
    ),
    max_size=8,
).map("".join)


@given(PIECES)
@example("0912345678@0912345678")
@example("1a@b.c0912345678")
def test_masking_again_changes_nothing(text):
    once = mask(text)
    assert mask(once) == once


@given(PIECES)
def test_no_long_row_of_digits_is_left(text):
    assert not re.search(r"[0-9]{9,}", mask(text))


SEPARATORS = st.sampled_from(["-", "–", " - ", "--", " ", " – ", "—"])


@given(st.integers(1, 9999), st.integers(1, 99), SEPARATORS, SEPARATORS, st.booleans())
def test_every_code_that_is_recognised_is_masked(serial, unit, first, second, small):
    code = f"H13.{unit}{first}240326{second}{serial:04}"
    text = f"hồ sơ {code.lower() if small else code} tới đâu"
    assert find_codes(text, TODAY)
    assert find_codes(mask(text), TODAY) == []
    assert "240326" not in mask(text)
