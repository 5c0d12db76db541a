"""Words that mean the same for what is asked, read from a reviewed data file.

Errors: ``LexiconError`` names the file and what is wrong in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bot.settings import PROJECT_DIR
from bot.text.fold import fold
from bot.text.lexicon import LexiconError, read_mapping

CONCEPTS_FILE = PROJECT_DIR / "nlu_data" / "shared" / "concepts.yml"


class Concepts:
    """Replaces known phrases of a folded text by the name of their group."""

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self._names = {fold(phrase): name for name, phrases in groups.items() for phrase in phrases}
        longest_first = sorted(self._names, key=lambda phrase: (-len(phrase), phrase))
        choices = "|".join(map(re.escape, longest_first)) or "(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)")

    def replace(self, folded: str) -> str:
        """Return the folded text with a group's name for each phrase."""
        return self._pattern.sub(lambda found: self._names[found.group()], folded)


def load_concepts(path: Path) -> Concepts:
    """Read a concepts file."""
    try:
        return Concepts(read_mapping(path)["concepts"])
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"{path}: not a mapping of concepts to phrases: {error}") from error


@lru_cache(maxsize=1)
def default_concepts() -> Concepts:
    """Return the project's concepts, read once."""
    return load_concepts(CONCEPTS_FILE)
