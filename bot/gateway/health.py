"""Liveness, readiness and metrics."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot import __version__
from bot.catalogue.errors import SnapshotCorrupt
from bot.catalogue.snapshot import SnapshotCheck
from bot.gateway.metrics import GatewayMetrics
from bot.storage.conversations import ConversationStore
from bot.storage.errors import StorageUnavailable

_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@dataclass(frozen=True)
class Readiness:
    """What a turn needs, and whether it is there."""

    database: bool
    catalogue: bool
    agent: bool


class Health:
    """The endpoints that machines look at."""

    def __init__(self, store: ConversationStore, data_dir: Path, metrics: GatewayMetrics) -> None:
        """Look at the database through ``store`` and at the files in ``data_dir``."""
        self._store = store
        self._snapshot = SnapshotCheck(data_dir)
        self._metrics = metrics

    async def health(self, _request: Request) -> Response:
        """Answer that this process lives."""
        return JSONResponse({"status": "ok", "version": __version__})

    async def ready(self, _request: Request) -> Response:
        """Answer 200 when a message would be answered, else 503 naming what is missing."""
        state = await self._readiness()
        ready = state.database and state.catalogue and state.agent
        return JSONResponse({"ready": ready, **asdict(state)}, status_code=200 if ready else 503)

    async def metrics(self, request: Request) -> Response:
        """Return the metrics to callers on this machine only."""
        if not _is_loopback(request):
            return JSONResponse({"error": "not found"}, status_code=404)
        return PlainTextResponse(self._metrics.text(), media_type="text/plain; version=0.0.4")

    async def _readiness(self) -> Readiness:
        try:
            # in a thread: a file that has changed is read
            catalogue = await asyncio.to_thread(self._snapshot.version) is not None
        except SnapshotCorrupt:
            catalogue = False
        try:
            agents = await self._store.living_agents()
        except StorageUnavailable:
            return Readiness(database=False, catalogue=catalogue, agent=False)
        return Readiness(database=True, catalogue=catalogue, agent=agents > 0)


def _is_loopback(request: Request) -> bool:
    """Tell whether the request comes from this machine and through no proxy."""
    if any(name in request.headers for name in _PROXY_HEADERS):
        return False
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
