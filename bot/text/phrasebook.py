"""Phrases that stand for a value, found where their neighbours allow it.

A phrasebook is a reviewed data file; its phrases are matched as whole words in each of
their forms (``bot.text.word_forms``), the longest first. The text that is searched was
normalised, and so are the phrases of a file when it is read. Errors: ``DataFileError``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from bot.data_files import DataFileError, read_data_file
from bot.text.heard_words import HeardWord, keys_of, read_words, spells
from bot.text.normalise import normalise

NUMBER = "#"
"""in a neighbour: any number in digits"""
EDGE = ""
"""as a neighbour: the border of the clause"""

Alone = Literal["always", "written", "never"]
Side = Literal["alone", "before", "after"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Phrases with one meaning, and the neighbours that speak for and against them."""

    means: str
    phrases: tuple[str, ...]
    alone: Alone = "always"
    """counts without a neighbour: always, only written with diacritics, or never"""
    plain: bool = True
    """false: typed without diacritics it is another word, whatever stands beside it"""
    before: tuple[str, ...] = ()
    """one of these follows"""
    after: tuple[str, ...] = ()
    """one of these stands in front"""
    not_before: tuple[str, ...] = ()
    """where one of these follows, the phrase has another meaning"""
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase over ``text[start:end]`` and what it stands for."""

    means: str
    phrase: str
    """as the data file spells it"""
    start: int
    end: int
    by: Side
    """what spoke for it: nothing was needed, what it stands before, or what it stands after"""


class Neighbours:
    """Phrases that may stand beside a word."""

    def __init__(self, phrases: Iterable[str], *, follow: bool) -> None:
        self._follow = follow
        self._by_key: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._edge = False
        for phrase in phrases:
            written = _written(phrase)
            if not written:
                self._edge = True
                continue
            nearest = written[0 if follow else -1]
            self._by_key[read_words(nearest)[0].key if nearest != NUMBER else NUMBER].append(
                written
            )

    def stand(self, words: Sequence[HeardWord], first: int, last: int) -> bool:
        """Tell whether one of them stands beside ``words[first:last]``."""
        at = last if self._follow else first - 1
        border = last if self._follow else first
        if not 0 <= at < len(words) or not words[border].follows_directly:
            return self._edge
        keys = (words[at].key, NUMBER) if words[at].is_number else (words[at].key,)
        return any(
            self._matches(words, at, phrase) for key in keys for phrase in self._by_key.get(key, ())
        )

    def _matches(self, words: Sequence[HeardWord], at: int, phrase: tuple[str, ...]) -> bool:
        first = at if self._follow else at - len(phrase) + 1
        last = first + len(phrase)
        if first < 0 or last > len(words):
            return False
        found = words[first:last]
        return all(word.follows_directly for word in found[1:]) and all(
            word.is_number if meant == NUMBER else spells((word,), (meant,))
            for word, meant in zip(found, phrase, strict=True)
        )


class _Rule:
    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._before = Neighbours(entry.before, follow=True)
        self._after = Neighbours(entry.after, follow=False)
        self._not_before = Neighbours(entry.not_before, follow=True)
        self._not_after = Neighbours(entry.not_after, follow=False)

    def speaks_for(self, words: Sequence[HeardWord], first: int, last: int) -> Side | None:
        for against in (self._not_before, self._not_after):
            if against.stand(words, first, last):
                return None
        plain = all(word.is_plain for word in words[first:last])
        if plain and not self.entry.plain:
            return None
        if self.entry.alone == "always" or (self.entry.alone == "written" and not plain):
            return "alone"
        if self._before.stand(words, first, last):
            return "before"
        return "after" if self._after.stand(words, first, last) else None


class Phrasebook:
    """Entries ready for search."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._rules: dict[tuple[str, ...], list[tuple[tuple[str, ...], str, _Rule]]]
        self._rules = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)
        for entry in entries:
            rule = _Rule(entry)
            for phrase in entry.phrases:
                keys = keys_of(phrase)
                self._rules[keys].append((_written(phrase), phrase, rule))
                self._longest[keys[0]] = max(self._longest[keys[0]], len(keys))

    def find(self, text: str) -> list[Heard]:
        """Return what is heard from left to right, without overlaps."""
        return list(self._find(read_words(text)))

    def _find(self, words: Sequence[HeardWord]) -> Iterator[Heard]:
        at = 0
        while at < len(words):
            longest = min(self._longest.get(words[at].key, 0), len(words) - at)
            for last in range(at + longest, at, -1):
                heard = self._over(words, at, last)
                if heard is not None:
                    yield heard
                    at = last
                    break
            else:
                at += 1

    def _over(self, words: Sequence[HeardWord], first: int, last: int) -> Heard | None:
        found = words[first:last]
        if not all(word.follows_directly for word in found[1:]):
            return None
        for written, phrase, rule in self._rules.get(tuple(word.key for word in found), ()):
            side = rule.speaks_for(words, first, last) if spells(found, written) else None
            if side is not None:
                return Heard(rule.entry.means, phrase, found[0].start, found[-1].end, side)
        return None


@dataclass(frozen=True, kw_only=True)
class PhraseFile:
    """A phrasebook as it is written."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """neighbours that several entries name as ``<group>``"""
    entries: tuple[Entry, ...]


def read_phrase_file[T: PhraseFile](path: Path, shape: type[T]) -> T:
    """Read a file of the given shape, the groups filled into its entries' neighbours."""
    file = read_data_file(path, shape)

    def filled(phrases: tuple[str, ...]) -> tuple[str, ...]:
        named = (word for each in phrases for word in _group(each, file.groups, path))
        return tuple(dict.fromkeys(normalise(phrase).text for phrase in named))

    entries = tuple(
        replace(
            entry,
            phrases=filled(entry.phrases),
            before=filled(entry.before),
            after=filled(entry.after),
            not_before=filled(entry.not_before),
            not_after=filled(entry.not_after),
        )
        for entry in file.entries
    )
    return replace(file, entries=entries)


def _group(name: str, groups: Mapping[str, tuple[str, ...]], path: Path) -> tuple[str, ...]:
    if not name.startswith("<"):
        return (name,)
    if name[1:-1] not in groups:
        raise DataFileError(path, "groups", f"{name} is not a group of this file")
    return groups[name[1:-1]]


def _written(phrase: str) -> tuple[str, ...]:
    words = (read_words(word) for word in phrase.split())
    return tuple(word[0].written if word else NUMBER for word in words)
