"""Numbers that nobody should send to a machine."""

import pytest

from bot.dialogue.personal import holds_personal_number


@pytest.mark.parametrize(
    "text", ["cccd 092085001234", "gọi 0912 345 678", "+84 912345678", "thẻ 9704 1234 5678 9012"]
)
def test_identity_phone_and_card_numbers_are_personal(text: str) -> None:
    assert holds_personal_number(text)


@pytest.mark.parametrize(
    "text", ["", "H13.16-240326-0001", "8.000đ", "24/11/2026", "mã 1.001193", "[số điện thoại]"]
)
def test_codes_sums_and_dates_are_not(text: str) -> None:
    assert not holds_personal_number(text)
