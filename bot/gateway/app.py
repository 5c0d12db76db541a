"""The Starlette app: routes, what lives as long as the process, and its server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.rest import RestChannel, WebChannel
from bot.gateway.connections import ImpatientProtocol
from bot.gateway.health import Health
from bot.gateway.metrics import GatewayMetrics
from bot.gateway.security import SECURITY_HEADERS, RateLimit, SecurityHeaders
from bot.gateway.waiting import ReplyWaiter
from bot.gateway.webhooks import Webhooks
from bot.privacy.keys import open_vault
from bot.queue.app import enqueue_turn, make_app
from bot.settings import Settings
from bot.storage.conversations import REPLY_CHANNEL, ConversationStore
from bot.storage.engine import async_engine, database_url
from bot.storage.notifications import listen

WEB_DIR = Path(__file__).resolve().parent.parent / "web"
MESSAGES_PER_MINUTE = 3000
MESSAGE_BURST = 600


def create_app(settings: Settings) -> Starlette:
    """Return the gateway for these settings; raises ``DatabaseNotRunning``."""
    engine = async_engine(settings, pool_size=8)
    store = ConversationStore(engine, open_vault(settings))
    waiter = ReplyWaiter(store)
    metrics = GatewayMetrics()
    url = database_url(settings)
    queue = make_app(url)
    webhooks = Webhooks(
        channels=[RestChannel(), WebChannel()],
        store=store,
        enqueue=partial(enqueue_turn, queue),
        waiter=waiter,
        metrics=metrics,
        limit=RateLimit(MESSAGES_PER_MINUTE, MESSAGE_BURST),
        reply_timeout=settings.reply_timeout,
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with _background(listen(url, REPLY_CHANNEL, waiter.wake, waiter.wake_all)):
            yield
        await engine.dispose()

    return Starlette(
        routes=_routes(webhooks, Health(store, settings.data_dir, metrics)),
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={Exception: _mistake},
        lifespan=lifespan,
    )


def serve(settings: Settings) -> None:
    """Serve on the public port until a signal asks to stop."""
    uvicorn.run(
        create_app(settings),
        host=settings.http_host,
        port=settings.http_port,
        http=ImpatientProtocol,
        ws="none",
        access_log=False,
        server_header=False,
        log_config=None,  # as all processes write it: bot.privacy.logs
        timeout_graceful_shutdown=5,
        # longer than a reverse proxy keeps its own side open: it must not meet a closed one
        timeout_keep_alive=75,
    )


def _routes(webhooks: Webhooks, health: Health) -> list[Route | Mount]:
    return [
        Route("/", _page),
        Route("/health", health.health),
        Route("/ready", health.ready),
        Route("/metrics", health.metrics),
        Route("/webhooks/{channel}/webhook", webhooks.post, methods=["POST"]),
        Mount("/static", StaticFiles(directory=WEB_DIR / "static")),
    ]


async def _page(_request: Request) -> Response:
    return FileResponse(WEB_DIR / "templates" / "chat.html", headers={"Cache-Control": "no-cache"})


async def _mistake(_request: Request, _error: Exception) -> Response:
    """Answer for a mistake of ours; Starlette writes it to the log, outside all middleware."""
    return JSONResponse({"error": "internal error"}, status_code=500, headers=SECURITY_HEADERS)


@asynccontextmanager
async def _background(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
