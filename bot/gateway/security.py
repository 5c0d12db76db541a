"""Headers and limits that every response and request gets."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024
"""bytes of a request; no message of a person is longer."""
BODY_SECONDS = 15.0
"""for a whole body to arrive; a platform sends its own at once."""

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """ASGI middleware: adds the headers to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its response."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class BodyTooLarge(Exception):
    """The request is longer than ``MAX_BODY``."""


class BodyTooSlow(Exception):
    """The request did not arrive within ``BODY_SECONDS``, or broke off."""


async def limited_body(request: Request) -> bytes:
    """Return the request's body; raises ``BodyTooLarge`` without reading on, ``BodyTooSlow``."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY:
                    raise BodyTooLarge
    except (TimeoutError, ClientDisconnect) as error:
        raise BodyTooSlow from error
    return bytes(body)


class RateLimit:
    """A token bucket for each key (a sender), remembered for the most recent keys only."""

    def __init__(self, per_minute: int, burst: int, keys: int = 10_000) -> None:
        """Allow ``burst`` requests at once and ``per_minute`` in the long run."""
        self._rate = per_minute / 60
        self._burst = float(burst)
        self._keys = keys
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Take one token of ``key``; False when none is left."""
        now = time.monotonic()
        tokens, last = self._buckets.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - last) * self._rate)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        while len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
        return allowed
