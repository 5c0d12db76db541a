"""The tables: migrations make what the models say, once, and refuse a newer database."""

import threading

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from auxil.database import rows

from bot.catalogue import repository
from bot.queue import schema
from bot.settings import Settings
from bot.storage import migrate
from bot.storage.engine import session_scope, sqlalchemy_url, sync_engine
from bot.storage.errors import SchemaOutdated, StorageUnavailable

NOBODY_LISTENS = "postgresql://troly:secret@127.0.0.1:9/troly"


def own_tables(_object, name, kind, _reflected, _compare_to):
    return not (kind == "table" and name.startswith("procrastinate_"))


def test_the_migrations_make_exactly_the_tables_of_the_models(settings):
    engine = sync_engine(settings)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": own_tables, "compare_server_default": True}
        )
        differences = compare_metadata(context, repository.Base.metadata)
    engine.dispose()
    assert differences == []


def test_an_empty_database_is_not_current_until_it_is_migrated(fresh_settings):
    assert not migrate.is_current(fresh_settings)
    migrate.upgrade(fresh_settings)
    assert migrate.is_current(fresh_settings)


def test_migrating_and_making_the_queue_again_changes_nothing(fresh_settings):
    for _ in range(2):
        migrate.upgrade(fresh_settings)
        schema.ensure(fresh_settings.database_url)
    assert migrate.is_current(fresh_settings)


def test_two_machines_may_migrate_at_the_same_moment(fresh_settings):
    failures = []

    def prepare():
        try:
            migrate.upgrade(fresh_settings)
            schema.ensure(fresh_settings.database_url)
        except Exception as error:
            failures.append(error)

    machines = [threading.Thread(target=prepare) for _ in range(2)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert failures == []
    assert migrate.is_current(fresh_settings)


def test_a_database_of_a_newer_program_is_refused_and_left_alone(fresh_settings):
    migrate.upgrade(fresh_settings)
    url = fresh_settings.database_url
    rows(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaOutdated, match="newer version"):
        migrate.upgrade(fresh_settings)
    assert rows(url, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize("use", [migrate.upgrade, migrate.is_current])
def test_a_silent_database_is_told_in_one_line_without_the_password(use):
    with pytest.raises(StorageUnavailable) as failure:
        use(Settings(database_url=NOBODY_LISTENS))
    assert "\n" not in str(failure.value)
    assert "secret" not in str(failure.value)


def test_the_queue_of_a_silent_database_is_told_in_one_line():
    with pytest.raises(StorageUnavailable) as failure:
        schema.ensure(NOBODY_LISTENS)
    assert "\n" not in str(failure.value)


def test_a_session_that_fails_is_rolled_back(settings):
    class Mistake(Exception):
        pass

    def add_and_fail():
        with session_scope(settings) as session:
            repository.CatalogueRepository(session).add("v", "h", {}, "test")
            raise Mistake

    with pytest.raises(Mistake):
        add_and_fail()
    assert rows(settings.database_url, "SELECT * FROM catalogue_versions") == []


def test_the_address_keeps_its_options_for_sqlalchemy():
    address = "postgres://troly:p%40ss@db.example.vn/troly?sslmode=require"
    assert sqlalchemy_url(Settings(database_url=address)) == (
        "postgresql+psycopg://troly:p%40ss@db.example.vn/troly?sslmode=require"
    )


def test_errors_of_the_database_never_show_what_was_written(settings):
    engine = sync_engine(settings)
    with engine.connect() as connection, pytest.raises(Exception, match="missing_table") as failure:
        connection.exec_driver_sql("INSERT INTO missing_table VALUES (%s)", ("0912345678",))
    engine.dispose()
    assert "0912345678" not in str(failure.value)
    assert isinstance(failure.value.__cause__, psycopg.Error)
