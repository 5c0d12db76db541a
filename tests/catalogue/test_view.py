"""The catalogue that a process sees: published first, swapped when a new one comes."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import SnapshotCorrupt
from bot.catalogue.snapshot import write_snapshot
from bot.catalogue.view import CHECK_EVERY, CatalogueView

FIRST, SECOND = "20261123T080000Z-00000001", "20261123T090000Z-00000002"
REVIEWED = """
code: "1.001193"
name: Thủ tục đăng ký khai sinh
short_name: Đăng ký khai sinh
aliases: [khai sinh]
area: ho-tich
levels: [commune]
agency: UBND xã, phường
last_reviewed: 2026-11-23
sources: [{id: p, label: P, title: Cổng, collected: 2026-07-01}]
"""


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    file = tmp_path / "catalogue_data" / "procedures" / "ho-tich" / "1.001193-khai-sinh.yml"
    file.parent.mkdir(parents=True)
    file.write_text(REVIEWED, encoding="utf-8")
    return tmp_path / "catalogue_data"


@pytest.fixture
def view(tmp_path: Path, reviewed: Path, clock: Clock) -> CatalogueView:
    return CatalogueView(tmp_path, reviewed, clock)


def test_the_reviewed_files_are_used_while_nothing_is_published(view: CatalogueView) -> None:
    current = view.current()
    assert current.version is None
    assert current.index.search("khai sinh")[0].code == "1.001193"


def test_a_published_catalogue_comes_before_the_files(view: CatalogueView, tmp_path: Path) -> None:
    write_snapshot(tmp_path, Catalogue(procedures=()), FIRST)
    assert view.current().version == FIRST
    assert view.current().index.search("khai sinh") == []


def test_a_new_version_is_seen_after_two_seconds_and_not_looked_for_before(
    view: CatalogueView, tmp_path: Path, clock: Clock
) -> None:
    entries = view.current().catalogue
    write_snapshot(tmp_path, replace(entries, procedures=()), SECOND)
    clock.now += CHECK_EVERY - 0.1
    assert view.current().version is None
    clock.now += 0.2
    assert view.current().version == SECOND


def test_an_unchanged_version_keeps_its_index(view: CatalogueView, clock: Clock) -> None:
    before = view.current().index
    clock.now += CHECK_EVERY + 1
    assert view.current().index is before


def test_the_old_version_stays_when_the_new_one_cannot_be_read(
    view: CatalogueView, tmp_path: Path, clock: Clock
) -> None:
    write_snapshot(tmp_path, Catalogue(procedures=()), FIRST)
    assert view.current().version == FIRST
    write_snapshot(tmp_path, view.current().catalogue, SECOND).write_text("{", encoding="utf-8")
    clock.now += CHECK_EVERY + 1
    assert view.current().version == FIRST


def test_the_old_version_stays_when_a_directory_is_in_the_way_of_the_new_one(
    view: CatalogueView, tmp_path: Path, clock: Clock
) -> None:
    write_snapshot(tmp_path, Catalogue(procedures=()), FIRST)
    assert view.current().version == FIRST
    second = write_snapshot(tmp_path, view.current().catalogue, SECOND)
    second.unlink()
    second.mkdir()
    clock.now += CHECK_EVERY + 1
    assert view.current().version == FIRST


def test_a_first_version_that_cannot_be_read_is_an_error(
    view: CatalogueView, tmp_path: Path
) -> None:
    write_snapshot(tmp_path, Catalogue(procedures=()), FIRST).write_text("{", encoding="utf-8")
    with pytest.raises(SnapshotCorrupt):
        view.current()
