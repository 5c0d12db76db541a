"""Whether somebody sends us numbers that nobody should send to a machine."""

from __future__ import annotations

from bot.privacy.masking import mask

_PERSONAL = ("[số định danh]", "[số điện thoại]", "[số thẻ]")


def holds_personal_number(text: str) -> bool:
    """Tell whether the text holds an identity, phone or card number; codes are none."""
    masked = mask(text)
    return any(kind in masked and kind not in text for kind in _PERSONAL)
