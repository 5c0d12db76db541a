"""Who something is done for or with: "cho con gái", "mẹ tôi", "người được ủy quyền".

Words of kinship are also forms of address; those who say "dạ con muốn hỏi" name nobody.
Errors: ``DataFileError``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.nlu.found_entity import FoundEntity
from bot.settings import PROJECT_DIR
from bot.text.normalise import NormalisedText
from bot.text.phrasebook import Entry, Heard, Phrasebook, PhraseFile, read_phrase_file

ROLES_FILE = PROJECT_DIR / "nlu_data" / "shared" / "roles.yml"
_BY_POSSESSOR = "before"


@dataclass(frozen=True, kw_only=True)
class Addressing:
    """Words with which people speak of themselves or to us, and what tells it."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoleFile(PhraseFile):
    """What ``roles.yml`` says; its comments explain the keys."""

    addressing: Addressing


class Roles:
    """Finds roles in a normalised text."""

    def __init__(self, file: RoleFile) -> None:
        """Prepare the phrases of the roles and those of addressing."""
        self._roles = Phrasebook(file.entries)
        self._addressing = Phrasebook(
            Entry(
                means=word,
                phrases=(word,),
                alone="never",
                before=file.addressing.before,
                after=file.addressing.after,
            )
            for word in file.addressing.words
        )

    def find(self, meant: NormalisedText) -> list[FoundEntity]:
        """Return the roles from left to right; values are the English keys of the file."""
        heard = self._roles.find(meant.text)
        if any(each.by != "alone" for each in heard):
            heard = self._without_addressing(heard, meant)
        return [
            FoundEntity("person_role", each.means, *meant.source_span(each.start, each.end))
            for each in heard
        ]

    def _without_addressing(self, heard: Sequence[Heard], meant: NormalisedText) -> list[Heard]:
        """Leave out a word that stands for the speaker, or may do so in this message."""
        addressing = self._addressing.find(meant.text)
        used = {each.phrase for each in addressing}
        starts = {each.start for each in addressing}
        return [
            each
            for each in heard
            if each.phrase not in used or (each.by == _BY_POSSESSOR and each.start not in starts)
        ]


@lru_cache(maxsize=1)
def default_roles(path: Path = ROLES_FILE) -> Roles:
    """Return the project's roles, read once."""
    return Roles(read_phrase_file(path, RoleFile))
