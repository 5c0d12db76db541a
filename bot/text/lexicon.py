"""The lexicon: abbreviations, teencode and spellings, read from reviewed data files.

Errors: ``LexiconError`` names the file and what is wrong in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import PROJECT_DIR
from bot.text.fold import fold, has_diacritics

LEXICON_DIR = PROJECT_DIR / "nlu_data" / "shared"


class LexiconError(ValueError):
    """A lexicon file cannot be used."""


@dataclass(frozen=True)
class Reading:
    """One meaning of a short word, and the neighbours that speak for it."""

    to: str
    before: frozenset[str] = frozenset()
    """folded words of which one follows; empty = any."""
    after: frozenset[str] = frozenset()
    """folded words of which one stands in front; empty = any."""

    def fits(self, previous: str, following: str) -> bool:
        """Tell whether the folded neighbours ('' at the borders) speak for it."""
        return (not self.before or following in self.before) and (
            not self.after or previous in self.after
        )


@dataclass(frozen=True)
class Lexicon:
    """What short words and odd spellings mean; all keys in lower case."""

    words: dict[str, str] = field(default_factory=dict)
    in_context: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    spellings: dict[tuple[str, ...], str] = field(default_factory=dict)
    """phrase as words → standard spelling"""
    foreign: frozenset[str] = frozenset()

    def read(self, word: str, previous: str, following: str) -> str | None:
        """Return what the lower-case ``word`` means between its neighbours, or None."""
        for reading in self.in_context.get(word, ()):
            if reading.fits(previous, following):
                return reading.to if reading.to != word else None
        return None if word in self.in_context else self.words.get(word)

    @cached_property
    def spelling_starts(self) -> dict[str, int]:
        """First word of each phrase → words in the longest phrase that starts so."""
        longest: dict[str, int] = {}
        for phrase in self.spellings:
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        return longest


def load_lexicon(directory: Path) -> Lexicon:
    """Read ``lexicon.yml`` and ``spellings.yml`` of the directory."""
    short = _read(directory / "lexicon.yml")
    spellings = _read(directory / "spellings.yml").get("spellings", {})
    in_context = {
        str(word): tuple(
            Reading(
                to=reading["to"],
                before=frozenset(reading.get("before", ())),
                after=frozenset(reading.get("after", ())),
            )
            for reading in readings
        )
        for word, readings in short.get("in_context", {}).items()
    }
    words = {str(word): str(meaning) for word, meaning in short.get("words", {}).items()}
    return Lexicon(words, in_context, _phrases(spellings), frozenset(short.get("foreign", ())))


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the project's lexicon, read once."""
    return load_lexicon(LEXICON_DIR)


def _phrases(spellings: dict[str, str]) -> dict[tuple[str, ...], str]:
    phrases = {tuple(key.split()): str(value) for key, value in spellings.items()}
    for key, value in spellings.items():
        if has_diacritics(key) and fold(key) != fold(value):
            phrases.setdefault(tuple(fold(key).split()), str(value))
    return phrases


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise LexiconError(f"{path}: a mapping is needed")
    return data
