"""Agents without Rasa: they answer through the real store and queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.channels.channel import InboundMessage
from bot.channels.replies import Reply
from bot.queue.app import TurnTaker, make_app, run_agent_worker
from bot.storage.conversations import ConversationStore, PendingTurn, TurnOutcome

APOLOGY = "Dạ, xin lỗi"


def message(text: str = "khai sinh cần gì", sender: str = "bà Tư", key: str = "") -> InboundMessage:
    return InboundMessage("rest", sender, text, event_key=key or f"{sender} {text}")


class EchoTaker:
    """Answers "dạ: <text>"; fails the first ``failures`` times for each event."""

    def __init__(self, store: ConversationStore, *, failures: int = 0, pause: float = 0.0) -> None:
        self._store = store
        self._failures = failures
        self._pause = pause
        self.tries: dict[int, int] = {}
        self.taken: list[str] = []

    async def take(self, inbound_id: int) -> None:
        turn = await self._store.pending_turn(inbound_id)
        if turn is None or turn.message is None:
            return
        self.tries[inbound_id] = self.tries.get(inbound_id, 0) + 1
        if self.tries[inbound_id] <= self._failures:
            raise RuntimeError("the turn broke")
        await asyncio.sleep(self._pause)
        self.taken.append(turn.message.text)
        await self._store.commit(answered(turn, f"dạ: {turn.message.text}"))

    async def give_up(self, inbound_id: int, reason: str) -> None:
        turn = await self._store.pending_turn(inbound_id)
        if turn is not None:
            await self._store.commit(answered(turn, APOLOGY, failure=reason))


def answered(turn: PendingTurn, text: str, failure: str | None = None) -> TurnOutcome:
    return TurnOutcome(
        turn=turn,
        replies=[Reply(text)],
        state={"slots": {"procedure": "1.001193"}},
        events=[{"event": "user", "text": text}],
        failure=failure,
    )


@asynccontextmanager
async def agent_running(url: str, taker: TurnTaker, concurrency: int = 4) -> AsyncIterator[None]:
    """Run an agent's worker in this process as long as the block lasts."""
    app = make_app(url)
    async with app.open_async():
        worker = asyncio.create_task(run_agent_worker(app, taker, concurrency))
        try:
            yield
        finally:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker


async def eventually(check, seconds: float = 20.0):
    """Return the first true value of ``check()`` (a coroutine function); fail after a while."""
    async with asyncio.timeout(seconds):
        while not (value := await check()):  # noqa: ASYNC110 - it happens in the database
            await asyncio.sleep(0.05)
    return value
