"""Retention: conversations are erased when their time is over."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from bot.privacy.keys import open_vault
from bot.settings import Settings
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine
from bot.storage.errors import StorageUnavailable

logger = logging.getLogger(__name__)


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
