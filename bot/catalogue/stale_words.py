"""Words that no longer name an office to go to or a paper to bring.

The list is ``checks/stale_words.yml`` under the catalogue's directory. Pitfalls
may use these words, since there the old rule is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import apischema

from bot.catalogue.errors import Problem
from bot.catalogue.form import form_problems
from bot.catalogue.loader import Entry, shown_name
from bot.catalogue.model import Procedure, ProcedureCode
from bot.catalogue.yaml_lines import KeyPath, read_yaml
from bot.data_files import key_text

_FILE = Path("checks") / "stale_words.yml"


@dataclass(frozen=True, kw_only=True)
class StaleWord:
    """A word, where it may not stand, and what to write instead."""

    word: str
    facets: list[Literal["where", "documents", "steps", "agency", "who_can_file", "parts"]]
    instead: str
    allowed_in: list[ProcedureCode] = field(default_factory=list)
    """entries where the word is right, for example a matter that stayed with that office."""


def read_stale_words(directory: Path) -> tuple[list[StaleWord], list[Problem]]:
    """Return the list and its problems; a catalogue without the list has no stale words."""
    path = directory / _FILE
    if not path.exists():
        return [], []
    shown = shown_name(path, directory)
    data, lines, problems = read_yaml(path, shown)
    if problems:
        return [], problems
    try:
        return apischema.deserialize(list[StaleWord], data), []
    except apischema.ValidationError as error:
        return [], [
            Problem(shown, lines.of(key), key_text(key), message)
            for key, message in form_problems(error, data)
        ]


def stale_word_problems(entry: Entry[Procedure], words: list[StaleWord]) -> Iterator[Problem]:
    """Yield the stale words in an entry's places, papers, steps and agencies."""
    for path, text in _texts(entry.value):
        for stale in words:
            wanted = path[0] in stale.facets and entry.value.code not in stale.allowed_in
            if wanted and re.search(rf"\b{re.escape(stale.word)}\b", text, re.IGNORECASE):
                yield entry.problem(path, f"“{stale.word}” is out of date: {stale.instead}")


def _texts(procedure: Procedure) -> Iterator[tuple[KeyPath, str]]:
    for i, place in enumerate(procedure.where):
        yield ("where", i, "place"), place.place
        if place.note:
            yield ("where", i, "note"), place.note
    for i, document in enumerate(procedure.documents):
        yield ("documents", i, "name"), document.name
        if document.condition:
            yield ("documents", i, "condition"), document.condition
    for i, step in enumerate(procedure.steps):
        yield ("steps", i), step
    yield ("agency",), procedure.agency
    for i, part in enumerate(procedure.parts):
        yield ("parts", i, "agency"), part.agency or ""
    for i, person in enumerate(procedure.who_can_file):
        yield ("who_can_file", i, "text"), person.text
