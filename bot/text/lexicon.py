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
NEIGHBOURS = 3
"""how many words on each side may speak for a meaning"""


# the same language as SafeLoader, several times as fast where libyaml is there
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LexiconError(ValueError):
    """A lexicon file cannot be used."""


@dataclass(frozen=True)
class Reading:
    """One meaning of a short word, and the neighbours that speak for it."""

    to: str
    before: frozenset[str] = frozenset()
    """folded words or phrases of which one follows; empty = any."""
    after: frozenset[str] = frozenset()
    """folded words or phrases of which one stands in front; empty = any."""

    def fits(self, previous: str, following: str) -> bool:
        """Tell whether the folded words on both sides ('' at the borders) speak for it."""
        behind, ahead = previous.split(" "), following.split(" ")
        return (
            not self.before
            or any(" ".join(ahead[:end]) in self.before for end in range(1, len(ahead) + 1))
        ) and (
            not self.after
            or any(" ".join(behind[start:]) in self.after for start in range(len(behind)))
        )


@dataclass(frozen=True)
class Lexicon:
    """What short words and odd spellings mean; all keys in lower case."""

    words: dict[str, str] = field(default_factory=dict)
    in_context: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    spellings: dict[tuple[str, ...], str] = field(default_factory=dict)
    """phrase as words → standard spelling"""
    foreign: frozenset[str] = frozenset()
    only_read: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    """like ``in_context``, but too ambiguous to be written"""
    heard: dict[tuple[str, ...], str] = field(default_factory=dict)
    """phrase that a dictation hears → what was said"""

    def read(self, word: str, previous: str, following: str) -> str | None:
        """Return what the lower-case ``word`` means between its neighbours, or None.

        The neighbours are up to ``NEIGHBOURS`` folded words on each side.
        """
        readings = self.in_context.get(word) or self.only_read.get(word)
        for reading in readings or ():
            if reading.fits(previous, following):
                return reading.to if reading.to != word else None
        return None if readings else self.words.get(word)

    def spelling(self, phrase: tuple[str, ...]) -> str | None:
        """Return the standard spelling of a lower-case phrase, or None."""
        return self.spellings.get(phrase) or self.heard.get(phrase)

    @cached_property
    def spelling_starts(self) -> dict[str, int]:
        """First word of each phrase → words in the longest phrase that starts so."""
        longest: dict[str, int] = {}
        for phrase in (*self.spellings, *self.heard):
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        return longest


def load_lexicon(directory: Path) -> Lexicon:
    """Read the lexicon's files of the directory.

    Raises:
        LexiconError: names the file and what is wrong in it.
    """
    papers = read_mapping(directory / "lexicon.yml").get("words", {})
    chat = read_mapping(directory / "teencode.yml").get("words", {})
    context = read_mapping(directory / "in_context.yml").get("in_context", {})
    ambiguous = read_mapping(directory / "ambiguous.yml").get("only_read", {})
    spelt = read_mapping(directory / "spellings.yml")
    heard = read_mapping(directory / "dictation.yml")
    foreign = read_mapping(directory / "foreign.yml").get("foreign", ())
    return Lexicon(
        words={str(word): str(meaning) for word, meaning in {**chat, **papers}.items()},
        in_context=_readings(context),
        spellings={
            **_phrases(spelt.get("spellings", {}), folded=True),
            **_phrases(spelt.get("with_marks", {}), folded=False),
        },
        foreign=frozenset(map(str, foreign)),
        only_read=_readings(ambiguous),
        heard={
            **_phrases(heard.get("heard", {}), folded=True),
            **_phrases(heard.get("heard_with_marks", {}), folded=False),
        },
    )


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the project's lexicon, read once."""
    return load_lexicon(LEXICON_DIR)


def _readings(words: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[Reading, ...]]:
    return {
        str(word): tuple(
            Reading(
                to=reading["to"],
                before=frozenset(reading.get("before", ())),
                after=frozenset(reading.get("after", ())),
            )
            for reading in readings
        )
        for word, readings in words.items()
    }


def _phrases(spellings: dict[str, str], *, folded: bool) -> dict[tuple[str, ...], str]:
    phrases = {tuple(key.split()): str(value) for key, value in spellings.items()}
    for key, value in spellings.items() if folded else ():
        # one syllable without its diacritics is too often another word: dìa (về), dia (địa)
        if " " in key and has_diacritics(key) and fold(key) != fold(value):
            phrases.setdefault(tuple(fold(key).split()), str(value))
    return phrases


def read_mapping(path: Path) -> dict[str, Any]:
    """Return the mapping that the YAML file holds.

    Raises:
        LexiconError: it is missing, broken or no mapping.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise LexiconError(f"{path}: a mapping is needed")
    return data
