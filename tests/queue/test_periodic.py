"""Periodic work: retention goes on whatever happens, published catalogues are followed."""

import asyncio
import os
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from auxil.database import rows
from auxil.takers import answered, eventually, message

from bot.catalogue.collection import Catalogue
from bot.catalogue.errors import SnapshotCorrupt
from bot.catalogue.repository import CatalogueRepository
from bot.catalogue.serial import plain
from bot.catalogue.snapshot import load_current
from bot.privacy.keys import open_vault
from bot.queue.periodic import follow_catalogue, keep_retention
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine, session_scope

VERSION = "20261123T164501Z-1f0c9a3b"
OLD = "UPDATE inbound_events SET received_at = now() - interval '31 days'"


async def no_queue(*_arguments):
    """Nobody takes the turn."""


@pytest.fixture
async def own_store(settings):
    engine = async_engine(settings)
    yield ConversationStore(engine, open_vault(settings))
    await engine.dispose()


async def test_what_is_too_old_is_erased_again_and_again(own_store, settings):
    async def nothing_left():
        return not rows(settings.database_url, "SELECT * FROM inbound_events")

    work = asyncio.create_task(keep_retention(settings, timedelta(days=30), every=0.02))
    try:
        for text in ("một", "hai"):
            accepted = await own_store.accept(message(text), no_queue)
            turn = await own_store.pending_turn(accepted.inbound_id)
            await own_store.commit(answered(turn, "dạ"))
            rows(settings.database_url, OLD)
            assert await eventually(nothing_left)
        assert not rows(settings.database_url, "SELECT * FROM outbox")
    finally:
        work.cancel()


async def test_a_silent_database_does_not_end_the_retention(settings, caplog):
    broken = replace(settings, database_url="postgresql://a:b@127.0.0.1:9/troly")
    work = asyncio.create_task(keep_retention(broken, timedelta(days=30), every=0.02))

    async def waited_twice():
        return caplog.text.count("retention waits") >= 2

    try:
        assert await eventually(waited_twice)
        assert not work.done()
    finally:
        work.cancel()


@pytest.fixture
def own_settings(settings, tmp_path):
    """The shared database, with a catalogue recorded in it, and a data directory of one's own."""
    with session_scope(settings) as session:
        content = plain(Catalogue(procedures=()))
        CatalogueRepository(session).add(VERSION, "1f0c9a3b", content, "lan")
    return replace(settings, data_dir=tmp_path)


@asynccontextmanager
async def following(settings, follow_every=3600.0):
    """Follow the record, looking at the file on the disk all the time."""
    work = asyncio.create_task(follow_catalogue(settings, 0.02, follow_every))
    try:
        yield work
    finally:
        work.cancel()


def readable(settings):
    async def is_readable():
        try:
            return load_current(settings.data_dir) == (VERSION, Catalogue(procedures=()))
        except SnapshotCorrupt:
            return False

    return is_readable


async def test_a_damaged_catalogue_is_written_again_as_often_as_it_is_damaged(own_settings, caplog):
    path = own_settings.data_dir / "catalogue" / f"{VERSION}.json"
    async with following(own_settings):
        assert await eventually(readable(own_settings))
        for damage in (lambda: os.truncate(path, 40), path.unlink) * 2:
            damage()
            assert await eventually(readable(own_settings))
    assert f"could not be read here; {VERSION} is written again" in caplog.text


async def test_a_directory_in_the_way_is_told_once_and_repaired_once_it_is_gone(
    own_settings, caplog
):
    path = own_settings.data_dir / "catalogue" / "current"
    path.mkdir(parents=True)

    async def told():
        return f"{path} is a directory" in caplog.text

    async with following(own_settings) as work:
        assert await eventually(told)
        await asyncio.sleep(0.2)
        assert caplog.text.count("is a directory") <= 2  # when it connects and when it looks
        assert not work.done()
        path.rmdir()
        path.symlink_to(f"{VERSION}.json")
        assert await eventually(readable(own_settings))


async def test_a_damaged_catalogue_that_no_record_holds_is_told(own_settings, caplog):
    rows(own_settings.database_url, "DELETE FROM catalogue_versions")
    folder = own_settings.data_dir / "catalogue"
    folder.mkdir()
    (folder / "current").symlink_to(f"{VERSION}.json")

    async def told():
        return "the database holds no catalogue" in caplog.text

    async with following(own_settings) as work:
        assert await eventually(told)
        assert not work.done()


async def test_a_silent_database_does_not_end_the_following(own_settings, caplog):
    broken = replace(own_settings, database_url="postgresql://a:b@127.0.0.1:9/troly")

    async def failed_twice():
        return caplog.text.count("could not be fetched") >= 2

    async with following(broken, follow_every=0.02) as work:
        assert await eventually(failed_twice)
        assert not work.done()
