"""What a process knows of the catalogue now: the published version, else the reviewed files."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import SnapshotCorrupt
from bot.catalogue.loader import load_catalogue
from bot.catalogue.search import ProcedureIndex
from bot.catalogue.snapshot import current_version, load_current

logger = logging.getLogger(__name__)

CHECK_EVERY = 2.0
"""seconds between two looks at the published version"""


@dataclass(frozen=True)
class IndexedCatalogue:
    """One version of the catalogue with its search index."""

    version: str | None
    """None: nothing is published; the reviewed files are used as they are"""
    catalogue: Catalogue
    index: ProcedureIndex


class CatalogueView:
    """Hands out the current catalogue; notices a newly published one within 2 s."""

    def __init__(
        self,
        data_dir: Path,
        catalogue_dir: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._data_dir = data_dir
        self._catalogue_dir = catalogue_dir
        self._clock = clock
        self._lock = threading.Lock()
        self._current: IndexedCatalogue | None = None
        self._checked = 0.0

    def current(self) -> IndexedCatalogue:
        """Return the published catalogue, else the reviewed files'.

        Raises, at the first call only, ``SnapshotCorrupt`` for a published version that
        cannot be read and ``CatalogueInvalid`` for reviewed files in bad form.
        """
        with self._lock:
            now = self._clock()
            if self._current is None or now - self._checked >= CHECK_EVERY:
                self._checked = now
                self._current = self._refreshed()
            return self._current

    def _refreshed(self) -> IndexedCatalogue:
        if self._current is None:
            return self._loaded()
        try:
            if self._current.version == current_version(self._data_dir):
                return self._current
            return self._loaded()
        except SnapshotCorrupt as error:
            # who is being answered now is better served by the version before
            logger.error("the published catalogue cannot be read, the old one stays: %s", error)
            return self._current

    def _loaded(self) -> IndexedCatalogue:
        published = load_current(self._data_dir)
        if published is None:
            catalogue = load_catalogue(self._catalogue_dir)
            return IndexedCatalogue(None, catalogue, ProcedureIndex(catalogue))
        version, catalogue = published
        return IndexedCatalogue(version, catalogue, ProcedureIndex(catalogue))
