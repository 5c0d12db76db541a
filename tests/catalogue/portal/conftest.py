"""The portal's vocabulary, as the importer reads it."""

from __future__ import annotations

import pytest

from bot.catalogue.portal.words import PortalWords, portal_words


@pytest.fixture(scope="session")
def words() -> PortalWords:
    """Return the project's own vocabulary."""
    return portal_words()
