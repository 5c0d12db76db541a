"""Agents hear of new jobs again after the database was away."""

import asyncio
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest
from auxil.database import rows
from auxil.takers import eventually

from bot.queue.app import opened_app
from bot.queue.connector import PatientConnector
from bot.storage import embedded
from bot.storage.errors import StorageUnavailable

CHANNEL = "procrastinate_test"


@pytest.fixture
def server_url(database_server):
    """The server's own database, which stays open while the test's one is closed."""
    return embedded.url(database_server)


@pytest.fixture
def heard():
    return asyncio.Queue()


@asynccontextmanager
async def listening(url, heard):
    async def hear(*, channel, payload):
        heard.put_nowait(payload)

    connector = PatientConnector(conninfo=url, min_size=1)
    await connector.open_async()
    task = asyncio.create_task(connector.listen_notify(hear, [CHANNEL]))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await connector.close_async()


async def close_database(server_url, name):
    rows(server_url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    rows(
        server_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
        name,
    )


async def test_listening_goes_on_after_a_reconnection_that_failed(
    settings, server_url, heard, caplog
):
    url = settings.database_url
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]

    async def is_listening():
        return rows(
            server_url,
            "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LISTEN%%'",
            name,
        )

    async def has_failed():
        return "listening for jobs broke off" in caplog.text

    async with listening(url, heard):
        await eventually(is_listening)
        try:
            await close_database(server_url, name)
            await eventually(has_failed)
        finally:
            rows(server_url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        await eventually(is_listening)
        rows(url, f"NOTIFY {CHANNEL}, 'again'")
        assert await asyncio.wait_for(heard.get(), 20) == "again"


async def test_a_broken_queue_is_one_line(settings):
    url = settings.database_url
    rows(url, "ALTER TABLE procrastinate_workers RENAME TO hidden_workers")
    try:
        with pytest.raises(StorageUnavailable, match=r"^the queue does not answer: .*workers.*$"):
            async with opened_app(url) as app:
                await app.job_manager.prune_stalled_workers(1)
    finally:
        rows(url, "ALTER TABLE hidden_workers RENAME TO procrastinate_workers")
