"""Requests that wait: woken by the notification, by a look of their own, or not at all."""

import asyncio
from functools import partial

import pytest
from auxil.takers import answered, eventually, message

from bot.channels.replies import Reply
from bot.gateway import waiting
from bot.gateway.waiting import ReplyWaiter
from bot.storage.conversations import REPLY_CHANNEL
from bot.storage.notifications import listen


async def no_queue(*_arguments):
    pass


@pytest.fixture
async def turn(store):
    accepted = await store.accept(message(), no_queue)
    return await store.pending_turn(accepted.inbound_id)


@pytest.fixture
async def listening(store, settings):
    """A waiter that hears the database."""
    waiter, connected = ReplyWaiter(store), asyncio.Event()
    task = asyncio.create_task(
        listen(settings.database_url, REPLY_CHANNEL, waiter.wake, connected.set)
    )
    await asyncio.wait_for(connected.wait(), 10)
    yield waiter
    task.cancel()


async def test_a_turn_done_before_the_request_waits_is_not_missed(
    store, turn, listening, monkeypatch
):
    monkeypatch.setattr(waiting, "RECHECK_SECONDS", 3600.0)
    await store.commit(answered(turn, "dạ"))
    assert await listening.replies(turn.inbound_id, 20, is_new=True) == [Reply("dạ")]


async def test_a_waiting_request_is_woken_by_the_database(store, turn, listening, monkeypatch):
    monkeypatch.setattr(waiting, "RECHECK_SECONDS", 3600.0)
    request = asyncio.create_task(listening.replies(turn.inbound_id, 20, is_new=True))
    await asyncio.sleep(0.05)
    await store.commit(answered(turn, "dạ"))
    assert await request == [Reply("dạ")]


async def test_a_lost_notification_costs_only_a_moment(store, turn, monkeypatch):
    monkeypatch.setattr(waiting, "RECHECK_SECONDS", 0.02)
    waiter = ReplyWaiter(store)
    request = asyncio.create_task(waiter.replies(turn.inbound_id, 20, is_new=True))
    await store.commit(answered(turn, "dạ"))
    assert await request == [Reply("dạ")]


async def test_after_a_reconnection_everybody_looks(store, turn, monkeypatch):
    monkeypatch.setattr(waiting, "RECHECK_SECONDS", 3600.0)
    waiter = ReplyWaiter(store)
    request = asyncio.create_task(waiter.replies(turn.inbound_id, 20, is_new=True))
    await store.commit(answered(turn, "dạ"))
    waiter.wake_all()
    assert await request == [Reply("dạ")]


async def test_patience_ends_and_nobody_is_left_waiting(store, turn):
    waiter = ReplyWaiter(store)
    assert await waiter.replies(turn.inbound_id, 0.02, is_new=True) is None
    assert waiter.waiting == 0


async def test_a_request_that_goes_away_is_forgotten(store, turn):
    waiter = ReplyWaiter(store)
    request = asyncio.create_task(waiter.replies(turn.inbound_id, 20, is_new=True))
    await asyncio.sleep(0.02)
    request.cancel()
    await asyncio.wait([request])
    assert waiter.waiting == 0


@pytest.mark.parametrize("payload", ["", "x", "-1", "1e3", "٣"])
def test_a_strange_notification_is_harmless(store, payload):
    ReplyWaiter(store).wake(payload)


async def test_listening_goes_on_after_the_connection_is_cut(store, turn, settings, monkeypatch):
    from auxil.database import rows

    monkeypatch.setattr("bot.storage.notifications.RECONNECT_SECONDS", 0.02)
    heard, connections = [], []
    task = asyncio.create_task(
        listen(settings.database_url, REPLY_CHANNEL, heard.append, lambda: connections.append(1))
    )

    async def connected(times):
        return len(connections) >= times

    await eventually(partial(connected, 1))
    rows(
        settings.database_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
    )
    await eventually(partial(connected, 2))
    await store.commit(answered(turn, "dạ"))

    async def notified():
        return str(turn.inbound_id) in heard

    await eventually(notified)
    task.cancel()
