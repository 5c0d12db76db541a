"""What an input method left behind: Telex (ddawng kys), VNI (d9a8ng ky1), sinhh."""

from __future__ import annotations

import re
import unicodedata

from bot.text.syllables import is_folded_syllable, is_syllable
from bot.text.tone_marks import TONES, VOWELS, one_style, strip_tones

_TELEX_LETTERS = (
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("uwow", "ươ"),
    ("uow", "ươ"),
    ("uwo", "ươ"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_VNI_LETTERS = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}
_VNI_WORD = re.compile(r"[a-zà-ỹđ]+\d[a-zà-ỹđ\d]*")
_STRETCHED = re.compile(r"(\w)\1{2,}")


def repair_slip(word: str) -> str | None:
    """Return the lower-case syllable that was meant, or None when nothing is certain.

    Only words that cannot be read as they stand are touched.
    """
    lowered = word.lower()
    if len(lowered) < 3 or is_syllable(lowered):
        return None
    if _VNI_WORD.fullmatch(lowered):
        return _if_syllable(_decode_vni(lowered))
    if not lowered.isalpha():
        return None
    if is_folded_syllable(lowered):
        return None
    return (
        _if_syllable(_decode_telex(lowered))
        or _drop_lost_tone(lowered)
        or _if_readable(_STRETCHED.sub(r"\1", lowered))
        or _if_readable(_drop_doubled_end(lowered))
    )


def _if_syllable(word: str | None) -> str | None:
    return word if word and is_syllable(word) else None


def _if_readable(word: str) -> str | None:
    return word if is_folded_syllable(word) else None


def _drop_doubled_end(word: str) -> str:
    return word[:-1] if word[-1] == word[-2] else word


def _drop_lost_tone(word: str) -> str | None:
    # thuongf: the tone was typed, the marks of ươ were not
    if len(word) >= 5 and word[-1] in TONES:
        return _if_readable(word[:-1])
    return None


def _decode_telex(word: str) -> str | None:
    body, key = (word[:-1], word[-1]) if word[-1] in TONES else (word, "")
    decoded = body
    for typed, letter in _TELEX_LETTERS:
        decoded = decoded.replace(typed, letter)
    # the second d or w may come at the very end: dangkyd, nguoiw
    if decoded.endswith("d") and decoded.startswith("d") and len(decoded) > 2:
        decoded = "đ" + decoded[1:-1]
    if decoded == word or strip_tones(decoded) != decoded:
        return None
    return put_tone(decoded, TONES[key]) if key else decoded


def _decode_vni(word: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for character in word:
        if character in _VNI_TONES:
            tone = TONES[_VNI_TONES[character]]
        elif character in _VNI_LETTERS:
            if not _mark_letters(letters, _VNI_LETTERS[character], character):
                return None
        elif character.isdigit():
            return None
        else:
            letters.append(character)
    decoded = "".join(letters)
    return put_tone(decoded, tone) if tone else decoded


def _mark_letters(letters: list[str], marks: dict[str, str], key: str) -> bool:
    # one 7 after uo marks both letters: duo7c5 → được
    places = [place for place, letter in enumerate(letters) if letter in marks]
    if not places:
        return False
    pair = key == "7" and places[-2:] == [len(letters) - 2, len(letters) - 1]
    for place in places[-2:] if pair else places[-1:]:
        letters[place] = marks[letters[place]]
    return True


def put_tone(syllable: str, tone: str) -> str | None:
    """Return the toneless syllable with the combining mark ``tone`` on its main vowel."""
    start = 2 if syllable.startswith("qu") else 0
    if syllable.startswith("gi") and any(letter in VOWELS for letter in syllable[2:]):
        start = 2
    vowels = [place for place, letter in enumerate(syllable) if letter in VOWELS and place >= start]
    if not vowels or vowels[-1] - vowels[0] != len(vowels) - 1:
        return None
    place = _main_vowel(syllable, vowels)
    toned = syllable[: place + 1] + tone + syllable[place + 1 :]
    return one_style(unicodedata.normalize("NFC", toned))


def _main_vowel(syllable: str, vowels: list[int]) -> int:
    marked = [place for place in vowels if syllable[place] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = vowels[-1] + 1 < len(syllable)
    if closed or len(vowels) == 3:
        return vowels[-1] if closed else vowels[1]
    return vowels[0]
