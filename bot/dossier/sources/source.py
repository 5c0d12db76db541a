"""What every source of dossiers promises."""

from __future__ import annotations

from typing import Protocol

from bot.dossier.model import Dossier


class DossierSource(Protocol):
    """An office's system, asked for one dossier at a time."""

    async def fetch(self, code: str) -> Dossier:
        """Return the dossier ``code`` (tidy spelling, ``bot.dossier.codes``).

        Answers or raises within 8 seconds. Raises a ``DossierError``:
        ``DossierNotFound``, ``DossierSourceUnavailable`` or
        ``DossierSourceInvalidReply``.
        """
        ...
