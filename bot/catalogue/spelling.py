"""Which known words a mistyped word may stand for, and how far apart they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from bot.text.tone_marks import strip_tones

TONE_COST = 0.04
LETTER_COST = 0.08
SOUND_COST = 0.08
EDIT_COST = 0.1
_SHORTEST_EDITED = 4
"""shorter words are one letter away from too many others"""
_REMEMBERED = 20_000
"""words whose readings are kept in memory"""
_NO_VOWEL = re.compile(r"[^aăâeêioôơuưy]")
_SOUNDS = (
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"y"), "i"),
    (re.compile(r"t$"), "c"),
    (re.compile(r"ng$"), "n"),
)


class SpellingGuide:
    """Finds known folded words that sound alike or are one slip away."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._remembered: dict[str, dict[str, float]] = {}
        self._by_gap: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            self._by_sound[_sound(word)].append(word)
            if len(word) >= _SHORTEST_EDITED:
                for gap in _gaps(word):
                    self._by_gap[gap].append(word)

    def readings(self, folded: str) -> dict[str, float]:
        """Return known words that the folded word may stand for, with their cost (0 best)."""
        remembered = self._remembered.get(folded)
        if remembered is not None:
            return remembered
        readings = self._find(folded)
        if len(self._remembered) < _REMEMBERED:
            self._remembered[folded] = readings
        return readings

    def _find(self, folded: str) -> dict[str, float]:
        readings = dict.fromkeys(self._by_sound.get(_sound(folded), ()), SOUND_COST)
        if folded in self._known:
            readings[folded] = 0.0
        elif len(folded) >= _SHORTEST_EDITED - 1 and folded.isalpha():
            for gap in _gaps(folded):
                for word in self._by_gap.get(gap, ()):
                    readings.setdefault(word, EDIT_COST)
        return readings


def diacritics_cost(typed: str, meant: str) -> float:
    """Return how much typed diacritics speak against a word with the same letters."""
    if typed == meant:
        return 0.0
    return TONE_COST if strip_tones(typed) == strip_tones(meant) else LETTER_COST


def same_vowels(typed: str, meant: str) -> bool:
    """Tell whether two words have the same vowels, whatever their tones and consonants."""
    first, second = (
        _NO_VOWEL.sub("", strip_tones(word)).replace("y", "i") for word in (typed, meant)
    )
    return first == second


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _gaps(word: str) -> set[str]:
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
