"""The ten states of a dossier, and what each of them means to the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from bot.data_files import DataFileError, read_data_file
from bot.dossier.model import FIRST_STATUS, LAST_STATUS
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

STATUSES_FILE = PROJECT_DIR / "catalogue_data" / "statuses" / "statuses.yml"

Clock = Literal["not_started", "running", "paused", "stopped", "ended"]

SUPPLEMENT_REQUESTED = 5
PAYMENT_REQUESTED = 6
FINISHED = 9
RETURNED = 10


@dataclass(frozen=True, kw_only=True)
class Status:
    """One state; the texts are as the citizen reads them."""

    code: int
    name: str
    """standard name."""
    brief: str
    """a few plain words for brackets."""
    explanation: str
    acts: Literal["citizen", "office", "nobody"]
    act: str
    """who has to do what now."""
    next: str
    clock: Clock
    """whether the time that the office has is running."""
    final: bool


@dataclass(frozen=True, kw_only=True)
class Statuses:
    """All states, as in the data file."""

    certainty: Literal["L", "P", "S", "M"]
    source: str
    collected: date
    statuses: tuple[Status, ...]

    def of(self, code: int) -> Status:
        """Return the state ``code`` (1–10)."""
        return self.statuses[code - FIRST_STATUS]

    def named(self, text: str) -> Status | None:
        """Return the state whose number or name ``text`` is, in any case, marks or not.

        None for every other name: what an office's own software calls a state is
        not guessed.
        """
        wanted = fold(" ".join(text.split()))
        if wanted.isdecimal() and FIRST_STATUS <= int(wanted) <= LAST_STATUS:
            return self.of(int(wanted))
        names = {fold(status.name): status for status in self.statuses}
        return names.get(wanted)


def load_statuses(path: Path = STATUSES_FILE) -> Statuses:
    """Read the data file; raises ``DataFileError``, also unless it lists 1–10 in order."""
    statuses = read_data_file(path, Statuses)
    if [status.code for status in statuses.statuses] != [*range(FIRST_STATUS, LAST_STATUS + 1)]:
        raise DataFileError(path, "statuses", "the codes 1 to 10 are needed, in this order")
    return statuses
