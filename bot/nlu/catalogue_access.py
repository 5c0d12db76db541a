"""The one catalogue view that all components of a process share."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from bot.catalogue.view import CatalogueView
from bot.settings import Settings

CATALOGUE_CONFIG: dict[str, Any] = {
    # directory of the published snapshots; None: TROLY_DATA_DIR
    "data_dir": None,
    # reviewed files, read while nothing is published; None: the project's
    "catalogue_dir": None,
}


def catalogue_view(config: dict[str, Any]) -> CatalogueView:
    """Return the view for a component's configuration."""
    settings = Settings.from_env()
    data_dir = Path(config["data_dir"] or settings.data_dir)
    catalogue_dir = Path(config["catalogue_dir"] or settings.catalogue_dir)
    return _shared_view(data_dir, catalogue_dir)


@cache
def _shared_view(data_dir: Path, catalogue_dir: Path) -> CatalogueView:
    return CatalogueView(data_dir, catalogue_dir)
