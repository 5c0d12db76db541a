"""The words that linking knows, read from two reviewed data files; their comments explain them.

Errors: ``DataFileError`` names the file and the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.data_files import DataFileError, read_data_file
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

WORDS_DIR = PROJECT_DIR / "nlu_data" / "shared"
LOST, DIED, TOGETHER = "lost", "died", "together"
"""acts that the code knows by name"""
LONGEST_ACT = 4
"""words of a phrase that tells an act"""


@dataclass(frozen=True, kw_only=True)
class LostOrDied:
    """A word that tells a loss, a death or how long something takes, all folded."""

    word: str
    takes: frozenset[str]
    kin: frozenset[str]
    papers: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ActFile:
    """What ``linking_acts.yml`` says."""

    acts: Mapping[str, tuple[str, ...]]
    not_plain: frozenset[str]
    lost_or_died: LostOrDied


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What words are worth, as they are written."""

    same: Mapping[str, frozenset[str]]
    plain: frozenset[str]
    everyday: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What the words around a name do to it, all folded."""

    means: frozenset[str]
    not_this: frozenset[str]
    other_acts: frozenset[str]
    living: frozenset[str]
    residents: frozenset[str]
    places: frozenset[str]
    lodging: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class BundleWords:
    """What stands between the parts of one thing, and what makes them two, all folded."""

    connecting: frozenset[str]
    apart: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class WordFile:
    """What ``linking_words.yml`` says."""

    meanings: Meanings
    grammar: Grammar
    bundles: BundleWords


def load_acts(directory: Path) -> ActFile:
    """Read ``linking_acts.yml`` of the directory.

    Raises:
        DataFileError: it is missing or broken, an act that the code needs is not there, a
            phrase is too long or stands under two acts, or a folded word has diacritics.
    """
    path = directory / "linking_acts.yml"
    file = read_data_file(path, ActFile)
    owners: dict[str, str] = {}
    for act in (LOST, DIED, TOGETHER):
        if act not in file.acts:
            raise DataFileError(path, f"acts.{act}", "this act is needed")
    for act, phrases in file.acts.items():
        for phrase in phrases:
            if not 0 < len(phrase.split()) <= LONGEST_ACT:
                problem = f"{phrase!r} is not 1 to {LONGEST_ACT} words"
                raise DataFileError(path, f"acts.{act}", problem)
            if owners.setdefault(phrase, act) != act:
                raise DataFileError(path, f"acts.{act}", f"{phrase!r} is {owners[phrase]} too")
    for phrase in file.not_plain - owners.keys():
        raise DataFileError(path, "not_plain", f"{phrase!r} is no act")
    for key, word in _folded_words(file.lost_or_died, "lost_or_died"):
        raise DataFileError(path, key, f"{word!r} must be without diacritics")
    return file


def load_words(directory: Path) -> WordFile:
    """Read ``linking_words.yml`` of the directory.

    Raises:
        DataFileError: it is missing or broken, a word stands for two others, or a folded word
            has diacritics.
    """
    path = directory / "linking_words.yml"
    file = read_data_file(path, WordFile)
    owners: dict[str, str] = {}
    for stem, words in file.meanings.same.items():
        for word in words:
            if owners.setdefault(word, stem) != stem:
                key = f"meanings.same.{stem}"
                raise DataFileError(path, key, f"{word!r} stands for {owners[word]!r} too")
    for word in file.meanings.plain - owners.keys():
        raise DataFileError(path, "meanings.plain", f"{word!r} stands for nothing")
    for part, name in ((file.grammar, "grammar"), (file.bundles, "bundles")):
        for key, word in _folded_words(part, name):
            raise DataFileError(path, key, f"{word!r} must be without diacritics")
    return file


@lru_cache(maxsize=1)
def default_acts() -> ActFile:
    """Return the project's acts, read once."""
    return load_acts(WORDS_DIR)


@lru_cache(maxsize=1)
def default_words() -> WordFile:
    """Return the project's words, read once."""
    return load_words(WORDS_DIR)


def _folded_words(part: LostOrDied | Grammar | BundleWords, name: str) -> Iterator[tuple[str, str]]:
    """Return each word of the part that should be folded and is not, with its key in front."""
    for key, words in vars(part).items():
        for word in [words] if isinstance(words, str) else sorted(words):
            if word != fold(word):
                yield f"{name}.{key}", word
