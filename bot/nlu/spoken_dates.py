"""Dates in words: "thứ Hai tuần sau", "15 tháng 6", "cuối tháng", "mùng 5"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.nlu import date_readings
from bot.nlu.date_arithmetic import days_away
from bot.nlu.date_patterns import build_patterns
from bot.nlu.date_words import UNKNOWN, DateWords, default_date_words
from bot.text.heard_words import HeardWord, read_words
from bot.text.phrasebook import NUMBER, Neighbours


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A date over ``text[start:end]``."""

    value: str
    """"2026-11-24", "2026-11", "2026", or words where no date is certain"""
    start: int
    end: int


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date, DateWords], str | None]
    not_after: Neighbours | None = None
    not_before: Neighbours | None = None

    def allows(self, words: Sequence[HeardWord], found: re.Match[str]) -> bool:
        """Tell whether nothing beside the match makes something else of it."""
        groups = found.groupdict()
        if groups.get("week") or groups.get("before"):
            return True
        first = bisect_right(words, found.start(), key=lambda word: word.end)
        last = bisect_left(words, found.end(), key=lambda word: word.start)
        sides = (self.not_after, self.not_before)
        return not any(side is not None and side.stand(words, first, last) for side in sides)


class SpokenDates:
    """Finds dates in words, from the words of a data file."""

    def __init__(self, words: DateWords) -> None:
        """Compile the patterns once."""
        self._words = words
        file, patterns = words.file, build_patterns(words)
        things = Neighbours(file.counted_before, follow=False)
        money = Neighbours(file.counted_after, follow=True)
        duration = Neighbours(file.duration_after, follow=True)
        event = Neighbours(file.not_away_before, follow=True)
        street = Neighbours(file.streets_before, follow=False)
        count = Neighbours([*file.count_before, *file.numbers, NUMBER], follow=False)
        read = date_readings
        self._rules = (
            _Rule(patterns.weekday, read.read_weekday, things, money),
            _Rule(patterns.day_and_month, read.read_day_and_month),
            _Rule(patterns.bare_day_and_month, read.read_day_and_month, street, duration),
            _Rule(patterns.day_in_month, read.read_day_in_month),
            _Rule(patterns.day, read.read_day, None, duration),
            _Rule(patterns.moon_day, read.read_moon_day),
            _Rule(patterns.month, read.read_month, count, duration),
            _Rule(patterns.month_away, read.read_month_away, count),
            _Rule(patterns.year, read.read_year, count),
            _Rule(patterns.week, read.read_week, count),
            _Rule(patterns.part, read.read_part),
            _Rule(patterns.away, read.read_away, None, event),
        )

    def find(self, text: str, today: date) -> list[SpokenDate]:
        """Return the dates of the normalised text, the longest where they overlap."""
        kept: list[SpokenDate] = []
        for found in sorted(self._all(text, today), key=lambda each: each.start - each.end):
            if all(found.end <= other.start or other.end <= found.start for other in kept):
                kept.append(found)
        return sorted(kept, key=lambda each: each.start)

    def _all(self, text: str, today: date) -> Iterator[SpokenDate]:
        for heard in self._words.phrases.find(text):
            known = heard.means != UNKNOWN
            day = days_away(today, int(heard.means)) if known else heard.phrase
            yield SpokenDate(day, heard.start, heard.end)
        words: list[HeardWord] = []
        lowered = _lower_case(text)
        for rule in self._rules:
            for found in rule.pattern.finditer(lowered):
                words = words or read_words(text)
                value = rule.read(found, today, self._words) if rule.allows(words, found) else None
                if value is not None:
                    yield SpokenDate(value, *found.span())


@lru_cache(maxsize=1)
def default_spoken_dates() -> SpokenDates:
    """Return the finder with the project's words, built once."""
    return SpokenDates(default_date_words())


def _lower_case(text: str) -> str:
    # a few letters grow when lowered (İ); one character must stay one character
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
