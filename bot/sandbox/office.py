"""A pretend office: docs/dossier-api.yaml over HTTP, with invented dossiers.

Beside the agreed requests it has a hook for tests, ``POST /faults`` with
``{"down": true}`` or ``{"down": false}``, only from this machine: the whole
office answers 503 until it is taken up again.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.deadlines.calendar_files import load_calendar
from bot.sandbox import SANDBOX_KEY
from bot.sandbox.invented import InventedDossiers, InventedRecords, load_invented

SLOW_SECONDS = 2.0
NEVER_SECONDS = 60.0
_THIS_MACHINE = {"127.0.0.1", "::1"}

Sleep = Callable[[float], Awaitable[None]]


def create_app(
    clock: Callable[[], datetime],
    *,
    key: str = SANDBOX_KEY,
    invented: InventedDossiers | None = None,
    sleep: Sleep = asyncio.sleep,
) -> Starlette:
    """Return the office's application; run it with uvicorn (``ws="none"``).

    ``clock`` gives the local time that relative dates are counted from.
    """
    office = _Office(clock, key, invented or load_invented(), sleep)
    return Starlette(
        routes=[
            Route("/health", office.health),
            Route("/dossiers/{code}", office.dossier),
            Route("/faults", office.faults, methods=["POST"]),
        ]
    )


class _Office:
    def __init__(
        self,
        clock: Callable[[], datetime],
        key: str,
        invented: InventedDossiers,
        sleep: Sleep,
    ) -> None:
        self._clock = clock
        self._authorization = f"Bearer {key}".encode()
        self._records = InventedRecords(invented, load_calendar())
        self._fault_of = {fault.code: fault.kind for fault in invented.faults}
        self._failed_once: set[str] = set()
        self._sleep = sleep
        self._is_down = False

    async def health(self, request: Request) -> Response:
        del request
        return _unavailable() if self._is_down else JSONResponse({"status": "ok"})

    async def dossier(self, request: Request) -> Response:
        if self._is_down:
            return _unavailable()
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._authorization):
            return _error(HTTPStatus.UNAUTHORIZED, "unauthorized", "a bearer key is needed")
        code = request.path_params["code"]
        broken = await self._fault(code)
        if broken is not None:
            return broken
        record = self._records.record(code, self._clock())
        if record is None:
            return _error(HTTPStatus.NOT_FOUND, "not_found", "no such dossier")
        return JSONResponse(record)

    async def faults(self, request: Request) -> Response:
        """Take the whole office down or up; a test hook, not part of the interface."""
        if request.client is None or request.client.host not in _THIS_MACHINE:
            return _error(HTTPStatus.NOT_FOUND, "not_found", "no such page")
        down = await _wanted_state(request)
        if down is None:
            return JSONResponse(
                {"error": {"code": "bad_request", "message": '{"down": true or false} is needed'}},
                HTTPStatus.BAD_REQUEST,
            )
        self._is_down = down
        self._failed_once.clear()
        return JSONResponse({"down": down})

    async def _fault(self, code: str) -> Response | None:
        """Do what the data file scripts for ``code``; None when the answer goes on."""
        kind = self._fault_of.get(code)
        if kind == "error_500":
            return _error(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "broken on purpose")
        if kind == "broken_json":
            return Response(b'{"code": "', media_type="application/json")
        if kind == "unavailable_once" and code not in self._failed_once:
            self._failed_once.add(code)
            return _unavailable()
        if kind == "timeout":
            await self._sleep(NEVER_SECONDS)
            return _unavailable()
        if kind == "slow":
            await self._sleep(SLOW_SECONDS)
        return None


async def _wanted_state(request: Request) -> bool | None:
    try:
        wanted = json.loads(await request.body())
    except ValueError:
        return None
    down = wanted.get("down") if isinstance(wanted, dict) else None
    return down if isinstance(down, bool) else None


def _unavailable() -> Response:
    return _error(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", "try again later")


def _error(status: HTTPStatus, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status)
