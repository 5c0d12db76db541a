"""Folding: what is left of a text that was typed without diacritics."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics, đ as d.

    A composed text (NFC) keeps its length, so that offsets stay valid.
    """
    return "".join(map(_fold_character, text))


def has_diacritics(text: str) -> bool:
    """Tell whether folding loses anything but the case."""
    return fold(text) != text.lower()


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    if unicodedata.combining(character):
        return ""
    base = unicodedata.normalize("NFD", character)[0]
    lowered = base.lower()
    # a few letters grow when lowered (İ); one character must stay one character
    return lowered if len(lowered) == 1 else lowered[0]
