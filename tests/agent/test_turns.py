"""A turn of the queue: written at once or not at all, answered even when it cannot be."""

import logging
from types import SimpleNamespace

import pytest
from auxil.database import all_bytes, rows
from auxil.takers import message

from agent.small_actions import CODE
from bot.agent.action_endpoint import ActionFailed
from bot.agent.turns import QueuedTurns
from bot.channels import payloads
from bot.channels.replies import Reply
from bot.privacy.keys import Vault
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine

APOLOGY = Reply("[utter_turn_failed]")


async def no_queue(*_arguments):
    """The turn is taken by the test itself."""


@pytest.fixture
def turns(small_bot, store):
    return QueuedTurns(small_bot, store, SimpleNamespace(say=lambda key: f"[{key}]"))


@pytest.fixture
def accept(store):
    async def accepted(text):
        return (await store.accept(message(text), no_queue)).inbound_id

    return accepted


async def test_a_turn_writes_reply_memory_and_log(turns, accept, store, settings):
    event = await accept("nhớ giúp")
    await turns.take(event)
    replies = await store.replies(event)
    assert replies[0].text.startswith("trước: None None")
    assert rows(settings.database_url, "SELECT turns FROM tracker_snapshots") == [(1,)]
    assert rows(settings.database_url, "SELECT count(*) FROM tracker_turns") == [(1,)]


async def test_the_next_turn_remembers(turns, accept, store):
    for text in ("nhớ giúp", "ghi nhớ"):
        event = await accept(text)
        await turns.take(event)
    assert (await store.replies(event))[0].text.startswith("trước: 1.001193 False")


async def test_a_repeated_job_changes_nothing(turns, accept, store, settings):
    event = await accept("nhớ giúp")
    for _ in range(2):
        await turns.take(event)
    assert len(await store.replies(event)) == 2
    assert rows(settings.database_url, "SELECT turns FROM tracker_snapshots") == [(1,)]


async def test_a_stolen_copy_of_the_database_shows_no_code_and_no_number(turns, accept, settings):
    await turns.take(await accept(f"nhớ giúp hồ sơ {CODE}, gọi 0912 345 678"))
    held = all_bytes(settings.database_url)
    assert CODE not in held
    assert "0912 345 678" not in held


async def test_a_failing_turn_writes_nothing_until_it_is_given_up(
    turns, accept, store, settings, caplog
):
    caplog.set_level(logging.CRITICAL)
    event = await accept("hỏng")
    with pytest.raises(ActionFailed):
        await turns.take(event)
    assert await store.replies(event) is None
    assert rows(settings.database_url, "SELECT * FROM tracker_snapshots") == []
    await turns.give_up(event, "ActionFailed")
    assert await store.replies(event) == [APOLOGY]
    assert rows(settings.database_url, "SELECT failure FROM inbound_events") == [("ActionFailed",)]


async def test_giving_up_what_is_done_changes_nothing(turns, accept, store):
    event = await accept("xin chào")
    await turns.take(event)
    before = await store.replies(event)
    await turns.give_up(event, "every agent that took it died")
    assert await store.replies(event) == before


async def test_a_message_made_with_another_key_is_answered_with_an_apology(turns, store, settings):
    engine = async_engine(settings)
    other = ConversationStore(engine, Vault(b"x" * 32))
    event = (await other.accept(message("xin chào"), no_queue)).inbound_id
    await engine.dispose()
    await turns.take(event)
    assert await store.replies(event) == [APOLOGY]


async def test_an_event_that_was_erased_meanwhile_is_nobody_s_turn(turns):
    await turns.take(987654321)
    await turns.give_up(987654321, "gone")


async def test_asking_to_forget_erases_the_conversation(turns, accept, store, settings, vault):
    event = await accept("nhớ giúp")
    await turns.take(event)
    await store.replies(event)
    conversation = store.conversation_of("rest", "bà Tư")
    await turns.take(await accept(payloads.sign("delete_my_data", conversation, vault)))
    for table in ("tracker_snapshots", "tracker_turns"):
        assert rows(settings.database_url, f"SELECT * FROM {table}") == [], table
    assert rows(settings.database_url, "SELECT count(*) FROM inbound_events") == [(1,)]
