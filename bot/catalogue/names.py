"""The names under which people and offices know a procedure, ready for comparison."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.collection import Catalogue
from bot.catalogue.model import Procedure
from bot.text.fold import fold
from bot.text.normalise import NormalisedText, normalise
from bot.text.protected import find_protected

NameKind = Literal["alias", "short_name", "name", "clarification", "other"]
"""``other``: a look-alike that the catalogue does not hold; it hides what it contains."""

_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
_SILENT = frozenset({"url", "email", "dossier_code", "procedure_code", "date"})
_BOILERPLATE = re.compile(r"\([^)]*\)|^\s*(?:thủ tục|Thủ tục|TTHC)\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text that was normalised."""

    written: str
    """lower case, with the diacritics that were typed"""
    folded: str
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        """Tell whether it was typed without diacritics."""
        return self.written == self.folded


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what it stands for: a procedure's code or a clarification's id."""

    kind: NameKind
    target: str
    words: tuple[Word, ...]

    @property
    def written(self) -> str:
        """Return the name with its diacritics, in lower case."""
        return " ".join(word.written for word in self.words)

    @property
    def folded(self) -> str:
        """Return the name as it is compared."""
        return " ".join(word.folded for word in self.words)


def words_of(text: NormalisedText) -> list[Word]:
    """Return the words with their places in ``text.text``; codes and addresses are none."""
    silent = [(span.start, span.end) for span in find_protected(text.text) if span.kind in _SILENT]
    return [
        Word(
            found.group().lower(),
            sys.intern(fold(found.group())),
            found.start(),
            found.end(),
        )
        for found in _WORD.finditer(text.text)
        if not any(start <= found.start() < end for start, end in silent)
    ]


def names_of(catalogue: Catalogue) -> Iterator[Name]:
    """Return every name of the catalogue; a name of one target comes once."""
    known: set[tuple[str, str]] = set()
    last: tuple[str, tuple[Word, ...]] = ("", ())
    for kind, target, text in _texts(catalogue):
        # imported entries have the same short and official name: read it once
        if text != last[0]:
            last = (text, tuple(words_of(normalise(text))))
        name = Name(kind, target, last[1])
        if name.words and (name.folded, target) not in known:
            known.add((name.folded, target))
            yield name


def _texts(catalogue: Catalogue) -> Iterator[tuple[NameKind, str, str]]:
    codes = {procedure.code for procedure in catalogue.procedures}
    for procedure in catalogue.procedures:
        yield from _procedure_texts(procedure)
    for procedure in catalogue.procedures:
        first: dict[str, str] = {}
        for neighbour in procedure.not_this:
            if neighbour.code is None or neighbour.code not in codes:
                # more names of the same neighbour: the first one is told; without a code it
                # is no procedure (a divorce, a hospital's paper) and none is told
                code = neighbour.code
                told = "" if code is None else first.setdefault(code, neighbour.name)
                yield "other", told, _official(neighbour.name)
    for clarification in catalogue.clarifications:
        for phrase in clarification.phrases:
            yield "clarification", clarification.id, phrase


def _procedure_texts(procedure: Procedure) -> Iterator[tuple[NameKind, str, str]]:
    for alias in procedure.aliases:
        yield "alias", procedure.code, alias
    yield "short_name", procedure.code, _official(procedure.short_name)
    yield "name", procedure.code, _official(procedure.name)


def _official(name: str) -> str:
    return _BOILERPLATE.sub(" ", name).strip() or name
