"""Short signs that a message leans on the one before: function words, no content."""

from __future__ import annotations

import re

from bot.text.fold import fold, has_diacritics
from bot.text.normalise import normalise

_OPENERS = re.compile(
    r"(?:(?:à|ừ|ủa|ờ|dạ|a|u|ua|o|da)\s+)?(?:thế|còn|vậy|thì|rồi|the|con|vay|thi|roi)\b"
)
_NO_OPENERS = re.compile(
    # without diacritics: "con tui" is a child, "the can cuoc" is a card
    r"con (?:tui|toi|em|minh|gai|trai|be|chau|nho|moi|cua|nuoi|rieng|ngoai|chua|duoi|sap)\b"
    r"|the (?:can|cc|chip|bao|bhyt|bh|atm|nao|cu)\b"
)
_WHAT_OF_IT = re.compile(r"\b(?:thi|con) (?:sao|s)\W*(?:a|ha|ha em|vay|em|con|nhi|ta)?\W*$")
_NEEDED = re.compile(
    r"\b(?:can|mang|dem|nop|kem|phai co)\b(?!.*\b(?:gi|nao|lam|xin)\b)"
    r".*\b(?:khong|ko|k|kg|hong|hok|hem|hon)\b"
)


def leans_on_the_last_turn(text: str) -> bool:
    """Tell whether the message starts like "thế …", "còn …", "vậy …", or ends in "thì sao"."""
    opens = any(map(_opens_as_a_follow_up, (text, normalise(text).text)))
    return opens or asks_what_of_it(text)


def asks_what_of_it(text: str) -> bool:
    """Tell whether the message ends in "thì sao": it asks whatever was asked before."""
    return bool(_WHAT_OF_IT.search(fold(normalise(text).text)))


def _opens_as_a_follow_up(text: str) -> bool:
    said = text.strip().lower()
    opener = _OPENERS.match(said)
    if opener is None:
        return False
    # "con" in a message with diacritics is a child, not a lazy "còn"
    lazy = not has_diacritics(opener.group())
    return not (lazy and (has_diacritics(said) or _NO_OPENERS.match(said)))


def asks_whether_needed(folded: str) -> bool:
    """Tell whether the folded message asks "cần giấy độc thân không": a paper, yes or no."""
    return bool(_NEEDED.search(folded))
