"""How a syllable sounds to those who mix up hỏi and ngã, s and x, tr and ch, n and ng."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.text.fold import fold
from bot.text.tone_marks import VOWELS, split_tone

_VOWEL = "".join(sorted(VOWELS))
_PARTS = re.compile(
    rf"(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđfghjklmnprstvxz]?)([{_VOWEL}]*)(ng|nh|ch|[ckgmnpt]?)"
)
_SAME_ONSET = {
    "x": "s",
    "tr": "ch",
    "gi": "d",
    "v": "d",
    "r": "d",
    "z": "d",
    "j": "d",
    "gh": "g",
    "ngh": "ng",
    "k": "c",
    "f": "ph",
}
_SAME_CODA = {"c": "t", "k": "t", "ng": "n", "g": "n"}
_SAME_CODA_AFTER_I = {**_SAME_CODA, "ch": "t", "nh": "n"}
"""lịch and lịt, sinh and sin, lệch and lệt; but not bách and bát"""
_SAME_TONE = {"\u0303": "\u0309"}


@dataclass(frozen=True, slots=True)
class Sound:
    """The parts of a syllable as they are told apart."""

    syllable: str
    """lower case"""
    folded: str
    onset: str
    vowels: str
    coda: str
    tone: str
    """combining mark, or ''"""
    key: tuple[str, str, str, str]
    """what two written syllables that sound alike have in common"""
    folded_key: tuple[str, str, str]
    """what is left of the key without diacritics; đ is d"""

    @property
    def is_plain(self) -> bool:
        """Tell whether it was typed without diacritics."""
        return self.syllable == self.folded

    def spells(self, meant: Sound) -> bool:
        """Tell whether these plain letters may stand for ``meant``, slips included."""
        if fold(self.vowels) != fold(meant.vowels):
            return False
        same_coda = _coda(self.coda, meant.vowels) == _coda(meant.coda, meant.vowels)
        # đ is no d here: "ve nghi" is never đề nghị
        onsets = [_SAME_ONSET.get(onset, onset) for onset in (self.onset, meant.onset)]
        return same_coda and (self.onset == fold(meant.onset) or onsets[0] == onsets[1])


@lru_cache(maxsize=16384)
def sound_of(word: str) -> Sound | None:
    """Return the sound of a composed lower-case word, or None when it is no syllable."""
    letters = [split_tone(letter) for letter in word]
    tones = "".join(tone for _, tone in letters)
    parts = _PARTS.fullmatch("".join(letter for letter, _ in letters))
    if parts is None or len(tones) > 1:
        return None
    onset, vowels, coda = parts.groups()
    if onset == "gi":
        # gì is gi and i, giếng is gi and iê
        vowels = f"i{vowels}" if vowels[:1] in {"", "ê"} else vowels
    if not vowels:
        return None
    vowels = _one_i(vowels)
    key, folded_key = _keys(onset, vowels, coda, tones)
    return Sound(word, fold(word), onset, vowels, coda, tones, key, folded_key)


def _keys(
    onset: str, vowels: str, coda: str, tone: str
) -> tuple[tuple[str, str, str, str], tuple[str, str, str]]:
    written = _SAME_ONSET.get(onset, onset)
    plain = fold(vowels)
    return (
        (written, vowels, _coda(coda, vowels), _SAME_TONE.get(tone, tone)),
        # e may be ê
        (fold(written), plain, _coda(coda, plain.replace("e", "i"))),
    )


def _one_i(vowels: str) -> str:
    # lý and lí, yêu and iêu, ủy and ủi; but not tay and tai
    if vowels in {"y", "uy"} or vowels.startswith("yê"):
        return vowels.replace("y", "i")
    return vowels


def _coda(coda: str, vowels: str) -> str:
    same = _SAME_CODA_AFTER_I if vowels[-1] in "iê" else _SAME_CODA
    return same.get(coda, coda)
