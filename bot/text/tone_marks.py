"""One place for the tone mark: hoà → hòa, thuỷ → thủy, but toàn and quý stay."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""Telex key of each tone and its combining mark."""
VOWELS = frozenset("aăâeêioôơuưy")
_OPEN_PAIRS = frozenset({("o", "a"), ("o", "e"), ("u", "y")})
_MARKED_VOWELS = frozenset("ăâêôơ")


def split_tone(character: str) -> tuple[str, str]:
    """Return the letter without its tone, and the tone's combining mark or ''."""
    decomposed = unicodedata.normalize("NFD", character)
    tones = [mark for mark in decomposed if mark in TONES.values()]
    if len(tones) != 1:
        return character, ""
    return unicodedata.normalize("NFC", decomposed.replace(tones[0], "")), tones[0]


def strip_tones(word: str) -> str:
    """Return the composed word without tones; ơ, ư, ê, đ … are kept."""
    return "".join(split_tone(character)[0] for character in word)


@lru_cache(maxsize=16384)
def one_style(word: str) -> str:
    """Return the composed word with its tone mark where this project puts it."""
    if word.isascii():
        return word
    letters = [split_tone(character) for character in word]
    toned = [place for place, (_, tone) in enumerate(letters) if tone]
    if len(toned) != 1:
        return word
    target = _tone_place([letter.lower() for letter, _ in letters], toned[0])
    if target == toned[0]:
        return word
    plain = [letter for letter, _ in letters]
    plain[target] += letters[toned[0]][1]
    return unicodedata.normalize("NFC", "".join(plain))


def _tone_place(letters: list[str], place: int) -> int:
    before = letters[place - 1] if place else ""
    after = letters[place + 1] if place + 1 < len(letters) else ""
    is_last = place + 1 == len(letters)
    glide = (before, letters[place]) in {("q", "u"), ("g", "i")}
    if glide and after in VOWELS:
        return place + 1
    if is_last and (before, letters[place]) in _OPEN_PAIRS:
        return place if letters[place - 2 : place - 1] == ["q"] else place - 1
    if after in _MARKED_VOWELS and letters[place] in {"i", "y", "u", "ư", "o"}:
        return place + 1
    if (letters[place], after) in _OPEN_PAIRS and place + 2 < len(letters):
        return place + 1
    return place
