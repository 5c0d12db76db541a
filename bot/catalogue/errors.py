"""Errors of the catalogue.

CatalogueError
 ├── CatalogueInvalid    the files hold problems; all of them are in ``problems``
 ├── SnapshotCorrupt     a published snapshot cannot be read
 └── SnapshotNotWritten  the disk refused a snapshot; the old one is still current
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to repair: where it stands and what is wrong, in plain English."""

    file: str
    line: int
    """1-based."""
    key: str
    """``fee[0].amount_vnd``; empty when the whole file is meant."""
    message: str

    def __str__(self) -> str:
        """Return the problem as one line, the way compilers write it."""
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class CatalogueError(Exception):
    """The catalogue cannot be read, checked or published."""


class CatalogueInvalid(CatalogueError):
    """The files hold problems; ``str()`` gives one line a problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems, sorted by file and line."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.key)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SnapshotCorrupt(CatalogueError):
    """A published snapshot is damaged or was made by hand; publish again."""


class SnapshotNotWritten(CatalogueError):
    """The disk refused the new snapshot; the old one is still current."""
