"""Periodic work: retention, following what other machines publish, repairing what is damaged."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.catalogue.errors import CatalogueError, SnapshotCorrupt
from bot.catalogue.repository import CHANNEL as CATALOGUE_CHANNEL
from bot.catalogue.snapshot import SnapshotCheck
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
LOOK_EVERY_SECONDS = 2.0
"""for damage of the snapshot on the disk; an agent that waits for it starts as often."""


async def follow_catalogue(
    settings: Settings,
    look_every: float = LOOK_EVERY_SECONDS,
    follow_every: float = FOLLOW_EVERY_SECONDS,
) -> None:
    """Fetch the newest catalogue from the database, for ever.

    It does so when it is notified, every ``follow_every`` seconds, and once for each damage
    of the snapshot on the disk, which it looks for every ``look_every`` seconds.
    """
    snapshot = SnapshotCheck(settings.data_dir)
    left: str | None = None
    followed = time.monotonic()
    notified = asyncio.Event()
    listener = asyncio.create_task(
        listen(
            database_url(settings), CATALOGUE_CHANNEL, lambda _version: notified.set(), notified.set
        )
    )
    try:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(notified.wait(), look_every)
            damage = await asyncio.to_thread(_damage, snapshot)
            due = notified.is_set() or time.monotonic() - followed >= follow_every
            if due or damage not in (None, left):
                notified.clear()
                await asyncio.to_thread(_follow_once, settings, snapshot)
                followed = time.monotonic()
                damage = await asyncio.to_thread(_damage, snapshot)
            left = damage
    finally:
        listener.cancel()


def _damage(snapshot: SnapshotCheck) -> str | None:
    try:
        snapshot.version()
    except SnapshotCorrupt as error:
        return str(error)
    return None


def _follow_once(settings: Settings, snapshot: SnapshotCheck) -> None:
    damaged = _damage(snapshot) is not None
    try:
        with session_scope(settings) as session:
            version = follow(settings.data_dir, session)
    except (CatalogueError, StorageError) as error:
        logger.error("the published catalogue could not be fetched: %s", error)
        return
    if version is None:
        left = _damage(snapshot)
        if left is not None:
            logger.error("the database holds no catalogue to repair this with: %s", left)
    elif damaged:
        logger.warning("the catalogue could not be read here; %s is written again", version)
    else:
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
