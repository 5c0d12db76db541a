"""Mends words that were written as they sound: "thũ tục", "trứng thực", "căng cướt".

Neighbouring syllables that are no word but sound like exactly one word of the offices become
it. A syllable that makes a word with a neighbour is never changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.text.sounds import Sound, sound_of
from bot.text.tone_marks import one_style
from bot.text.vocabulary import Vocabulary, default_vocabulary

_Word = tuple[Sound, ...]


@dataclass(frozen=True)
class Run:
    """Syllables with one blank between them, in lower case."""

    words: Sequence[str]
    kept: Collection[int] = ()
    """places of names and codes: neighbours, but never changed"""
    is_plain: bool = False
    """the message was typed without diacritics"""


class SoundSlips:
    """The words of the offices by their sounds; read only."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_key: dict[tuple[object, ...], list[_Word]] = defaultdict(list)
        self._clipped: dict[tuple[str, ...], list[_Word]] = defaultdict(list)
        self._longest: dict[object, int] = {}
        for word in vocabulary.domain_words:
            sounds = tuple(sound for sound in map(sound_of, word) if sound is not None)
            self._by_key[tuple(sound.folded_key for sound in sounds)].append(sounds)
            self._note_start(sounds[0], len(word))
            for place, clipped in _clipped(word):
                if clipped[place] not in vocabulary.frequent:
                    self._clipped[clipped].append(sounds)
                    self._note_start(sound_of(clipped[0]), len(word))

    def _note_start(self, first: Sound | None, length: int) -> None:
        if first is not None:
            key = first.folded_key
            self._longest[key] = max(self._longest.get(key, 0), length)

    def mend(self, run: Run) -> list[str]:
        """Return as many syllables, the words that were slips in their right spelling."""
        sounds = [sound_of(word) for word in run.words]
        result = list(run.words)
        at = 0
        while at < len(result):
            word = self._word_at(run, sounds, at)
            result[at : at + len(word)] = word
            at += max(len(word), 1)
        return result

    def _word_at(self, run: Run, sounds: Sequence[Sound | None], at: int) -> Sequence[str]:
        """Return the word of the offices that starts here, as it is to be written, or ()."""
        first = sounds[at]
        longest = self._longest.get(first.folded_key, 0) if first else 0
        for length in range(min(longest, len(sounds) - at), 1, -1):
            window = [sound for sound in sounds[at : at + length] if sound is not None]
            if len(window) < length:
                continue
            alike = self._by_key.get(tuple(sound.folded_key for sound in window), ())
            meant = [word for word in alike if _may_be(window, word, run.is_plain)]
            typed = run.words[at : at + length]
            if any(not _changed(window, word, run.is_plain) for word in meant):
                return typed
            if not meant and not run.is_plain:
                meant = self._clipped.get(tuple(typed), [])
            if len(meant) == 1 and self._may_change(run, at, window, meant[0]):
                return [sound.syllable for sound in meant[0]]
        return ()

    def _may_change(self, run: Run, at: int, window: Sequence[Sound], word: _Word) -> bool:
        changed = _changed(window, word, run.is_plain)
        if any(at + place in run.kept for place in changed):
            return False
        if all(_differs_in_i(window[place], word[place]) for place in changed):
            return True
        if not all(self._is_slip(window[place], word[place], run.is_plain) for place in changed):
            return False
        if run.is_plain and len(changed) > len(word) // 2:
            return False
        return not self._belongs_elsewhere(run, at, len(word), changed)

    def _is_slip(self, typed: Sound, meant: Sound, is_plain: bool) -> bool:
        if not typed.is_plain:
            return True
        if not is_plain:
            # in a text with diacritics tra, do and lai are meant as they stand
            return typed.key == meant.key or typed.syllable not in self._vocabulary.frequent
        # without them d may be đ, and a common syllable another word: cho (trợ), bang (bản)
        return typed.syllable not in self._vocabulary.frequent_by_letters and (
            typed.onset != "d" or meant.onset in {"d", "đ"}
        )

    def _belongs_elsewhere(self, run: Run, start: int, length: int, changed: Sequence[int]) -> bool:
        """Tell whether a changed syllable, or the word's other end, makes a word already."""
        known = self._vocabulary
        for place in changed:
            around = run.words[max(start + place - 1, 0) : start + place + 2]
            if any(known.is_pair(*pair, plain=run.is_plain) for pair in pairwise(around)):
                return True
        # bảng chính thức is not bản chính: a common syllable may stand alone
        if not any(run.words[start + place] in known.frequent for place in changed):
            return False
        return any(
            (run.words[border - 1], run.words[border]) in known.pairs
            for border in (start, start + length)
            if 0 < border < len(run.words)
        )


def _may_be(window: Sequence[Sound], word: _Word, is_plain: bool) -> bool:
    all_plain = all(sound.is_plain for sound in window)
    for typed, meant in zip(window, word, strict=True):
        if typed.key == meant.key:
            continue
        if not typed.is_plain:
            return False
        # in a text with diacritics, a word may lack some of them, but not all
        spelt = typed.spells(meant) if is_plain else typed.folded == meant.folded
        if not spelt or (all_plain and not is_plain):
            return False
    return True


def _clipped(word: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the word with the last letter of one syllable missing: tạ trú, đại diệ."""
    for place, syllable in enumerate(word):
        if len(syllable) > 2:
            yield place, (*word[:place], one_style(syllable[:-1]), *word[place + 1 :])


def _changed(window: Sequence[Sound], word: _Word, is_plain: bool) -> list[int]:
    return [
        place
        for place, (typed, meant) in enumerate(zip(window, word, strict=True))
        if typed.syllable != meant.syllable and not (is_plain and typed.syllable == meant.folded)
    ]


def _differs_in_i(typed: Sound, meant: Sound) -> bool:
    """Tell whether both are one syllable in two spellings: lí and lý, ki and ký."""
    as_i = typed.folded.replace("y", "i") == meant.folded.replace("y", "i")
    return as_i and typed.folded != meant.folded and (typed.is_plain or typed.tone == meant.tone)


@lru_cache(maxsize=1)
def default_sound_slips() -> SoundSlips:
    """Return the index of the project's vocabulary, built once."""
    return SoundSlips(default_vocabulary())
