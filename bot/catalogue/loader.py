"""Reads the catalogue's directory into dataclasses, with a line for every key.

``procedures/<area>/<code>-<slug>.yml`` holds one procedure; ``rules/*.yml``,
``clarifications/*.yml``, ``articles/*.yml`` and ``guidance/*.yml`` hold one entry or a
list of entries each. Meaning is checked elsewhere (``bot.catalogue.check``); here only form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apischema

from bot.catalogue.collection import Article, Catalogue, Clarification, Rule
from bot.catalogue.errors import CatalogueInvalid, Problem
from bot.catalogue.form import form_problems
from bot.catalogue.model import Procedure
from bot.catalogue.trees import GuidanceTree
from bot.catalogue.yaml_lines import KeyPath, Lines, Plain, read_yaml
from bot.data_files import key_text

_CODE_IN_NAME = re.compile(r"^(\d\.\d{6}(?=-|$)|CT\.[a-z0-9-]+$)")
_UNREAD = (
    "never read: expected procedures/<area>/<code>-<slug>.yml, "
    "rules/, clarifications/, articles/ or guidance/*.yml"
)


@dataclass(frozen=True)
class Entry[T]:
    """An entry and where it stands."""

    value: T
    file: str
    """as shown in problems: ``catalogue_data/procedures/ho-tich/1.001193-khai-sinh.yml``."""
    lines: Lines = field(repr=False)
    at: KeyPath = ()
    """the entry's place inside its file: ``(2,)`` for the third of a list."""

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Return a problem of one key of this entry."""
        full = (*self.at, *path)
        return Problem(self.file, self.lines.of(full), key_text(full), message)


@dataclass(frozen=True)
class CatalogueFiles:
    """What the directory holds: the entries in good form and the problems of the others."""

    directory: Path
    procedures: tuple[Entry[Procedure], ...]
    rules: tuple[Entry[Rule], ...]
    clarifications: tuple[Entry[Clarification], ...]
    articles: tuple[Entry[Article], ...]
    trees: tuple[Entry[GuidanceTree], ...]
    problems: tuple[Problem, ...]
    broken_codes: frozenset[str] = frozenset()
    """codes in the names of files that could not be read; they exist all the same."""

    def catalogue(self) -> Catalogue:
        """Return the entries in a fixed order, without their places."""
        return Catalogue(
            procedures=tuple(sorted((e.value for e in self.procedures), key=lambda p: p.code)),
            rules=tuple(sorted((e.value for e in self.rules), key=lambda r: (r.order, r.id))),
            clarifications=tuple(
                sorted((e.value for e in self.clarifications), key=lambda c: c.id)
            ),
            articles=tuple(sorted((e.value for e in self.articles), key=lambda a: a.id)),
            trees=tuple(sorted((e.value for e in self.trees), key=lambda t: t.id)),
        )


def load_catalogue(directory: Path) -> Catalogue:
    """Return the catalogue of ``catalogue_data/``; its form is checked, its meaning is not.

    Raises ``CatalogueInvalid`` with every problem of every file.
    """
    files = read_directory(directory)
    if files.problems:
        raise CatalogueInvalid(files.problems)
    return files.catalogue()


def read_directory(directory: Path) -> CatalogueFiles:
    """Read every file; what is wrong with one does not hide the others."""
    if not directory.is_dir():
        missing = Problem(str(directory), 1, "", "there is no such catalogue directory")
        return CatalogueFiles(directory, (), (), (), (), (), (missing,))
    reader = _DirectoryReader(directory)
    procedures, broken = reader.procedures()
    return CatalogueFiles(
        directory=directory,
        procedures=tuple(procedures),
        rules=tuple(reader.entries("rules", Rule)),
        clarifications=tuple(reader.entries("clarifications", Clarification)),
        articles=tuple(reader.entries("articles", Article)),
        trees=tuple(reader.entries("guidance", GuidanceTree)),
        problems=tuple(reader.problems),
        broken_codes=frozenset(broken),
    )


def shown_name(path: Path, directory: Path) -> str:
    """Return a file's name as problems show it, from the catalogue's directory on."""
    return str(Path(directory.resolve().name) / path.relative_to(directory))


class _DirectoryReader:
    def __init__(self, directory: Path) -> None:
        self.problems: list[Problem] = []
        self._directory = directory

    def procedures(self) -> tuple[list[Entry[Procedure]], set[str]]:
        found: list[Entry[Procedure]] = []
        broken: set[str] = set()
        for path in self._files("procedures", lambda parts: len(parts) == 3):
            shown = shown_name(path, self._directory)
            data, lines, problems = read_yaml(path, shown)
            self.problems += problems
            entry = None if problems else self._entry(Procedure, data, shown, lines, ())
            if entry is not None:
                found.append(entry)
            elif code := _CODE_IN_NAME.match(path.stem):
                broken.add(code.group())
        return found, broken

    def entries[T](self, folder: str, kind: type[T]) -> Iterator[Entry[T]]:
        for path in self._files(folder, lambda parts: len(parts) == 2):
            shown = shown_name(path, self._directory)
            data, lines, problems = read_yaml(path, shown)
            self.problems += problems
            if problems:
                continue
            items: list[tuple[KeyPath, Plain]] = (
                [((i,), item) for i, item in enumerate(data)]
                if isinstance(data, list)
                else [((), data)]
            )
            for at, item in items:
                entry = self._entry(kind, item, shown, lines, at)
                if entry is not None:
                    yield entry

    def _files(self, folder: str, fits: Callable[[tuple[str, ...]], bool]) -> Iterator[Path]:
        for path in sorted((self._directory / folder).rglob("*")):
            parts = path.relative_to(self._directory).parts
            if path.is_dir() or any(part.startswith(".") for part in parts):
                continue
            if path.suffix == ".yml" and fits(parts):
                yield path
            else:
                self.problems.append(Problem(shown_name(path, self._directory), 1, "", _UNREAD))

    def _entry[T](
        self, kind: type[T], data: Plain, shown: str, lines: Lines, at: KeyPath
    ) -> Entry[T] | None:
        try:
            return Entry(apischema.deserialize(kind, data), shown, lines, at)
        except apischema.ValidationError as error:
            for path, message in form_problems(error, data):
                full = (*at, *path)
                self.problems.append(Problem(shown, lines.of(full), key_text(full), message))
            return None
