"""The messages of ``benchmarks/nlu`` and what each should be understood as.

Errors: ``QuestionError`` names the file and the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.text.fold import fold

WRITTEN, UNDIACRITISED = "written", "undiacritised"
BY_HAND = ("teencode", "typo", "voice")
"""ways of typing that the writer of a message also wrote, by hand"""
VARIANTS = (WRITTEN, UNDIACRITISED, *BY_HAND)
_MADE: dict[str, Callable[[str], str]] = {WRITTEN: str, UNDIACRITISED: fold}


class QuestionError(ValueError):
    """A file of messages cannot be used."""


@dataclass(frozen=True)
class Question:
    """A message and what it should be understood as."""

    text: str
    intent: str
    procedure: str | None
    register: str = "-"
    area: str = "none"
    by_hand: dict[str, str] = field(default_factory=dict)
    """way of typing → the same message typed so"""

    def typed(self, variant: str) -> str | None:
        """Return the message in one way of typing, None where there is none."""
        made = _MADE.get(variant)
        return made(self.text) if made else self.by_hand.get(variant)


@dataclass(frozen=True)
class SeveralAsks:
    """A message and all that it asks, in order."""

    text: str
    register: str
    asks: tuple[tuple[str, str | None], ...]
    """(intent, code of the procedure or None)"""


@dataclass(frozen=True)
class MarkedMessage:
    """A message and its entities: (entity, words as they stand in the text), in order."""

    text: str
    entities: tuple[tuple[str, str], ...]


def load_questions(directory: Path) -> list[Question]:
    """Return the messages of every file under the directory."""
    return [
        _question(row, path) for path in sorted(directory.rglob("*.yml")) for row in _rows(path)
    ]


def load_several(path: Path) -> list[SeveralAsks]:
    """Return the messages with several asks."""
    return [
        SeveralAsks(
            row["text"],
            row["register"],
            tuple((ask["intent"], ask["procedure"]) for ask in row["asks"]),
        )
        for row in _rows(path)
    ]


def load_marked(path: Path) -> list[MarkedMessage]:
    """Return the messages with marked entities; each stands in its text."""
    marked = []
    for row in _rows(path):
        entities = tuple((each["entity"], each["words"]) for each in row["entities"])
        lost = [words for _, words in entities if words not in row["text"]]
        if lost:
            raise QuestionError(f"{path}: {row['text']!r} does not hold {lost[0]!r}")
        marked.append(MarkedMessage(row["text"], entities))
    return marked


def _question(row: dict[str, Any], path: Path) -> Question:
    try:
        return Question(
            text=row[WRITTEN] if WRITTEN in row else row["text"],
            intent=row["intent"],
            procedure=row["procedure"],
            register=row.get("register", path.parent.name),
            area=row.get("area", "none"),
            by_hand={way: row[way] for way in BY_HAND if way in row},
        )
    except KeyError as error:
        raise QuestionError(f"{path}: {row}: {error.args[0]} is missing") from error


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise QuestionError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list):
        raise QuestionError(f"{path}: a list of messages is needed")
    return rows
