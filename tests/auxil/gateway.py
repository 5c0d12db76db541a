"""The gateway in this process: the real app on the real database, no socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.gateway.app import create_app
from bot.settings import Settings

REST = "/webhooks/rest/webhook"


@asynccontextmanager
async def gateway_client(
    settings: Settings, address: str = "127.0.0.1"
) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of a running gateway; requests come from ``address``."""
    app = create_app(settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 40000))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://troly.test") as client,
    ):
        yield client
