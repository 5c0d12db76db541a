"""Errors of the storage.

StorageError
├── DatabaseNotRunning   the embedded server has not been started
├── DatabaseStartFailed  the embedded server does not start (disk full, broken files)
├── StorageUnavailable   the database does not answer
└── SchemaOutdated       the tables are older or newer than this program
"""

from __future__ import annotations


class StorageError(Exception):
    """Root: something is wrong with the database; the message is one line."""


class DatabaseNotRunning(StorageError):
    """The embedded server has not been started."""


class DatabaseStartFailed(StorageError):
    """The embedded server does not start."""


class StorageUnavailable(StorageError):
    """The database does not answer; nothing was stored."""


class SchemaOutdated(StorageError):
    """The tables do not fit this program."""
