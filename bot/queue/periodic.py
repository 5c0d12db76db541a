"""Periodic work: retention, and following what other machines publish."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.catalogue.errors import CatalogueError
from bot.catalogue.repository import CHANNEL as CATALOGUE_CHANNEL
from bot.catalogue.versions import follow
from bot.privacy.keys import open_vault
from bot.settings import Settings
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine, database_url, session_scope
from bot.storage.errors import StorageError, StorageUnavailable
from bot.storage.notifications import listen

logger = logging.getLogger(__name__)

FOLLOW_EVERY_SECONDS = 60.0
"""also without a notification: one may be lost with a broken connection."""


async def follow_catalogue(settings: Settings) -> None:
    """Fetch what another machine publishes, when it is notified and every minute, for ever."""
    notified = asyncio.Event()
    listener = asyncio.create_task(
        listen(
            database_url(settings), CATALOGUE_CHANNEL, lambda _version: notified.set(), notified.set
        )
    )
    try:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(notified.wait(), FOLLOW_EVERY_SECONDS)
            notified.clear()
            await asyncio.to_thread(_follow_once, settings)
    finally:
        listener.cancel()


def _follow_once(settings: Settings) -> None:
    try:
        with session_scope(settings) as session:
            version = follow(settings.data_dir, session)
    except (CatalogueError, StorageError) as error:
        logger.error("the published catalogue could not be fetched: %s", error)
    else:
        if version is not None:
            logger.info("catalogue %s, published elsewhere, is current here now", version)


async def keep_retention(settings: Settings, keep: timedelta, every: float) -> None:
    """Erase what is older than ``keep`` every ``every`` seconds, for ever."""
    engine = async_engine(settings, pool_size=1)
    store = ConversationStore(engine, open_vault(settings))
    try:
        while True:
            try:
                erased = await store.erase_older_than(datetime.now(UTC) - keep)
                if erased:
                    logger.info("%s rows older than %s days are erased", erased, keep.days)
            except StorageUnavailable as error:
                logger.warning("retention waits: %s", error)
            await asyncio.sleep(every)
    finally:
        await engine.dispose()
