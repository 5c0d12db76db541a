"""Publishing: from reviewed files to the version that conversations read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apischema

from bot.catalogue.check import load_checked
from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import SnapshotCorrupt
from bot.catalogue.repository import CatalogueRepository, Session
from bot.catalogue.serial import content_hash, plain
from bot.catalogue.snapshot import (
    current_version,
    load_version,
    set_current,
    store_snapshot,
    version_name,
)


@dataclass(frozen=True)
class PublishResult:
    """What came of publishing."""

    version: str
    """the version that is current now."""
    published: bool
    """False: the same content was current already and nothing was written."""
    procedures: int


def publish(catalogue_dir: Path, data_dir: Path, session: Session, by: str) -> PublishResult:
    """Check the files and make their content the current version; commits ``session``.

    The file comes first, then the row, then the pointer: a version is current only
    when both exist, and a failure leaves the old one current. Content that the
    record knows as its newest keeps its version, so that a lost file is made anew.
    Raises ``CatalogueInvalid`` before anything is written, ``SnapshotNotWritten``.
    """
    catalogue = load_checked(catalogue_dir)
    content = plain(catalogue)
    digest = content_hash(content)
    repository = CatalogueRepository(session)
    repository.lock()
    latest = repository.latest()
    known = latest is not None and latest.content_hash == digest
    if latest is not None and known and _is_current(data_dir, latest.version):
        return PublishResult(latest.version, False, len(catalogue.procedures))
    last = None if latest is None else latest.version
    version = last if last and known else version_name(digest, datetime.now(UTC), after=last)
    store_snapshot(data_dir, catalogue, version)
    if not known:
        repository.add(version, digest, content, by)
    session.commit()
    set_current(data_dir, version)
    return PublishResult(version, True, len(catalogue.procedures))


def follow(data_dir: Path, session: Session) -> str | None:
    """Make the record's newest version current on this machine too, whole again if need be.

    Returns the version when it was fetched, None when there was nothing to do.
    Raises ``SnapshotCorrupt`` when the record cannot be read, ``SnapshotNotWritten``.
    """
    repository = CatalogueRepository(session)
    latest = repository.latest()
    if latest is None or _is_current(data_dir, latest.version):
        return None
    content = repository.snapshot(latest.version)
    try:
        catalogue = apischema.deserialize(Catalogue, content)
    except apischema.ValidationError as error:
        raise SnapshotCorrupt(
            f"version {latest.version} in the database does not fit this program: publish again"
        ) from error
    store_snapshot(data_dir, catalogue, latest.version)
    set_current(data_dir, latest.version)
    return latest.version


def _is_current(data_dir: Path, version: str) -> bool:
    """Tell whether the version is current here and its file is whole."""
    if _pointer(data_dir) != version:
        return False
    try:
        load_version(data_dir, version)
    except SnapshotCorrupt:
        return False
    return True


def _pointer(data_dir: Path) -> str | None:
    """Return the current version; a damaged pointer is none, since it is about to be replaced."""
    try:
        return current_version(data_dir)
    except SnapshotCorrupt:
        return None
