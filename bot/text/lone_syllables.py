"""Mends one syllable that Vietnamese does not have: "khôg", "đươc", "nhữg", "rỏ", "nọp".

Only to a syllable that questions are made of, and only when exactly one comes into question.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.text.fold import fold
from bot.text.sounds import sound_of
from bot.text.syllables import has_possible_tone, is_folded_syllable, is_syllable
from bot.text.tone_marks import one_style, split_tone, strip_tones
from bot.text.vocabulary import Vocabulary, default_vocabulary

_RARE = 7
"""a syllable in so few words of the lexicon is more often hỏi for ngã or ngã for hỏi"""
_SHORTEST = 2
_SHORTEST_PLAIN = 4
_LONGEST = 8
"""the longest syllable has seven letters"""
_SWAPPED_TONE = str.maketrans("\u0309\u0303", "\u0303\u0309")


@dataclass(frozen=True, slots=True)
class _Candidates:
    alone: Set[str]
    """what a syllable without telling neighbours may be"""
    in_word: Set[str]
    """what it may be where that makes a word of the offices"""


_NOTHING = _Candidates(frozenset(), frozenset())


class LoneSyllables:
    """The frequent syllables by what may become of them; read only."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        by_sound: dict[object, list[str]] = defaultdict(list)
        for syllable in sorted(vocabulary.frequent):
            sound = sound_of(syllable)
            if sound is not None:
                by_sound[sound.key].append(syllable)
        self._by_sound: Mapping[object, list[str]] = dict(by_sound)
        self._letters = sorted({letter for syllable in vocabulary.frequent for letter in syllable})
        self._candidates = lru_cache(maxsize=8192)(self._find_candidates)

    def mend(self, word: str, previous: str = "", following: str = "") -> str:
        """Return the lower-case syllable that was meant between its neighbours, or ``word``."""
        found = self._candidates(word)
        if not found.in_word:
            return word
        if self._vocabulary.is_pair(previous, word) or self._vocabulary.is_pair(word, following):
            return word
        domain = self._vocabulary.domain_pairs
        meant = {
            syllable
            for syllable in found.in_word
            if (previous, syllable) in domain or (syllable, following) in domain
        } or found.alone
        return next(iter(meant)) if len(meant) == 1 else word

    def complete(self, word: str) -> str | None:
        """Return the one frequent syllable that ``word`` becomes with more marks."""
        completed = list(self._completed(word))
        return completed[0] if len(completed) == 1 else None

    def _find_candidates(self, word: str) -> _Candidates:
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            return _NOTHING
        if fold(word) == word:
            if len(word) < _SHORTEST_PLAIN or is_folded_syllable(word):
                return _NOTHING
            near = self._one_letter_away(word, self._vocabulary.frequent_by_letters)
            return _Candidates(near, near)
        count = self._vocabulary.counts.get(word, 0)
        if count > _RARE or word in self._vocabulary.frequent:
            return _NOTHING
        swapped = _with_swapped_tone(word)
        if swapped in self._vocabulary.frequent:
            return _Candidates({swapped}, {swapped})
        return _NOTHING if count and has_possible_tone(word) else self._nearest(word)

    def _nearest(self, word: str) -> _Candidates:
        sound = sound_of(word)
        completed = frozenset(self._completed(word))
        alike = frozenset(self._by_sound.get(sound.key, ()) if sound else ())
        near = self._one_letter_away(word, self._vocabulary.frequent)
        # a possible syllable may be a name: only its sound or its marks are mended
        alone = completed or alike or (frozenset() if is_syllable(word) else near)
        return _Candidates(alone, completed | alike | near)

    def _completed(self, word: str) -> Iterator[str]:
        letters, tone = _without_tone(word)
        for syllable in self._vocabulary.frequent_by_letters.get(fold(word), ()):
            full, full_tone = _without_tone(syllable)
            same_tone = tone == full_tone or (not tone and not has_possible_tone(word))
            if same_tone and all(
                typed in (letter, fold(letter)) for typed, letter in zip(letters, full, strict=True)
            ):
                yield syllable

    def _one_letter_away(self, word: str, known: Container[str]) -> frozenset[str]:
        forms = {*self._with_a_letter(word), *_without_a_double(word), *_with_two_swapped(word)}
        return frozenset(form for form in forms if form in known)

    def _with_a_letter(self, word: str) -> Iterator[str]:
        for at in range(len(word) + 1):
            for letter in self._letters:
                yield f"{word[:at]}{letter}{word[at:]}"


def _without_a_double(word: str) -> Iterator[str]:
    letters = strip_tones(word)
    for at in range(1, len(word)):
        if letters[at] == letters[at - 1]:
            yield one_style(word[:at] + word[at + 1 :])
            yield one_style(word[: at - 1] + word[at:])


def _with_two_swapped(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        yield f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"


def _without_tone(word: str) -> tuple[str, str]:
    letters = [split_tone(letter) for letter in word]
    return "".join(letter for letter, _ in letters), "".join(tone for _, tone in letters)


def _with_swapped_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word).translate(_SWAPPED_TONE)
    return unicodedata.normalize("NFC", decomposed)


@lru_cache(maxsize=1)
def default_lone_syllables() -> LoneSyllables:
    """Return the index of the project's vocabulary, built once."""
    return LoneSyllables(default_vocabulary())
