"""The gateway's side of a connection: a client that never finishes its headers is let go.

uvicorn limits the pauses between requests only; half-sent headers would hold a file
descriptor for ever, and a thousand of them every descriptor of the process.
"""

from __future__ import annotations

import asyncio
from typing import override

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 15.0
"""for the headers of a request to arrive, and for the first one to begin."""


class ImpatientProtocol(HttpToolsProtocol):
    """HTTP by httptools, with an end to waiting for headers."""

    _patience: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._stop_waiting()
        self._wait()

    @override
    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._patience = self.loop.call_later(HEADER_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
