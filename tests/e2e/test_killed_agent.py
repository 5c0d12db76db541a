"""No message is lost: the agent is killed in the middle of many turns."""

import asyncio
import os
import signal
from collections import defaultdict
from contextlib import suppress

import httpx
import psycopg
import pytest

from bot.cli.trial import TrialSystem
from bot.storage import embedded

pytestmark = [pytest.mark.server, pytest.mark.model]

CHATS = 20
MESSAGES = 10
STAGGER_SECONDS = 0.15


@pytest.fixture
def fragile_system(tmp_path, trained_model):
    with TrialSystem(tmp_path / "var", TROLY_TODAY="2026-11-23") as running:
        yield running


async def ask_until_answered(client, sender, number):
    """Ask as a client does: after 503 or a broken connection the same message_id again."""
    body = {
        "sender": sender,
        "message": f"đăng ký kết hôn phí bao nhiêu, tôi hỏi lần {number}",
        "message_id": f"{sender}-{number}",
    }
    for _ in range(6):
        with suppress(httpx.TransportError):
            response = await client.post("/webhooks/rest/webhook", json=body)
            if response.status_code == 200:
                return response.json()
    raise AssertionError(f"{body['message_id']} was never answered")


async def send_in_order(client, chat):
    """Send the messages one after the other without waiting for their replies."""
    pending = []
    for number in range(MESSAGES):
        pending.append(asyncio.create_task(ask_until_answered(client, f"chat-{chat}", number)))
        await asyncio.sleep(STAGGER_SECONDS)
    return await asyncio.gather(*pending)


async def kill_agent_twice(system):
    for pause in (0.6, 9.0):
        await asyncio.sleep(pause)
        for process in system.find("agent"):
            os.kill(process.pid, signal.SIGKILL)


async def test_every_message_is_answered_once_and_in_order(fragile_system):
    limits = httpx.Limits(max_connections=CHATS * MESSAGES)
    async with httpx.AsyncClient(base_url=fragile_system.url, timeout=60, limits=limits) as client:
        killer = asyncio.create_task(kill_agent_twice(fragile_system))
        answers = await asyncio.gather(*(send_in_order(client, chat) for chat in range(CHATS)))
        await killer

    assert sum(len(replies) for replies in answers) == CHATS * MESSAGES
    texts = [reply[0]["text"] for chat in answers for reply in chat]
    assert all("Đăng ký kết hôn" in text and "miễn" in text for text in texts), set(texts)
    with psycopg.connect(embedded.url(fragile_system.data_dir)) as database:
        events = database.execute(
            "SELECT conversation, id FROM inbound_events WHERE failure IS NULL ORDER BY done_at, id"
        ).fetchall()
        turns = database.execute("SELECT count(*) FROM tracker_turns").fetchone()
        replies = database.execute(
            "SELECT count(DISTINCT inbound_id), count(*) FROM outbox"
        ).fetchone()
    assert turns == (CHATS * MESSAGES,)
    assert replies == (CHATS * MESSAGES, CHATS * MESSAGES)
    done = defaultdict(list)
    for conversation, event in events:
        done[conversation].append(event)
    assert len(done) == CHATS
    assert all(order == sorted(order) and len(order) == MESSAGES for order in done.values())
