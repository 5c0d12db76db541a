"""Engines and sessions on the database that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.storage import embedded
from bot.storage.errors import StorageUnavailable


def database_url(settings: Settings) -> str:
    """Return the libpq URL of the database; raises ``DatabaseNotRunning``."""
    return settings.database_url or embedded.url(settings.data_dir)


def sqlalchemy_url(settings: Settings) -> str:
    """Return the database's URL for SQLAlchemy with psycopg 3."""
    _, _, rest = database_url(settings).partition("://")
    return f"postgresql+psycopg://{rest}"


def async_engine(settings: Settings, *, pool_size: int = 5) -> AsyncEngine:
    """Return an engine for the running services."""
    return create_async_engine(
        sqlalchemy_url(settings),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,  # what people write must not reach a log with an error
    )


def sync_engine(settings: Settings) -> Engine:
    """Return an engine for commands and migrations."""
    return create_engine(sqlalchemy_url(settings), hide_parameters=True)


@contextmanager
def failing_as_unavailable() -> Iterator[None]:
    """Raise what SQLAlchemy raises as ``StorageUnavailable``, in one line."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        reason = next(iter(str(cause).splitlines()), type(error).__name__)
        raise StorageUnavailable(f"the database does not answer: {reason}") from error


@contextmanager
def session_scope(settings: Settings) -> Iterator[Session]:
    """Yield a session; what is open at the end is committed, on an error rolled back.

    Raises ``StorageUnavailable`` when the database does not answer.
    """
    engine = sync_engine(settings)
    try:
        with failing_as_unavailable(), Session(engine) as session:
            yield session
            session.commit()
    finally:
        engine.dispose()


@contextmanager
def running_database(settings: Settings) -> Iterator[None]:
    """Make sure that the database runs; stop it afterwards if it was started here."""
    if settings.database_url or embedded.is_running(settings.data_dir):
        yield
        return
    embedded.start(settings.data_dir)
    try:
        yield
    finally:
        embedded.stop(settings.data_dir)
