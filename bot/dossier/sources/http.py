"""The office's API over HTTP (docs/dossier-api.yaml).

Asking is safe to repeat, so what a moment may heal is asked again: a connection
that fails, a time-out, 502, 503 and 504. Everything together ends within the
budget, whatever the office does.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

import httpx

from bot.dossier.errors import (
    DossierNotFound,
    DossierSourceInvalidReply,
    DossierSourceUnavailable,
)
from bot.dossier.model import Dossier
from bot.dossier.sources.office_reply import read_dossier

_WORTH_REPEATING = {
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long and how often the office is asked; times in seconds."""

    budget: float = 7.5
    """for all attempts and pauses together."""
    connect: float = 2.0
    read: float = 4.0
    """for the first byte and between bytes of one attempt."""
    attempts: int = 3
    pause: float = 0.2
    """before the second attempt at most; doubles each time."""
    largest_reply: int = 64 * 1024
    """bytes."""
    at_once: int = 3
    """look-ups under way. A hanging office must not take the turns of people who ask
    something else, so more than these wait ``queue`` seconds and are told that it is slow."""
    queue: float = 0.5


class _PassingFailure(Exception):
    """An attempt failed in a way that may heal by itself."""


class HttpDossierSource:
    """A ``DossierSource`` that asks an office over HTTP."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        base_url: str,
        api_key: str | None = None,
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Ask ``base_url`` with the bearer ``api_key``; ``client`` stays the caller's."""
        self._client = client
        self._base_url = base_url.rstrip("/")
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if api_key:
            self._headers["Authorization"] = f"Bearer {api_key}"
        self._patience = patience or Patience()
        self._sleep = sleep
        self._slots = asyncio.Semaphore(self._patience.at_once)

    async def fetch(self, code: str) -> Dossier:
        """Return the dossier ``code``; see ``DossierSource.fetch``."""
        url = f"{self._base_url}/dossiers/{quote(code, safe='')}"
        try:
            await asyncio.wait_for(self._slots.acquire(), self._patience.queue)
        except TimeoutError:
            raise DossierSourceUnavailable(
                f"{self._patience.at_once} look-ups wait for the office already"
            ) from None
        try:
            async with asyncio.timeout(self._patience.budget):
                status, body = await self._get_patiently(url)
        except TimeoutError:
            raise DossierSourceUnavailable("no answer within the time budget") from None
        finally:
            self._slots.release()
        data = _decoded(status, body)
        if status == HTTPStatus.OK:
            return read_dossier(data, code)
        if status == HTTPStatus.NOT_FOUND and _error_code(data) == "not_found":
            raise DossierNotFound("the office knows no such dossier")
        raise DossierSourceInvalidReply(f"status {status} is not part of the interface")

    async def _get_patiently(self, url: str) -> tuple[int, bytes]:
        for attempt in range(1, self._patience.attempts + 1):
            try:
                return await self._get(url)
            except _PassingFailure as failure:
                if attempt == self._patience.attempts:
                    raise DossierSourceUnavailable(
                        f"no answer after {attempt} attempts ({failure})"
                    ) from failure
            longest = self._patience.pause * 2 ** (attempt - 1)
            # The jitter keeps many waiting turns from asking again all at once.
            await self._sleep(random.uniform(longest / 2, longest))
        raise DossierSourceUnavailable("no attempt was allowed")

    async def _get(self, url: str) -> tuple[int, bytes]:
        limits = httpx.Timeout(self._patience.read, connect=self._patience.connect)
        try:
            async with self._client.stream(
                "GET", url, headers=self._headers, timeout=limits, follow_redirects=False
            ) as response:
                _check_status(response.status_code)
                return response.status_code, await self._read(response)
        except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise _PassingFailure(type(error).__name__) from error
        except httpx.HTTPError as error:
            raise DossierSourceInvalidReply(f"not HTTP ({type(error).__name__})") from error

    async def _read(self, response: httpx.Response) -> bytes:
        # undone before it is counted, a small reply could grow to any size
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise DossierSourceInvalidReply("the reply is compressed, which was not asked for")
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > self._patience.largest_reply:
                raise DossierSourceInvalidReply(
                    f"the reply is larger than {self._patience.largest_reply} bytes"
                )
        return bytes(body)


def _check_status(status: int) -> None:
    if status in _WORTH_REPEATING:
        raise _PassingFailure(f"status {status}")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise DossierSourceUnavailable(f"the office refuses our key (status {status})")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise DossierSourceUnavailable(f"status {status}")


def _decoded(status: int, body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DossierSourceInvalidReply(f"the body of status {status} is not JSON") from error


def _error_code(data: object) -> object:
    error = data.get("error") if isinstance(data, dict) else None
    return error.get("code") if isinstance(error, dict) else None
