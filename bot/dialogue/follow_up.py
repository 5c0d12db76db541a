"""Short signs that a message leans on the one before: function words, no content."""

from __future__ import annotations

import re

from bot.text.fold import has_diacritics

_OPENERS = re.compile(
    r"(?:(?:à|ừ|ủa|ờ|dạ|a|u|ua|o|da)\s+)?(?:thế|còn|vậy|thì|rồi|the|con|vay|thi|roi)\b"
)
_NO_OPENERS = re.compile(
    # without diacritics: "con tui" is a child, "the can cuoc" is a card
    r"con (?:tui|toi|em|minh|gai|trai|be|chau|nho|moi|cua|nuoi|rieng|ngoai|chua|duoi|sap)\b"
    r"|the (?:can|cc|chip|bao|bhyt|bh|atm|nao|cu)\b"
)
_NEEDED = re.compile(
    r"\b(?:can|mang|dem|nop|kem|phai co)\b(?!.*\b(?:gi|nao|lam|xin)\b)"
    r".*\b(?:khong|ko|k|kg|hong|hok|hem|hon)\b"
)
_ORDINALS = {
    "mot": 1, "nhat": 1, "dau": 1, "dau tien": 1, "tren": 1, "tren cung": 1,
    "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4,
}  # fmt: skip
_LAST = {"cuoi", "cuoi cung", "chot", "sau cung", "duoi cung", "duoi"}
_POINTER = re.compile(
    r"(?:^|\b)(?:cai|so|thu|cau|y|muc|phan|lua chon|chon|nut|dong)\s+(?:(?:thu|so)\s+)?"
    r"(dau tien|cuoi cung|sau cung|tren cung|duoi cung|[a-z]+|\d+)"
)
_BARE_NUMBER = re.compile(r"^\W*(\d+)\W*(?:di|nha|nhe|a|thoi)?\W*$")


def leans_on_the_last_turn(text: str) -> bool:
    """Tell whether the message, as typed, starts like "thế …", "còn …", "vậy …"."""
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


def chosen_place(folded: str, count: int) -> int | None:
    """Return the index (from 0) of the choice that the message points at, if any."""
    if count == 0:
        return None
    place = _named_place(folded.strip(), count)
    return place - 1 if place is not None and 1 <= place <= count else None


def _named_place(folded: str, count: int) -> int | None:
    bare = _BARE_NUMBER.match(folded)
    if bare:
        return int(bare.group(1))
    for pointed in _POINTER.finditer(folded):
        word = pointed.group(1)
        if word.isdigit():
            return int(word)
        if word in _LAST:
            return count
        if word in _ORDINALS:
            return _ORDINALS[word]
    return count if folded in _LAST else _ORDINALS.get(folded)
