"""Periodic work: retention goes on whatever happens, published catalogues are followed."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from auxil.database import rows
from auxil.takers import answered, eventually, message

from bot.privacy.keys import open_vault
from bot.queue.periodic import keep_retention
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine

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
