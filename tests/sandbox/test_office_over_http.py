"""The pretend office behind a real server; the rest is tested without sockets."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import httpx
import pytest
import pytest_asyncio
import uvicorn

from bot.dossier.errors import DossierSourceUnavailable
from bot.dossier.sources.http import HttpDossierSource, Patience
from bot.sandbox import SANDBOX_KEY
from bot.sandbox.invented import load_invented
from bot.sandbox.office import create_app
from bot.settings import TIME_ZONE

pytestmark = pytest.mark.asyncio

STUCK = next(fault.code for fault in load_invented().faults if fault.kind == "timeout")


@pytest_asyncio.fixture
async def address() -> AsyncIterator[str]:
    app = create_app(lambda: datetime.now(TIME_ZONE))
    config = uvicorn.Config(
        app, port=0, ws="none", log_level="critical", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn offers no event
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await running


async def test_a_dossier_comes_over_http_and_a_stuck_one_ends_with_the_budget(
    address: str,
) -> None:
    async with httpx.AsyncClient() as client:
        source = HttpDossierSource(
            client, address, SANDBOX_KEY, Patience(budget=2.0, read=0.1, attempts=2)
        )
        assert (await source.fetch("H13.16-240326-0001")).status == 4
        with pytest.raises(DossierSourceUnavailable, match=r"after 2 attempts \(ReadTimeout\)"):
            await source.fetch(STUCK)
