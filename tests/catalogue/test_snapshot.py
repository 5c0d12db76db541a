"""Snapshots on the disk: whole or not at all."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import CatalogueError, SnapshotCorrupt, SnapshotNotWritten
from bot.catalogue.loader import load_catalogue
from bot.catalogue.serial import content_hash, plain
from bot.catalogue.snapshot import (
    SnapshotCheck,
    current_version,
    load_current,
    set_current,
    store_snapshot,
    version_name,
    write_snapshot,
)

OLD = "20261122T100000Z-00000000"
NEW = "20261123T164501Z-1f0c9a3b"


@contextmanager
def full_disk() -> Iterator[None]:
    """Let every write beyond 64 bytes of a file fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def catalogue(catalogue_dir: Path) -> Catalogue:
    """Return the small catalogue."""
    return load_catalogue(catalogue_dir)


def test_what_is_written_is_read_back_equal(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_snapshot(tmp_path, catalogue, NEW)
    assert load_current(tmp_path) == (NEW, catalogue)
    assert path == tmp_path / "catalogue" / f"{NEW}.json"


def test_nothing_published_is_none_and_no_error(tmp_path: Path) -> None:
    assert current_version(tmp_path) is None
    assert load_current(tmp_path / "nowhere") is None


def test_a_stored_version_is_not_current_before_it_is_pointed_to(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    write_snapshot(tmp_path, Catalogue(procedures=()), OLD)
    store_snapshot(tmp_path, catalogue, NEW)
    assert current_version(tmp_path) == OLD
    set_current(tmp_path, NEW)
    assert load_current(tmp_path) == (NEW, catalogue)


def test_a_full_disk_leaves_the_old_version_current(tmp_path: Path, catalogue: Catalogue) -> None:
    old = Catalogue(procedures=())
    write_snapshot(tmp_path, old, OLD)
    with pytest.raises(SnapshotNotWritten, match="the old catalogue stays in use"), full_disk():
        write_snapshot(tmp_path, catalogue, NEW)
    assert load_current(tmp_path) == (OLD, old)
    assert sorted(path.name for path in (tmp_path / "catalogue").iterdir()) == [
        f"{OLD}.json",
        "current",
    ]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "catalogue").write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(SnapshotNotWritten):
        write_snapshot(tmp_path, catalogue, NEW)
    assert current_version(tmp_path) is None


def test_rubbish_of_a_killed_writer_is_in_nobodys_way(tmp_path: Path, catalogue: Catalogue) -> None:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / f".{NEW}.json.999999.tmp").write_text('{"format":', encoding="utf-8")
    write_snapshot(tmp_path, catalogue, NEW)
    assert load_current(tmp_path) == (NEW, catalogue)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "cannot be read", id="empty"),
        pytest.param('{"format": 1, "vers', "cannot be read", id="cut off"),
        pytest.param("[]", "cannot be read", id="another thing"),
        pytest.param('{"format": 2}', "another format", id="of a later program"),
        pytest.param(
            '{"format": 1, "content_hash": "0", "catalogue": {"procedures": []}}',
            "was changed",
            id="changed by hand",
        ),
    ],
)
def test_a_damaged_snapshot_is_a_clear_error(tmp_path: Path, content: str, message: str) -> None:
    path = write_snapshot(tmp_path, Catalogue(procedures=()), NEW)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SnapshotCorrupt, match=f"{NEW}.json .*{message}.*publish again"):
        load_current(tmp_path)


def test_an_unknown_key_in_a_snapshot_is_a_clear_error(tmp_path: Path) -> None:
    path = write_snapshot(tmp_path, Catalogue(procedures=()), NEW)
    content: dict[str, list[str]] = {"procedures": [], "places": []}
    text = path.read_text(encoding="utf-8")
    old = content_hash(plain(Catalogue(procedures=())))
    changed = text.replace('{"procedures":[]}', '{"procedures":[],"places":[]}')
    path.write_text(changed.replace(old, content_hash(content)), encoding="utf-8")
    with pytest.raises(SnapshotCorrupt, match="cannot be read"):
        load_current(tmp_path)


