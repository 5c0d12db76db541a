"""Words that ask or say nothing beside a name; errors: ``DataFileError``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.data_files import read_data_file
from bot.settings import PROJECT_DIR

ASKING_FILE = PROJECT_DIR / "nlu_data" / "shared" / "asking.yml"


@dataclass(frozen=True)
class AskingWords:
    """The lists of the data file; see there what each holds."""

    inquires: tuple[str, ...]
    small_words: frozenset[str]

    def inquire(self, folded: str) -> bool:
        """Tell whether a folded clause says itself that something is asked or wanted."""
        return self._inquires.search(folded) is not None

    @cached_property
    def _inquires(self) -> re.Pattern[str]:
        choices = "|".join(map(re.escape, sorted(self.inquires, key=len, reverse=True)))
        return re.compile(rf"\b(?:{choices})\b")


@lru_cache(maxsize=1)
def default_asking_words() -> AskingWords:
    """Return the project's words, read once."""
    return read_data_file(ASKING_FILE, AskingWords)
