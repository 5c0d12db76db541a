"""Fixtures for everybody: one real PostgreSQL for the run, empty tables for each test."""

from __future__ import annotations

import pytest
from auxil.database import empty_all_tables, make_database, server_directory

from bot.cli.preparation import train_if_changed
from bot.nlu.fingerprint import newest_model
from bot.privacy.keys import Vault
from bot.queue import schema
from bot.settings import Settings
from bot.storage import embedded, migrate
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine


@pytest.fixture(scope="session")
def database_server():
    """The data directory of a running embedded server."""
    with server_directory() as data_dir:
        embedded.start(data_dir)
        yield data_dir


@pytest.fixture(scope="session")
def migrated_database(database_server, tmp_path_factory):
    """Settings of a database with all tables; shared, so use ``settings`` instead."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("var"),
        database_url=make_database(database_server, "migrated"),
    )
    migrate.upgrade(settings)
    schema.ensure(settings.database_url)
    return settings


@pytest.fixture
def settings(migrated_database):
    """Settings of a database whose tables are empty."""
    empty_all_tables(migrated_database.database_url)
    return migrated_database


@pytest.fixture
def fresh_settings(database_server, tmp_path, request):
    """Settings of a database without any table."""
    name = f"fresh_{abs(hash(request.node.nodeid))}"
    return Settings(data_dir=tmp_path, database_url=make_database(database_server, name))


@pytest.fixture
def vault():
    return Vault(bytes(range(32)))


@pytest.fixture
async def store(settings, vault):
    engine = async_engine(settings)
    yield ConversationStore(engine, vault)
    await engine.dispose()


@pytest.fixture(scope="session")
def trained_model():
    """The model of the present files, trained at most once for the whole run."""
    train_if_changed(Settings())
    return newest_model(Settings().project_dir / "models")
