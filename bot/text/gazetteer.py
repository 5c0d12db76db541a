"""The names of places, ready for look-up, and how sure each is without its kind word.

Errors: ``DataFileError`` names the file and what is wrong in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.data_files import read_data_file
from bot.settings import PROJECT_DIR
from bot.text.administrative_units import Level, OwnUnit, Unit, mapping_file, read_units
from bot.text.heard_words import HeardWord, keys_of, read_words, spells
from bot.text.phrasebook import Neighbours

PLACES_FILE = PROJECT_DIR / "nlu_data" / "shared" / "places.yml"

Sureness = Literal["firm", "written", "placed", "never"]
_Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceWords:
    """What ``places.yml`` says; its comments explain the keys."""

    home: str
    kinds: Mapping[str, tuple[str, ...]]
    short: tuple[str, ...] = ()
    units: tuple[OwnUnit, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[Sureness, tuple[str, ...]] = field(default_factory=dict)
    places_before: tuple[str, ...] = ()
    places_after: tuple[str, ...] = ()
    names_before: tuple[str, ...] = ()
    people_before: tuple[str, ...] = ()
    surnames_before: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    other_messages: tuple[str, ...] = ()
    not_before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    old_after: tuple[str, ...] = ()
    new_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindWord:
    """A way to type a kind."""

    kind: str
    words: tuple[str, ...]
    is_short: bool
    """an abbreviation, which says little by itself"""


class Gazetteer:
    """Finds the units that a stretch of words may name."""

    def __init__(self, units: Iterable[Unit], words: PlaceWords) -> None:
        """Index the units' names; ``words`` says how they are typed and when they count."""
        self.home = words.home
        self.places_before = Neighbours(words.places_before, follow=False)
        self.places_after = Neighbours(words.places_after, follow=True)
        self.names_before = Neighbours(words.names_before, follow=False)
        self.people_before = Neighbours(words.people_before, follow=False)
        self.surnames_before = Neighbours(words.surnames_before, follow=False)
        self._fillers = frozenset(_written(filler)[0] for filler in words.fillers)
        self._other_messages = frozenset(map(keys_of, words.other_messages))
        self.old_after = Neighbours(words.old_after, follow=True)
        self.new_after = Neighbours(words.new_after, follow=True)
        self._not_before = {
            keys_of(name): Neighbours(following, follow=True)
            for name, following in words.not_before.items()
        }
        self._means = {keys_of(name): title for name, title in words.means.items()}
        self._sureness = {
            keys_of(name): sure for sure, names in words.alone.items() for name in names
        }
        self._names: dict[_Key, list[tuple[tuple[str, ...], Unit]]] = defaultdict(list)
        self._kinds: dict[_Key, list[KindWord]] = defaultdict(list)
        self.most_words = 1
        for unit in units:
            self._add(unit.name, unit)
            if self.is_near(unit) or unit.level is Level.PROVINCE:
                for spelling in words.also.get(unit.title, ()):
                    self._add(spelling, unit)
        for kind, forms in words.kinds.items():
            for form in forms:
                word = KindWord(kind, _written(form), form in words.short)
                self._kinds[keys_of(form)].append(word)
        phrases = (*self._names, *self._kinds)
        self._vocabulary = frozenset(key for phrase in phrases for key in phrase)

    def knows(self, word: HeardWord) -> bool:
        """Tell whether the word is part of any name or kind."""
        return word.key in self._vocabulary

    def kinds(self, words: Sequence[HeardWord]) -> list[KindWord]:
        """Return the kinds that the words, all of them, may spell."""
        known = self._kinds.get(tuple(word.key for word in words), ())
        return [kind for kind in known if spells(words, kind.words)]

    def units(self, words: Sequence[HeardWord]) -> list[Unit]:
        """Return the units whose name the words, all of them, may spell; exact ones alone."""
        known = self._names.get(tuple(word.key for word in words), ())
        if not known:
            return []
        typed = tuple(word.written for word in words)
        exact = [unit for written, unit in known if written == typed and not _is_plain(typed)]
        spelt = exact or [unit for written, unit in known if spells(words, written)]
        return list(dict.fromkeys(spelt))

    def is_written_out(self, words: Sequence[HeardWord]) -> bool:
        """Tell whether the words spell a name with its diacritics; a single word exactly."""
        known = self._names.get(tuple(word.key for word in words), ())
        return any(
            all(_is_written(word, each, exactly=len(written) == 1) for word, each in pairs)
            for written, _ in known
            if (pairs := [*zip(words, written, strict=True)]) and spells(words, written)
        )

    def sureness(self, words: Sequence[HeardWord], units: Iterable[Unit]) -> Sureness:
        """Tell how sure a name is that stands without its kind."""
        listed = self._sureness.get(tuple(word.key for word in words))
        if listed is not None:
            return listed
        if all(word.is_number for word in words):
            return "never"
        if any(unit.level is Level.PROVINCE for unit in units):
            return "firm"
        return "placed" if any(self.is_near(unit) for unit in units) else "never"

    def meant_alone(self, words: Sequence[HeardWord], units: Sequence[Unit]) -> list[Unit]:
        """Return those of the units that a name means when it stands alone."""
        title = self._means.get(tuple(word.key for word in words))
        named = [unit for unit in units if unit.title == title]
        if named:
            return named
        near = [unit for unit in units if self.is_near(unit)]
        for meant in (
            [unit for unit in units if unit.level is Level.PROVINCE],
            [unit for unit in near if unit.exists],
            [unit for unit in near if unit.level is Level.DISTRICT],
        ):
            if meant:
                return meant
        return near

    def goes_on(self, words: Sequence[HeardWord], first: int, last: int) -> bool:
        """Tell whether the name ``words[first:last]`` is the start of something else."""
        following = self._not_before.get(tuple(word.key for word in words[first:last]))
        return following is not None and following.stand(words, first, last)

    def is_whole_message(self, words: Sequence[HeardWord], first: int, last: int) -> bool:
        """Tell whether the message is the name ``words[first:last]`` and next to nothing else."""
        name = words[first:last]
        is_plain = _is_plain(word.written for word in name)
        if is_plain and tuple(word.key for word in name) in self._other_messages:
            return False
        return all(word.written in self._fillers for word in (*words[:first], *words[last:]))

    def is_near(self, unit: Unit) -> bool:
        """Tell whether the unit lies in the home city of today."""
        return unit.province_now == self.home

    def _add(self, name: str, unit: Unit) -> None:
        words = read_words(name)
        self.most_words = max(self.most_words, len(words))
        written = tuple(word.written for word in words)
        self._names[tuple(word.key for word in words)].append((written, unit))


def load_gazetteer(places: Path, mapping: Path) -> Gazetteer:
    """Read ``places.yml`` and the list of units."""
    words = read_data_file(places, PlaceWords)
    return Gazetteer(read_units(mapping, words.units), words)


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """Return the project's gazetteer, read once."""
    return load_gazetteer(PLACES_FILE, mapping_file())


def _is_plain(words: Iterable[str]) -> bool:
    return all(word.isascii() for word in words)


def _is_written(word: HeardWord, meant: str, *, exactly: bool) -> bool:
    if meant.isascii() or exactly:
        return word.written == meant
    return not word.is_plain


def _written(name: str) -> tuple[str, ...]:
    return tuple(word.written for word in read_words(name))
