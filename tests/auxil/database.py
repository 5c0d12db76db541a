"""Databases for tests, on the one server of the run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bot.storage import embedded


@contextmanager
def server_directory() -> Iterator[Path]:
    """Yield a new directory for an embedded server, which is stopped at the end.

    Not under pytest's own directory: as root the server runs as another user, and every
    start of another pytest takes that directory's permissions away from it.
    """
    with tempfile.TemporaryDirectory(prefix="troly-test-") as directory:
        data_dir = Path(directory) / "var"
        try:
            yield data_dir
        finally:
            embedded.stop(data_dir)


def make_database(server_dir: Path, name: str) -> str:
    """Make an empty database and return its URL."""
    url = embedded.url(server_dir)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    address, _, query = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{query}"


def empty_all_tables(url: str) -> None:
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename <> 'alembic_version'"
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(table) for (table,) in tables)
        connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))


def rows(url: str, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return what ``query`` finds, on a connection of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query, parameters or None)
        return cursor.fetchall() if cursor.description else []


def all_bytes(url: str) -> str:
    """Return everything that all tables hold, as one text: what a stolen copy would show."""
    held: list[str] = []
    for (table,) in rows(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        for row in rows(url, f'SELECT * FROM "{table}"'):
            held += [bytes(v).decode("latin-1") if isinstance(v, bytes) else str(v) for v in row]
    return "\n".join(held)
