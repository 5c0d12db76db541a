"""Procrastinate's connection to the database, which listens again after an outage."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import procrastinate
from procrastinate.connector import Notify
from procrastinate.exceptions import ConnectorException

from bot.storage.errors import StorageUnavailable

logger = logging.getLogger(__name__)

RECONNECT_SECONDS = 0.5


class PatientConnector(procrastinate.PsycopgConnector):
    """Procrastinate's own stops listening for ever when its first reconnection fails.

    Its worker goes on by polling then, and every message waits for the next poll.
    """

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Call ``on_notification`` for each notification, for ever."""
        channels = list(channels)
        while True:
            try:
                await super().listen_notify(on_notification, channels)
            except ConnectorException as error:
                logger.warning("listening for jobs broke off: %s", reason_of(error))
            await asyncio.sleep(RECONNECT_SECONDS)


@asynccontextmanager
async def failing_as_unavailable() -> AsyncIterator[None]:
    """Raise what procrastinate raises as ``StorageUnavailable``, in one line."""
    try:
        yield
    except ConnectorException as error:
        raise StorageUnavailable(f"the queue does not answer: {reason_of(error)}") from error


def reason_of(error: ConnectorException) -> str:
    """Return what the database said, in one line."""
    return next(iter(str(error.__cause__ or error).strip().splitlines()), type(error).__name__)
