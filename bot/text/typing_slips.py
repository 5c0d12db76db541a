"""What an input method left behind: Telex (ddawng kys), VNI (d9a8ng ky1), sinhh."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.text.lone_syllables import default_lone_syllables
from bot.text.syllables import has_possible_tone, is_folded_syllable, is_syllable
from bot.text.tone_marks import TONES, VOWELS, one_style, split_tone, strip_tones
from bot.text.vocabulary import default_vocabulary

_TELEX_LETTERS = (
    # both methods at once, or the key once too often: dđăng, ddđăng
    ("ddđ", "đ"),
    ("dđ", "đ"),
    ("đd", "đ"),
    ("dd", "đ"),
    ("aaw", "ă"),
    ("awa", "â"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("uwow", "ươ"),
    ("ưow", "ươ"),
    ("uow", "ươ"),
    ("uwo", "ươ"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_LATE_HORNS = (("uo", "ươ"), ("u", "ư"), ("o", "ơ"), ("a", "ă"))
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_VNI_LETTERS = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}
_VNI_WORD = re.compile(r"[a-zà-ỹđ]+\d[a-zà-ỹđ\d]*")
_RARE = 3
"""a syllable in so few words of the lexicon is less likely than a common one with more marks"""
_STRETCHED = re.compile(r"(\w)\1{2,}")
_EARLY_TONE = re.compile(r"(?<=[aeoiuyw])([fj])(?=[a-z])|(?<=aa|ee|oo|aw|ow|uw)([srx])(?=[a-z])")
"""a tone key before the end; s, r and x only after another Telex sign (test, form stay)"""


@lru_cache(maxsize=8192)
def repair_slip(word: str) -> str | None:
    """Return the lower-case syllable that was meant, or None when nothing is certain.

    Only words that cannot be read as they stand are touched.
    """
    lowered = word.lower()
    if len(lowered) < 3 or is_syllable(lowered):
        return None
    if _VNI_WORD.fullmatch(lowered):
        return _as_known(_decode_vni(lowered))
    if not lowered.isalpha():
        return None
    if is_folded_syllable(lowered):
        return None
    return (
        _first_known(_decode_telex(lowered))
        or _drop_lost_tone(lowered)
        or _if_readable(_STRETCHED.sub(r"\1", lowered))
        or _if_readable(_drop_doubled_end(lowered))
    )


def _first_known(decoded: Iterator[str]) -> str | None:
    return next((known for known in map(_as_known, decoded) if known), None)


def _as_known(word: str | None) -> str | None:
    """Return the decoded syllable, with the marks that its keys left out: nọp → nộp."""
    if not word:
        return None
    completed = default_lone_syllables().complete(word)
    count = default_vocabulary().counts.get(word, 0)
    if not is_syllable(word) or not has_possible_tone(word) or count <= _RARE:
        return completed or (word if count else None)
    return word


def _if_readable(word: str) -> str | None:
    return word if is_folded_syllable(word) else None


def _drop_doubled_end(word: str) -> str:
    return word[:-1] if word[-1] == word[-2] else word


def _drop_lost_tone(word: str) -> str | None:
    # thuongf: the tone was typed, the marks of ươ were not
    if len(word) >= 5 and word[-1] in TONES:
        return _if_readable(word[:-1])
    return None


def _decode_telex(word: str) -> Iterator[str]:
    for body, key in _tone_keys(word):
        decoded = _decode_letters(body)
        if strip_tones(decoded) != decoded:
            # giấys: the method had set the tone already
            if key and decoded == body and _tone_of(decoded) == TONES[key]:
                yield decoded
        elif key:
            yield put_tone(decoded, TONES[key]) or ""
            yield from _with_late_hat(decoded, TONES[key])
        elif decoded != word:
            yield decoded


def _tone_keys(word: str) -> Iterator[tuple[str, str]]:
    """Yield the word without its tone key, and the key; the whole word without one last."""
    if word[-1] in TONES:
        yield word[:-1], word[-1]
        return
    early = list(_EARLY_TONE.finditer(word))
    if len(early) == 1:
        yield word[: early[0].start()] + word[early[0].end() :], early[0].group()
    yield word, ""


def _with_late_hat(body: str, tone: str) -> Iterator[str]:
    # giayas: the second a came last; only what is common, for names end so too (Napas)
    last = body[-1:]
    if last in _HATS and body.count(last) == 2:
        meant = put_tone(body[:-1].replace(last, _HATS[last]), tone)
        if meant in default_vocabulary().frequent:
            yield meant


def _decode_letters(body: str) -> str:
    decoded = body
    for typed, letter in _TELEX_LETTERS:
        decoded = decoded.replace(typed, letter)
    # the second d, or the w, may come at the very end: dangkyd, nguoiwf
    if decoded.endswith("d") and decoded.startswith("d") and len(decoded) > 2:
        decoded = "đ" + decoded[1:-1]
    if decoded.endswith("w"):
        for plain, horned in _LATE_HORNS:
            if plain in decoded:
                return decoded[:-1].replace(plain, horned)
    return decoded


def _tone_of(word: str) -> str:
    return "".join(split_tone(letter)[1] for letter in word)


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
    # one 7 after uo marks both letters: duo7c5, duoc75 → được
    places = [place for place, letter in enumerate(letters) if letter in marks]
    if not places:
        return False
    pair = key == "7" and len(places) > 1 and places[-1] - places[-2] == 1
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
