"""PostgreSQL notifications: listening on a channel, reconnecting when it breaks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import psycopg
from psycopg import sql

logger = logging.getLogger(__name__)

RECONNECT_SECONDS = 0.5


async def listen(
    url: str, channel: str, on_payload: Callable[[str], None], on_connect: Callable[[], None]
) -> None:
    """Call ``on_payload`` for each notification, for ever.

    ``on_connect`` is called after every (re)connection: what was notified in
    between is lost and must be looked up.
    """
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                on_connect()
                async for notification in connection.notifies():
                    on_payload(notification.payload)
        except psycopg.Error as error:
            logger.warning("listening on %s broke off: %s", channel, error)
        await asyncio.sleep(RECONNECT_SECONDS)
