"""The published catalogue as immutable files, one a version.

``<data_dir>/catalogue/<version>.json`` holds a version, the link ``current``
beside them names the one in use. A version sorts by its time:
``20261123T164501Z-1f0c9a3b`` (UTC, then 8 hex digits of the content's hash).
Whatever happens in the middle of a write, ``current`` names a whole file.
"""

from __future__ import annotations

import json
import os
import re
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apischema

from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import SnapshotCorrupt, SnapshotNotWritten
from bot.catalogue.serial import content_hash, plain

_FORMAT = 1
_FOLDER = "catalogue"
_CURRENT = "current"
_STAMP = "%Y%m%dT%H%M%SZ"
_VERSION = re.compile(r"^\d{8}T\d{6}Z-[0-9a-f]{8}$")


class SnapshotCheck:
    """Tells whether the current snapshot can be read; a whole file is read only once.

    May be asked by several threads, as often as wished.
    """

    def __init__(self, data_dir: Path) -> None:
        """Look at the snapshots of ``data_dir``; nothing is read yet."""
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._whole: tuple[str, tuple[int, ...]] | None = None

    def version(self) -> str | None:
        """Return the current version, None when nothing is published.

        Raises ``SnapshotCorrupt`` when it cannot be read.
        """
        version = current_version(self._data_dir)
        if version is None:
            return None
        with self._lock:
            identity = _identity(_file(self._data_dir, version))
            if identity is None or self._whole != (version, identity):
                load_version(self._data_dir, version)
                self._whole = None if identity is None else (version, identity)
        return version


def version_name(digest: str, now: datetime, after: str | None = None) -> str:
    """Return the version of a content made at ``now`` (aware); later than ``after`` always."""
    stamp = now.astimezone(UTC).replace(microsecond=0)
    if after is not None:
        last = datetime.strptime(after.partition("-")[0], _STAMP).replace(tzinfo=UTC)
        stamp = max(stamp, last + timedelta(seconds=1))  # a clock that was put back
    return f"{stamp.strftime(_STAMP)}-{digest[:8]}"


def write_snapshot(data_dir: Path, catalogue: Catalogue, version: str) -> Path:
    """Write a version and make it the current one; return its file.

    Raises ``SnapshotNotWritten`` when the disk refuses; the old version stays current.
    """
    path = store_snapshot(data_dir, catalogue, version)
    set_current(data_dir, version)
    return path


def store_snapshot(data_dir: Path, catalogue: Catalogue, version: str) -> Path:
    """Write a version's file without making it current; return it. An equal file is kept.

    Raises ``SnapshotNotWritten``, also when it could not be made current afterwards.
    """
    _refuse_directory(data_dir / _FOLDER / _CURRENT)
    content = plain(catalogue)
    document = {
        "format": _FORMAT,
        "version": version,
        "content_hash": content_hash(content),
        "catalogue": content,
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    path = _file(data_dir, version)

    def put(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    if not _holds(path, text):
        _replace(path, put)
    return path


def set_current(data_dir: Path, version: str) -> None:
    """Make a stored version the current one, in one step; raises ``SnapshotNotWritten``."""
    target = _file(data_dir, version).name
    _replace(data_dir / _FOLDER / _CURRENT, lambda temporary: temporary.symlink_to(target))


def current_version(data_dir: Path) -> str | None:
    """Return the current version, None when nothing is published. Reads one link, no file.

    Raises ``SnapshotCorrupt`` when ``current`` is not such a link.
    """
    link = data_dir / _FOLDER / _CURRENT
    try:
        version = os.readlink(link).removesuffix(".json")  # noqa: PTH115 - no Path is built
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if _is_directory(link):
            raise SnapshotCorrupt(_in_the_way(link)) from error
        raise SnapshotCorrupt(f"{link} is not a link to a version: publish again") from error
    if not _VERSION.match(version):
        raise SnapshotCorrupt(f"{link} names {version!r}, which is no version: publish again")
    return version


def load_current(data_dir: Path) -> tuple[str, Catalogue] | None:
    """Return the current version and its catalogue, None when nothing is published.

    Raises ``SnapshotCorrupt`` when the file is missing, cut off or changed by hand.
    """
    version = current_version(data_dir)
    return None if version is None else (version, load_version(data_dir, version))


def load_version(data_dir: Path, version: str) -> Catalogue:
    """Return the catalogue of a stored version; raises ``SnapshotCorrupt``."""
    path = _file(data_dir, version)
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != _FORMAT:
            raise SnapshotCorrupt(f"{path} has another format than this program: publish again")
        if document["content_hash"] != content_hash(document["catalogue"]):
            raise SnapshotCorrupt(f"{path} was changed after it was published: publish again")
        return apischema.deserialize(Catalogue, document["catalogue"])
    except FileNotFoundError as error:
        raise SnapshotCorrupt(f"{path} is missing: publish again") from error
    except IsADirectoryError as error:
        raise SnapshotCorrupt(_in_the_way(path)) from error
    except OSError as error:
        reason = error.strerror or error
        raise SnapshotCorrupt(f"{path} cannot be read ({reason}): publish again") from error
    except (ValueError, KeyError, TypeError, apischema.ValidationError) as error:
        raise SnapshotCorrupt(f"{path} cannot be read as a snapshot: publish again") from error


def _file(data_dir: Path, version: str) -> Path:
    if not _VERSION.match(version):
        raise SnapshotCorrupt(f"{version!r} is no version such as 20261123T164501Z-1f0c9a3b")
    return data_dir / _FOLDER / f"{version}.json"


def _identity(path: Path) -> tuple[int, ...] | None:
    """Return what changes with every change of a file, None for one that cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    # the last of them cannot be put back, as the date of a copy is
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _is_directory(path: Path) -> bool:
    """Tell whether a directory itself, and no link to one, is there."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _in_the_way(path: Path) -> str:
    return f"{path} is a directory where a file belongs: move it away, then publish again"


def _refuse_directory(path: Path) -> None:
    if _is_directory(path):
        raise SnapshotNotWritten(_in_the_way(path))


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _replace(path: Path, put: Callable[[Path], None]) -> None:
    """Put something beside ``path``, then over it, so that no reader ever sees a half."""
    _refuse_directory(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        put(temporary)
        temporary.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # else the rename may be lost with the power
        finally:
            os.close(folder)
    except OSError as error:
        reason = error.strerror or error
        raise SnapshotNotWritten(
            f"{path} was not written ({reason}); the old catalogue stays in use"
        ) from error
    finally:
        if temporary.is_symlink() or temporary.exists():
            temporary.unlink()
