"""What is not ours to answer, but has a door of its own: courts, and what no office may do.

Errors: ``bot.data_files.DataFileError`` names the file and the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answers.heard import heard_as, spoken_words
from bot.data_files import read_data_file


@dataclass(frozen=True, kw_only=True)
class Signpost:
    """A matter, recognised by what people say."""

    id: str
    phrases: list[str]
    """as people say it; ``…`` stands for up to three words."""

    @property
    def says(self) -> str:
        """Return the key of the text that shows the way."""
        return f"utter_out_of_scope_{self.id}"


class Signposts:
    """All of them, in the order in which they are looked for."""

    def __init__(self, signposts: Sequence[Signpost]) -> None:
        """Keep the order."""
        self._heard = [(each, heard_as(each.phrases)) for each in signposts]

    @classmethod
    def load(cls, path: Path) -> Signposts:
        """Read the data file."""
        return cls(read_data_file(path, list[Signpost]))

    def heard(self, message_folded: str) -> Signpost | None:
        """Return the first matter of which a phrase stands in the folded message."""
        words = spoken_words(message_folded)
        return next((each for each, heard in self._heard if heard.search(words)), None)
