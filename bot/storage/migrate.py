"""Brings the tables up to what this program needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from bot.settings import Settings
from bot.storage.engine import failing_as_unavailable, sync_engine
from bot.storage.errors import SchemaOutdated

MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('troly.migrations'))")


def upgrade(settings: Settings) -> None:
    """Apply all migrations that are missing; raises ``SchemaOutdated`` for a newer schema.

    Machines that start together wait for each other.
    """
    engine = sync_engine(settings)
    try:
        with failing_as_unavailable(), engine.begin() as connection:
            connection.execute(_ONE_AT_A_TIME)
            config = _config(connection)
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise SchemaOutdated(
                    f"the database was made by a newer version of this program: {error}"
                ) from error
    finally:
        engine.dispose()


def is_current(settings: Settings) -> bool:
    """Tell whether no migration is missing."""
    engine = sync_engine(settings)
    try:
        with failing_as_unavailable(), engine.connect() as connection:
            applied = MigrationContext.configure(connection).get_current_revision()
            head = ScriptDirectory.from_config(_config(connection)).get_current_head()
    finally:
        engine.dispose()
    return applied == head


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
