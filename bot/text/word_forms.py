"""The ways in which people type a word: without its marks, hỏi for ngã, i for y."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.text.fold import fold
from bot.text.tone_marks import one_style

_FINAL_Y = re.compile(r"(?<=[bcdghklmnprstvx])([yỳýỷỹỵ])$")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_HOOK_AND_TILDE = str.maketrans("\u0309\u0303", "\u0303\u0309")


@lru_cache(maxsize=8192)
def word_forms(word: str) -> frozenset[str]:
    """Return what may be typed for ``word``, all composed and in lower case."""
    meant = tidy_word(word)
    spellings = {meant, _with_i(meant)}
    spellings |= {_tones_swapped(spelling) for spelling in spellings}
    return frozenset(spellings | {fold(spelling) for spelling in spellings})


def agrees(typed: str, meant: str) -> bool:
    """Tell whether the tidy word ``typed`` may stand for ``meant``."""
    return typed == meant or typed in word_forms(meant)


def tidy_word(word: str) -> str:
    """Return the word composed, in lower case, its tone mark where this project puts it."""
    return word.lower() if word.isascii() else one_style(unicodedata.normalize("NFC", word).lower())


def sound_key(word: str) -> str:
    """Return what all forms of a word have in common; numbers without leading zeros."""
    return (fold(_with_i(word)).lstrip("0") or "0") if word else ""


def loosely(phrase: str) -> str:
    """Return the source of a pattern that finds the lower-case phrase in each of its forms."""
    return r"\s+".join(_alternatives(word) for word in phrase.split())


def _alternatives(word: str) -> str:
    forms = sorted(word_forms(word))
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _with_i(word: str) -> str:
    return _FINAL_Y.sub(lambda found: found[1].translate(_Y_TO_I), word)


def _tones_swapped(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word).translate(_HOOK_AND_TILDE)
    return unicodedata.normalize("NFC", decomposed)
