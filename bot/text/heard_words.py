"""The words of a text with what is needed to compare them: tidy, folded, where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.text.word_forms import agrees, sound_key, tidy_word

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One word; offsets point into the text that was read."""

    written: str
    """composed, in lower case"""
    key: str
    """equal for all forms of a word"""
    start: int
    end: int
    gap: str
    """what stands between the word before and this one"""

    @property
    def is_plain(self) -> bool:
        """Tell whether it was typed without diacritics."""
        return self.written.isascii()

    @property
    def is_number(self) -> bool:
        """Tell whether it consists of digits."""
        return self.written.isdecimal()

    @property
    def follows_directly(self) -> bool:
        """Tell whether only blanks, or a bracket that opens, part it from the word before."""
        return self.gap.replace("(", " ").isspace()


def read_words(text: str) -> list[HeardWord]:
    """Return the words of the text from left to right."""
    words = []
    at = 0
    for found in _WORD.finditer(text):
        written, key = _compared(found.group())
        words.append(HeardWord(written, key, found.start(), found.end(), text[at : found.start()]))
        at = found.end()
    return words


def keys_of(phrase: str) -> tuple[str, ...]:
    """Return the keys of a phrase's words."""
    return tuple(word.key for word in read_words(phrase))


def spells(words: Sequence[HeardWord], meant: Sequence[str]) -> bool:
    """Tell whether the words may stand for the tidy words ``meant``, one for one."""
    return all(agrees(word.written, each) for word, each in zip(words, meant, strict=True))


@lru_cache(maxsize=8192)
def _compared(word: str) -> tuple[str, str]:
    written = tidy_word(word)
    return written, sound_key(written)
