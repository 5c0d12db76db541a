"""Copies of a training example as people would also have typed it.

Made inside the classifier, not as Rasa messages: that is slow. The same random
source gives the same copies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from random import Random

from bot.text.fold import fold
from bot.text.lexicon import Lexicon
from bot.text.protected import find_protected
from bot.text.tone_marks import TONES, split_tone

_WORD = re.compile(r"\w+")
_TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_TONE_KEYS = {mark: key for key, mark in TONES.items()}
_SLIP_SHARE = 0.25
_FOLD_SHARE = 0.5
_SHORT_SHARE = 0.7
_SOUND_SHARE = 0.5
"""of the slips: a spelling by ear; the others are slips of the finger"""
_JOINED_SHARE = 0.03
_STARTS = (("tr", "ch"), ("ch", "tr"), ("s", "x"), ("x", "s"), ("gi", "d"), ("d", "gi"), ("v", "d"))
_ENDS = (("t", "c"), ("c", "t"), ("ng", "n"), ("n", "ng"), ("y", "i"), ("i", "y"))
_HOI_NGA = str.maketrans("ảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹ", "ãẵẫẽễĩõỗỡũữỹảẳẩẻểỉỏổởủửỷ")


class VariantMaker:
    """Makes copies of a text with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon, seed: int = 2026) -> None:
        self._random = Random(seed)
        self._short: dict[str, list[str]] = defaultdict(list)
        for word, meaning in lexicon.words.items():
            self._short[meaning].append(word)
        for word, readings in lexicon.in_context.items():
            for reading in readings:
                if word != reading.to:
                    self._short[reading.to].append(word)
        self._odd: dict[str, list[str]] = defaultdict(list)
        for phrase, spelling in lexicon.spellings.items():
            self._odd[spelling].append(" ".join(phrase))
        self._longest = max((len(meaning.split()) for meaning in self._short), default=1)

    def copies(self, text: str) -> list[str]:
        """Return the undiacritised copy and one with slips, short words, odd spellings."""
        loose = self._with_odd_spellings(self._with_short_words(text))
        return [fold(text), self._with_slips(loose)]

    def _with_short_words(self, text: str) -> str:
        words = text.split(" ")
        made: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                short = self._short.get(" ".join(words[at : at + length]).lower())
                if short and self._random.random() < _SHORT_SHARE:
                    made.append(self._random.choice(short))
                    at += length
                    break
            else:
                made.append(words[at])
                at += 1
        return " ".join(made)

    def _with_odd_spellings(self, text: str) -> str:
        for spelling, phrases in self._odd.items():
            if spelling in text and self._random.random() < _SHORT_SHARE:
                text = text.replace(spelling, self._random.choice(phrases))
        return text

    def _with_slips(self, text: str) -> str:
        protected = [(span.start, span.end) for span in find_protected(text)]

        def slip(found: re.Match[str]) -> str:
            word = found.group()
            if any(start < found.end() and found.start() < end for start, end in protected):
                return word
            if self._random.random() < _SLIP_SHARE:
                return self._slipped(word)
            return fold(word) if self._random.random() < _FOLD_SHARE else word

        return self._joined(_WORD.sub(slip, text))

    def _joined(self, text: str) -> str:
        words = text.split(" ")
        made = words[0]
        for before, word in pairwise(words):
            plain = before.isalpha() and word.isalpha()
            joins = plain and self._random.random() < _JOINED_SHARE
            made += word if joins else f" {word}"
        return made

    def _slipped(self, word: str) -> str:
        if len(word) < 3:
            return word
        if self._random.random() < _SOUND_SHARE:
            return self._misheard(word)
        kind = self._random.randrange(4)
        at = self._random.randrange(1, len(word))
        if kind == 0:
            return _as_telex(word)
        if kind == 1:
            return word[:at] + word[at + 1 :]
        if kind == 2 and at + 1 < len(word):
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word + word[-1]

    def _misheard(self, word: str) -> str:
        """Return the word as somebody writes it who goes by the sound."""
        slips = [slip for slip in _sound_slips(word.lower()) if slip != word.lower()]
        return self._random.choice(slips) if slips else word


def _sound_slips(word: str) -> list[str]:
    """Return spellings that sound alike in the south: thũ, xao, chợ, mấc, thườn."""
    slips = [word.translate(_HOI_NGA)]
    slips += [after + word[len(before) :] for before, after in _STARTS if word.startswith(before)]
    slips += [word[: -len(before)] + after for before, after in _ENDS if word.endswith(before)]
    return slips


def _as_telex(word: str) -> str:
    letters: list[str] = []
    key = ""
    for character in word.lower():
        letter, tone = split_tone(character)
        letters.append(_TELEX.get(letter, letter))
        key = _TONE_KEYS.get(tone, key)
    return "".join(letters) + key
