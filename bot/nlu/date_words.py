"""The words of ``dates.yml`` as pieces of patterns, and back to what they mean.

Errors: ``DataFileError``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.settings import PROJECT_DIR
from bot.text.heard_words import keys_of
from bot.text.phrasebook import Phrasebook, PhraseFile, read_phrase_file
from bot.text.word_forms import loosely

DATES_FILE = PROJECT_DIR / "nlu_data" / "shared" / "dates.yml"
UNKNOWN = "?"


@dataclass(frozen=True, kw_only=True)
class DateFile(PhraseFile):
    """What ``dates.yml`` says; its comments explain the keys."""

    numbers: Mapping[str, int]
    month_names: Mapping[str, int]
    weekdays: Mapping[str, int]
    lunar_months: tuple[str, ...]
    turns: Mapping[str, int]
    years: Mapping[str, int]
    counted_before: tuple[str, ...]
    counted_after: tuple[str, ...]
    duration_after: tuple[str, ...]
    count_before: tuple[str, ...]
    streets_before: tuple[str, ...]
    not_away_before: tuple[str, ...]


class Table:
    """Words with a number each, in all their forms."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words: dict[tuple[str, ...], str] = {}
        for word in words:  # of the spellings that are typed alike, the first is the standard
            self._words.setdefault(keys_of(word), word)
        self._values = dict(words)
        self.words = tuple(words)
        self.pattern = any_of(words)

    def has(self, typed: str) -> bool:
        """Tell whether a typed word is in the table."""
        return keys_of(typed) in self._words

    def word(self, typed: str) -> str:
        """Return the standard spelling of a typed word of the table."""
        return self._words[keys_of(typed)]

    def standard(self, value: int) -> str:
        """Return the first word of the table with that number."""
        return next(word for word, each in self._values.items() if each == value)

    def value(self, typed: str) -> int:
        """Return the number of a typed word of the table."""
        return self._values[self.word(typed)]


class DateWords:
    """The tables of a file, and its phrases that are a day by themselves."""

    def __init__(self, file: DateFile) -> None:
        self.file = file
        self.phrases = Phrasebook(file.entries)

    @cached_property
    def numbers(self) -> Table:
        """Numbers from 1 to 31."""
        return Table(self.file.numbers)

    @cached_property
    def months(self) -> Table:
        """Months by their number or name."""
        return Table({**self.file.numbers, **self.file.month_names})

    @cached_property
    def weekdays(self) -> Table:
        """Days of the week, Monday = 0."""
        return Table(self.file.weekdays)

    @cached_property
    def turns(self) -> Table:
        """Which week or month, counted from the present one."""
        return Table(self.file.turns)

    @cached_property
    def years(self) -> Table:
        """Which year, counted from the present one."""
        return Table(self.file.years)

    @cached_property
    def lunar_months(self) -> Table:
        """Months of the moon; their numbers mean nothing."""
        return Table(dict.fromkeys(self.file.lunar_months, 0))

    def is_lunar(self, month: str) -> bool:
        """Tell whether a typed month is one of the moon."""
        return not month.isdecimal() and self.lunar_months.has(month)

    def month_word(self, typed: str) -> str:
        """Return a month as it is written: "6", "chạp"."""
        return self.lunar_months.word(typed) if self.is_lunar(typed) else str(self.month(typed))

    def month(self, typed: str) -> int:
        """Return the number of a month of the sun."""
        return int(typed) if typed.isdecimal() else self.months.value(typed)

    def number(self, typed: str) -> int:
        """Return the number of digits or of a number word."""
        return int(typed) if typed.isdecimal() else self.numbers.value(typed)


def any_of(words: Iterable[str]) -> str:
    """Return the source of a pattern that finds one of the words, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word.split()), -len(word), word))
    return f"(?:{'|'.join(map(loosely, longest_first))})"


@lru_cache(maxsize=1)
def default_date_words(path: Path = DATES_FILE) -> DateWords:
    """Return the project's words for dates, read once."""
    return DateWords(read_phrase_file(path, DateFile))
