"""The queue's own tables, made by procrastinate's schema."""

from __future__ import annotations

import psycopg
from procrastinate.schema import SchemaManager

from bot.storage.errors import StorageUnavailable


def ensure(url: str) -> None:
    """Make procrastinate's tables where they are missing; one transaction.

    Raises ``StorageUnavailable`` when the database does not answer.
    """
    try:
        with psycopg.connect(url) as connection:
            # two starts at once must not both make the tables
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('troly.queue.schema'))")
            row = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
            if row is None or row[0] is None:
                connection.execute(SchemaManager.get_schema().encode())
    except psycopg.Error as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise StorageUnavailable(f"the database does not answer: {reason}") from error
