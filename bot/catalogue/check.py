"""Checks what the entries mean together; each problem names file, line and key.

What one procedure says of itself is checked in ``bot.catalogue.check_entry``,
rules and clarifications in ``bot.catalogue.check_shared``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from bot.catalogue.check_entry import entry_problems
from bot.catalogue.check_shared import clarification_problems, rule_problems
from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import CatalogueInvalid, Problem
from bot.catalogue.loader import CatalogueFiles, Entry, read_directory
from bot.catalogue.model import Procedure
from bot.catalogue.stale_words import read_stale_words, stale_word_problems
from bot.catalogue.yaml_lines import KeyPath
from bot.text.fold import fold


def load_checked(directory: Path) -> Catalogue:
    """Return the catalogue of ``catalogue_data/`` when form and meaning are both right.

    Raises ``CatalogueInvalid`` with every problem of every file.
    """
    files = read_directory(directory)
    problems = check_files(files)
    if problems:
        raise CatalogueInvalid(problems)
    return files.catalogue()


def check_files(files: CatalogueFiles) -> list[Problem]:
    """Return all problems: those of the files' form, then those of their meaning."""
    codes = {entry.value.code for entry in files.procedures} | files.broken_codes
    words, problems = read_stale_words(files.directory)
    problems += files.problems
    for entry in files.procedures:
        problems += entry_problems(entry)
        problems += stale_word_problems(entry, words)
        problems += _unknown_neighbours(entry, codes)
    for rule in files.rules:
        problems += rule_problems(rule, files, codes)
    for clarification in files.clarifications:
        problems += clarification_problems(clarification, files, codes)
    problems += _twice(files.procedures, ("code",), lambda procedure: procedure.code)
    problems += _twice(files.rules, ("id",), lambda rule: rule.id)
    problems += _twice(files.clarifications, ("id",), lambda clarification: clarification.id)
    problems += _alias_clashes(files)
    return problems


def _unknown_neighbours(entry: Entry[Procedure], codes: set[str]) -> Iterator[Problem]:
    for i, code in enumerate(entry.value.related):
        if code == entry.value.code:
            yield entry.problem(("related", i), "the procedure is related to itself")
        elif code not in codes:
            yield entry.problem(("related", i), f"{code} is not in the catalogue")


def _twice[T](
    entries: tuple[Entry[T], ...], key: KeyPath, identity: Callable[[T], Hashable]
) -> Iterator[Problem]:
    first: dict[Hashable, Entry[T]] = {}
    for entry in entries:
        earlier = first.setdefault(identity(entry.value), entry)
        if earlier is not entry:
            place = f"{earlier.file}:{earlier.lines.of((*earlier.at, *key))}"
            yield entry.problem(key, f"{identity(entry.value)} stands already in {place}")


def _alias_clashes(files: CatalogueFiles) -> Iterator[Problem]:
    """Yield names that would lead to two procedures, unless a clarification asks which."""
    asked = {_heard(phrase) for entry in files.clarifications for phrase in entry.value.phrases}
    owners: dict[str, list[tuple[Entry[Procedure], KeyPath]]] = defaultdict(list)
    for entry in files.procedures:
        for path, name in _names(entry.value):
            owners[_heard(name)].append((entry, path))
    for name, places in owners.items():
        first = places[0][0]
        for entry, path in places[1:]:
            if entry.value.code != first.value.code and name not in asked:
                said = f"also leads to {first.value.code} ({first.file})"
                hint = "keep it in one, or list it in clarifications/"
                yield entry.problem(path, f"“{name}” {said}; {hint}")


def _names(procedure: Procedure) -> Iterator[tuple[KeyPath, str]]:
    yield ("name",), procedure.name
    yield ("short_name",), procedure.short_name
    for i, alias in enumerate(procedure.aliases):
        yield ("aliases", i), alias


def _heard(text: str) -> str:
    """Return a name as the linker hears it: folded, single spaces."""
    return " ".join(fold(text).split())
