"""The data of ``catalogue_data/`` that every process reads when it starts.

Procedures, rules and questions back are published; these files are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.answers.life_events import load_life_events
from bot.answers.signposts import Signposts
from bot.data_files import DataFileError
from bot.deadlines.calendar_files import load_calendar
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.codes import load_code_forms
from bot.dossier.statuses import load_statuses

_READERS: dict[str, Callable[[Path], object]] = {
    "calendar": load_calendar,
    "dossier_codes.yml": load_code_forms,
    "life_events": load_life_events,
    "signposts.yml": Signposts.load,
    "statuses/sensitive_procedures.yml": load_sensitive_procedures,
    "statuses/statuses.yml": load_statuses,
}


def start_data_errors(directory: Path, *, all_needed: bool) -> Iterator[DataFileError]:
    """Yield the first error of each kind of file; absent ones count when all are needed."""
    for name, read in _READERS.items():
        path = directory / name
        if not all_needed and not path.exists():
            continue
        try:
            read(path)
        except DataFileError as error:
            yield error
