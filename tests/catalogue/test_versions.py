"""Publishing with a real database (snapshots alone: test_snapshot.py)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, delete
from sqlalchemy.orm import Session

from bot.catalogue.errors import CatalogueInvalid, SnapshotCorrupt, SnapshotNotWritten
from bot.catalogue.repository import CHANNEL, CatalogueRepository, CatalogueVersionRow
from bot.catalogue.snapshot import current_version, load_current
from bot.catalogue.versions import follow, publish
from bot.storage import embedded

from .examples import BIRTH_FILE, DEATH_FILE, Change
from .test_snapshot import full_disk


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a database of this module's own."""
    data_dir = tmp_path_factory.mktemp("database")
    try:
        yield embedded.start(data_dir)
    finally:
        embedded.stop(data_dir)


@pytest.fixture(scope="module")
def engine(database: str) -> Iterator[Engine]:
    """Return an engine on a database with the catalogue's table."""
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://", 1))
    CatalogueVersionRow.metadata.create_all(
        engine, tables=[CatalogueVersionRow.metadata.tables["catalogue_versions"]]
    )
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Return a session as ``session_scope`` makes it; the table is empty."""
    with engine.begin() as connection:
        connection.execute(delete(CatalogueVersionRow))
    with Session(engine) as session, session.begin():
        yield session


def test_publishing_makes_row_file_and_pointer(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path
) -> None:
    result = publish(catalogue_dir, tmp_path, session, "lan")
    assert (result.published, result.procedures) == (True, 2)
    current = load_current(tmp_path)
    assert current is not None
    assert current[0] == result.version
    with Session(engine) as other:
        [row] = CatalogueRepository(other).list()
    assert (row.version, row.created_by) == (result.version, "lan")


def test_the_same_content_again_is_left_alone(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path
) -> None:
    first = publish(catalogue_dir, tmp_path, session, "lan")
    with Session(engine) as again:
        second = publish(catalogue_dir, tmp_path, again, "minh")
        assert (second.published, second.version) == (False, first.version)
        assert len(CatalogueRepository(again).list()) == 1


def test_a_change_makes_a_later_version_and_keeps_the_old_one(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path, change: Change
) -> None:
    first = publish(catalogue_dir, tmp_path, session, "lan")
    change(BIRTH_FILE, "8000", "9000")
    with Session(engine) as again:
        second = publish(catalogue_dir, tmp_path, again, "lan")
        versions = [row.version for row in CatalogueRepository(again).list()]
    assert versions == [second.version, first.version]
    assert second.version > first.version
    assert current_version(tmp_path) == second.version


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param(BIRTH_FILE, "amount_vnd: 0", "amount_vnd: x", id="bad form"),
        pytest.param(DEATH_FILE, "area: ho-tich", "area: cu-tru", id="bad meaning"),
    ],
)
def test_a_broken_copy_publishes_nothing(
    session: Session,
    catalogue_dir: Path,
    tmp_path: Path,
    change: Change,
    name: str,
    old: str,
    new: str,
) -> None:
    change(name, old, new)
    with pytest.raises(CatalogueInvalid, match=name):
        publish(catalogue_dir, tmp_path, session, "lan")
    assert CatalogueRepository(session).list() == []
    assert not (tmp_path / "catalogue").exists()


def test_a_full_disk_publishes_nothing_and_keeps_the_old_version(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path, change: Change
) -> None:
    first = publish(catalogue_dir, tmp_path, session, "lan")
    change(BIRTH_FILE, "8000", "9000")
    with Session(engine) as again:
        with pytest.raises(SnapshotNotWritten), full_disk():
            publish(catalogue_dir, tmp_path, again, "lan")
        again.rollback()
        assert len(CatalogueRepository(again).list()) == 1
    assert current_version(tmp_path) == first.version


def test_a_database_that_refuses_the_row_keeps_the_old_version(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path, change: Change
) -> None:
    first = publish(catalogue_dir, tmp_path, session, "lan")
    change(BIRTH_FILE, "8000", "9000")
    with Session(engine) as again:
        # A server that takes no writes, as a standby or one without disk space.
        again.connection(execution_options={"postgresql_readonly": True})
        with pytest.raises(Exception, match="read-only transaction"):
            publish(catalogue_dir, tmp_path, again, "lan")
    assert current_version(tmp_path) == first.version


def test_publishing_repairs_a_damaged_snapshot_under_its_own_version(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path
) -> None:
    first = publish(catalogue_dir, tmp_path, session, "lan")
    (tmp_path / "catalogue" / f"{first.version}.json").write_text("{", encoding="utf-8")
    with Session(engine) as again:
        second = publish(catalogue_dir, tmp_path, again, "lan")
    assert (second.published, second.version) == (True, first.version)
    assert load_current(tmp_path) is not None


def test_another_machine_follows_the_record(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    published = publish(catalogue_dir, here, session, "lan")
    with Session(engine) as other:
        assert follow(there, other) == published.version
        assert load_current(there) == load_current(here)
        assert follow(there, other) is None


@pytest.mark.parametrize("damage", ["cut off", "missing", "no link"])
def test_following_repairs_a_damaged_snapshot_from_the_record(
    engine: Engine, session: Session, catalogue_dir: Path, tmp_path: Path, damage: str
) -> None:
    version = publish(catalogue_dir, tmp_path, session, "lan").version
    whole = load_current(tmp_path)
    path, link = (tmp_path / "catalogue" / name for name in (f"{version}.json", "current"))
    if damage == "cut off":
        os.truncate(path, 100)
    elif damage == "missing":
        path.unlink()
    else:
        link.unlink()
        link.write_text(version, encoding="utf-8")
    with Session(engine) as other:
        assert follow(tmp_path, other) == version
        assert load_current(tmp_path) == whole
        assert follow(tmp_path, other) is None


@pytest.mark.parametrize("name", ["{version}.json", "current"])
def test_a_directory_in_the_way_lets_nothing_be_published_or_followed(
    engine: Engine,
    session: Session,
    catalogue_dir: Path,
    tmp_path: Path,
    change: Change,
    name: str,
) -> None:
    version = publish(catalogue_dir, tmp_path, session, "lan").version
    path = tmp_path / "catalogue" / name.format(version=version)
    path.unlink()
    path.mkdir()
    told = f"{path} is a directory .* move it away, then publish again"
    for work in (
        lambda: publish(catalogue_dir, tmp_path, again, "lan"),
        lambda: follow(tmp_path, again),
    ):
        with Session(engine) as again, pytest.raises(SnapshotNotWritten, match=told):
            work()
    if name == "current":
        change(BIRTH_FILE, "8000", "9000")
        with Session(engine) as again, pytest.raises(SnapshotNotWritten, match=told):
            publish(catalogue_dir, tmp_path, again, "lan")
    with Session(engine) as again:
        assert [row.version for row in CatalogueRepository(again).list()] == [version]


def test_a_record_of_a_later_program_is_not_followed(session: Session, tmp_path: Path) -> None:
    version = "20261123T164501Z-1f0c9a3b"
    CatalogueRepository(session).add(version, "1f0c9a3b", {"procedures": [{}]}, "lan")
    with pytest.raises(SnapshotCorrupt, match="does not fit this program"):
        follow(tmp_path, session)
    assert current_version(tmp_path) is None


def test_following_an_empty_record_does_nothing(session: Session, tmp_path: Path) -> None:
    assert follow(tmp_path, session) is None


def test_listeners_are_told_the_version(
    database: str, session: Session, catalogue_dir: Path, tmp_path: Path
) -> None:
    with psycopg.connect(database, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        result = publish(catalogue_dir, tmp_path, session, "lan")
        [told] = listener.notifies(timeout=10, stop_after=1)
    assert told.payload == result.version
