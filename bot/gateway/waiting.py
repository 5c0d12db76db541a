"""Requests that wait for the reply of their turn."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress

from bot.channels.replies import Reply
from bot.storage.conversations import ConversationStore

RECHECK_SECONDS = 2.0
"""a notification lost with a broken connection costs at most this much."""
REMEMBERED = 1000
"""notifications of turns that nobody waited for yet (or waits for elsewhere)."""


class ReplyWaiter:
    """Wakes the request whose turn is done; the replies are read from the outbox."""

    def __init__(self, store: ConversationStore) -> None:
        """Read replies from ``store``."""
        self._store = store
        self._waiting: dict[int, set[asyncio.Event]] = {}
        self._unheard: OrderedDict[int, None] = OrderedDict()

    @property
    def waiting(self) -> int:
        """Return how many events are waited for."""
        return len(self._waiting)

    def wake(self, payload: str) -> None:
        """Wake who waits for the event whose id is ``payload``."""
        if not payload.isdecimal():
            return
        events = self._waiting.get(int(payload))
        if events is None:  # the turn was faster than the request's way to waiting
            self._unheard[int(payload)] = None
            while len(self._unheard) > REMEMBERED:
                self._unheard.popitem(last=False)
        for event in events or ():
            event.set()

    def wake_all(self) -> None:
        """Wake everybody, to look for replies that were notified unheard."""
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def replies(
        self, inbound_id: int, patience: float, *, is_new: bool
    ) -> Sequence[Reply] | None:
        """Return the replies of an event; None when ``patience`` seconds are over.

        An event that is not new may be done already: it is looked up at once.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        woken = asyncio.Event()
        self._waiting.setdefault(inbound_id, set()).add(woken)
        if not is_new or inbound_id in self._unheard:
            self._unheard.pop(inbound_id, None)
            woken.set()
        try:
            while (left := deadline - loop.time()) > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), min(left, RECHECK_SECONDS))
                woken.clear()
                found = await self._store.replies(inbound_id)
                if found is not None:
                    return found
            return None
        finally:
            self._waiting[inbound_id].discard(woken)
            if not self._waiting[inbound_id]:
                del self._waiting[inbound_id]