def test_a_missing_snapshot_file_is_a_clear_error(tmp_path: Path) -> None:
    write_snapshot(tmp_path, Catalogue(procedures=()), NEW).unlink()
    with pytest.raises(SnapshotCorrupt, match="is missing: publish again"):
        load_current(tmp_path)


def test_a_pointer_made_by_hand_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "current").symlink_to("../../secrets.json")
    with pytest.raises(SnapshotCorrupt, match="which is no version"):
        current_version(tmp_path)
    (folder / "current").unlink()
    (folder / "current").write_text(NEW, encoding="utf-8")
    with pytest.raises(CatalogueError, match="not a link"):
        current_version(tmp_path)


@pytest.mark.parametrize("name", [f"{NEW}.json", "current"])
def test_a_directory_in_the_way_is_named_with_what_to_do(
    tmp_path: Path, catalogue: Catalogue, name: str
) -> None:
    write_snapshot(tmp_path, catalogue, NEW)
    path = tmp_path / "catalogue" / name
    path.unlink()
    path.mkdir()
    told = f"{path} is a directory .* move it away, then publish again"
    with pytest.raises(SnapshotCorrupt, match=told):
        load_current(tmp_path)
    with pytest.raises(SnapshotNotWritten, match=told):
        store_snapshot(tmp_path, catalogue, NEW)
    with pytest.raises(SnapshotNotWritten, match=told):
        write_snapshot(tmp_path, catalogue, NEW)
    path.rmdir()
    write_snapshot(tmp_path, catalogue, NEW)
    assert load_current(tmp_path) == (NEW, catalogue)


def test_a_check_notices_damage_and_repair(tmp_path: Path, catalogue: Catalogue) -> None:
    check = SnapshotCheck(tmp_path)
    assert check.version() is None
    path = write_snapshot(tmp_path, catalogue, NEW)
    assert check.version() == NEW
    os.truncate(path, 100)
    for _again in range(2):
        with pytest.raises(SnapshotCorrupt, match="cannot be read"):
            check.version()
    path.unlink()
    with pytest.raises(SnapshotCorrupt, match="is missing"):
        check.version()
    write_snapshot(tmp_path, catalogue, NEW)
    assert check.version() == NEW
    (tmp_path / "catalogue" / "current").unlink()
    assert check.version() is None


def test_a_check_notices_bytes_that_were_changed_under_the_same_size_and_date(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = write_snapshot(tmp_path, catalogue, NEW)
    check = SnapshotCheck(tmp_path)
    check.version()
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("8000", "9000"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(SnapshotCorrupt, match="was changed"):
        check.version()


def test_a_file_that_may_not_be_looked_at_is_a_clear_error(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    write_snapshot(tmp_path, catalogue, NEW)
    for name in ("stat", "lstat", "read_text"):
        monkeypatch.setattr(Path, name, refuse)
    for look in (SnapshotCheck(tmp_path).version, lambda: load_current(tmp_path)):
        with pytest.raises(SnapshotCorrupt, match=r"cannot be read \(Permission denied\)"):
            look()
    monkeypatch.setattr(os, "readlink", refuse)
    with pytest.raises(SnapshotCorrupt, match="is not a link"):
        current_version(tmp_path)


def test_a_check_reads_an_unchanged_file_once(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_snapshot(tmp_path, catalogue, NEW)
    check = SnapshotCheck(tmp_path)
    check.version()
    monkeypatch.setattr(Path, "read_text", None)  # reading once more would be an error
    assert check.version() == NEW


def test_versions_sort_by_time_even_when_the_clock_was_put_back() -> None:
    noon = datetime(2026, 11, 23, 12, 0, 5, 999, tzinfo=UTC)
    first = version_name("1f0c9a3b" + "0" * 56, noon)
    second = version_name("0" * 64, datetime(2026, 11, 23, 11, tzinfo=UTC), after=first)
    assert (first, second) == ("20261123T120005Z-1f0c9a3b", "20261123T120006Z-00000000")


def test_the_hash_is_that_of_the_content_and_not_of_its_order() -> None:
    assert content_hash({"a": 1, "b": [date(2026, 1, 1).isoformat()]}) == content_hash(
        {"b": ["2026-01-01"], "a": 1}
    )
