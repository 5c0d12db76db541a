"""The situations that a record tells apart, numbered as they are met."""

from __future__ import annotations

from bot.catalogue.model import Case
from bot.catalogue.portal.texts import trimmed


class CaseBook:
    """Gives each situation an id; the same words are the same situation."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}

    def id_of(self, when: str) -> str:
        """Return the id of the case that holds ``when``."""
        words = trimmed(when)
        key = words.casefold()
        if key not in self._cases:
            self._cases[key] = Case(id=f"th-{len(self._cases) + 1}", when=words)
        return self._cases[key].id

    @property
    def cases(self) -> list[Case]:
        """Return the cases in the order in which they were met."""
        return list(self._cases.values())
