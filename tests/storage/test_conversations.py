"""Events come in once, turns are committed once, replies wait, and what must go is gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import psycopg
import pytest
from auxil.database import all_bytes, rows
from auxil.takers import answered, message

from bot.channels.replies import Button, Reply
from bot.privacy.keys import Vault
from bot.queue.app import enqueue_turn, make_app
from bot.settings import Settings
from bot.storage.conversations import ConversationStore, TurnOutcome
from bot.storage.engine import async_engine
from bot.storage.errors import StorageUnavailable

LATER = timedelta(days=1)


@pytest.fixture
def enqueue(settings):
    return partial(enqueue_turn, make_app(settings.database_url))


@pytest.fixture
def find(settings):
    return partial(rows, settings.database_url)


async def accepted_turn(store, enqueue, text="khai sinh cần gì", **of):
    accepted = await store.accept(message(text, **of), enqueue)
    return await store.pending_turn(accepted.inbound_id)


class TestAccepting:
    async def test_the_event_and_its_job_are_stored_together(self, store, enqueue, find):
        accepted = await store.accept(message(), enqueue)
        conversation = store.conversation_of("rest", "bà Tư")
        assert accepted.is_new
        assert find("SELECT conversation FROM inbound_events") == [(conversation,)]
        assert find("SELECT lock, args FROM procrastinate_jobs") == [
            (conversation, {"inbound_id": accepted.inbound_id})
        ]

    async def test_an_event_whose_job_cannot_be_added_is_not_stored(self, store, find):
        async def refuse(_connection, _inbound_id, _conversation):
            raise RuntimeError("no queue")

        with pytest.raises(RuntimeError, match="no queue"):
            await store.accept(message(), refuse)
        assert find("SELECT * FROM inbound_events") == []

    async def test_a_missing_queue_is_unavailable_storage_and_stores_nothing(
        self, store, enqueue, find
    ):
        find("ALTER TABLE procrastinate_jobs RENAME TO hidden_jobs")
        try:
            with pytest.raises(StorageUnavailable):
                await store.accept(message(), enqueue)
        finally:
            find("ALTER TABLE hidden_jobs RENAME TO procrastinate_jobs")
        assert find("SELECT * FROM inbound_events") == []

    async def test_the_same_event_again_is_one_event_with_one_job(self, store, enqueue, find):
        first = await store.accept(message(key="1"), enqueue)
        again = await store.accept(message(key="1"), enqueue)
        assert again.inbound_id == first.inbound_id
        assert not again.is_new
        assert find("SELECT count(*) FROM procrastinate_jobs") == [(1,)]

    async def test_the_same_key_on_two_channels_is_two_events(self, store, enqueue):
        rest = await store.accept(message(key="1"), enqueue)
        web = await store.accept(replace(message(key="1"), channel="web"), enqueue)
        assert web.is_new
        assert web.inbound_id != rest.inbound_id

    async def test_a_stolen_copy_shows_neither_text_nor_person(self, store, enqueue, settings):
        await store.accept(message("cccd tôi là 092190001234", sender="zalo-884422"), enqueue)
        held = all_bytes(settings.database_url)
        assert "092190001234" not in held
        assert "zalo-884422" not in held

    async def test_any_text_of_a_person_can_be_stored(self, store, enqueue):
        text = "'; DROP TABLE outbox; -- %s :id {x} \\ 👵🏽 \u202e"
        turn = await accepted_turn(store, enqueue, text)
        assert turn.message.text == text


class TestTurns:
    async def test_a_turn_finds_the_message_and_what_was_remembered(self, store, enqueue):
        turn = await accepted_turn(store, enqueue, "một")
        assert (turn.message.text, turn.state) == ("một", None)
        await store.commit(answered(turn, "dạ"))
        second = await accepted_turn(store, enqueue, "hai")
        assert second.state == {"slots": {"procedure": "1.001193"}}

    async def test_a_turn_is_committed_once(self, store, enqueue, find):
        turn = await accepted_turn(store, enqueue)
        assert await store.commit(answered(turn, "một"))
        assert not await store.commit(answered(turn, "hai"))
        assert await store.replies(turn.inbound_id) == [Reply("một")]
        assert find("SELECT count(*) FROM tracker_turns") == [(1,)]

    async def test_a_done_event_has_no_turn_left(self, store, enqueue):
        turn = await accepted_turn(store, enqueue)
        await store.commit(answered(turn, "dạ"))
        assert await store.pending_turn(turn.inbound_id) is None

    async def test_the_message_itself_is_gone_once_it_is_answered(self, store, enqueue, find):
        turn = await accepted_turn(store, enqueue)
        await store.commit(answered(turn, "dạ"))
        assert find("SELECT payload FROM inbound_events") == [(None,)]

    async def test_an_outcome_that_cannot_be_written_leaves_the_turn_open(
        self, store, enqueue, find
    ):
        turn = await accepted_turn(store, enqueue)
        outcome = answered(replace(turn, channel=None), "dạ")
        with pytest.raises(StorageUnavailable) as failure:
            await store.commit(outcome)
        assert "\n" not in str(failure.value)
        assert await store.pending_turn(turn.inbound_id) == turn
        assert find("SELECT * FROM tracker_snapshots") == []

    async def test_a_message_made_with_another_key_is_told_apart(self, settings, store, enqueue):
        turn = await accepted_turn(store, enqueue)
        engine = async_engine(settings)
        other = ConversationStore(engine, Vault(b"x" * 32))
        assert (await other.pending_turn(turn.inbound_id)).message is None
        await engine.dispose()

    async def test_a_failed_turn_keeps_the_reason_and_what_was_remembered(
        self, store, enqueue, find
    ):
        await store.commit(answered(await accepted_turn(store, enqueue, "một"), "dạ"))
        turn = await accepted_turn(store, enqueue, "hai")
        await store.commit(TurnOutcome(turn, [Reply("xin lỗi")], failure="KeyError"))
        assert find("SELECT failure FROM inbound_events ORDER BY id") == [(None,), ("KeyError",)]
        third = await accepted_turn(store, enqueue, "ba")
        assert third.state == {"slots": {"procedure": "1.001193"}}


class TestReplies:
    async def test_replies_wait_until_the_turn_is_done(self, store, enqueue):
        turn = await accepted_turn(store, enqueue)
        assert await store.replies(turn.inbound_id) is None
        await store.commit(answered(turn, "dạ"))
        assert await store.replies(turn.inbound_id) == [Reply("dạ")]

    async def test_replies_come_in_their_order_with_all_their_parts(self, store, enqueue):
        replies = [
            Reply(f"câu {number}", (Button("Lệ phí", "#ask_fee#sig"),), more="thêm")
            for number in range(12)
        ]
        turn = await accepted_turn(store, enqueue)
        await store.commit(TurnOutcome(turn, replies))
        assert await store.replies(turn.inbound_id) == replies

    async def test_a_turn_without_a_word_has_an_empty_list_of_replies(self, store, enqueue):
        turn = await accepted_turn(store, enqueue)
        await store.commit(TurnOutcome(turn, []))
        assert await store.replies(turn.inbound_id) == []

    async def test_the_same_replies_can_be_fetched_again(self, store, enqueue, find):
        turn = await accepted_turn(store, enqueue)
        await store.commit(answered(turn, "dạ"))
        assert await store.replies(turn.inbound_id) == await store.replies(turn.inbound_id)
        assert find("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == [(0,)]

    async def test_an_event_that_never_was_has_no_replies(self, store):
        assert await store.replies(987654321) is None

    async def test_a_stolen_copy_shows_no_reply(self, store, enqueue, settings):
        turn = await accepted_turn(store, enqueue)
        button = Button("Xem hồ sơ", "check_dossier?dossier_code=H14.24.11-241123-0001")
        await store.commit(TurnOutcome(turn, [Reply("Hồ sơ đang xử lý", (button,))]))
        assert "H14.24.11-241123-0001" not in all_bytes(settings.database_url)


class TestErasing:
    async def test_erasing_leaves_nothing_of_the_conversation_but_the_last_word(
        self, store, enqueue, find
    ):
        for text in ("một", "hai"):
            before = await accepted_turn(store, enqueue, text)
            await store.commit(answered(before, "dạ"))
            await store.replies(before.inbound_id)
        turn = await accepted_turn(store, enqueue, "xoá dữ liệu của tôi")
        await store.commit(replace(answered(turn, "đã xoá"), erase=True))
        assert find("SELECT * FROM tracker_snapshots") == []
        assert find("SELECT * FROM tracker_turns") == []
        assert find("SELECT id, payload FROM inbound_events") == [(turn.inbound_id, None)]
        assert find("SELECT inbound_id FROM outbox") == [(turn.inbound_id,)]
        assert await store.replies(turn.inbound_id) == [Reply("đã xoá")]

    async def test_erasing_leaves_other_conversations_alone(self, store, enqueue, find):
        await store.commit(answered(await accepted_turn(store, enqueue, sender="ông Năm"), "dạ"))
        turn = await accepted_turn(store, enqueue)
        await store.commit(replace(answered(turn, "đã xoá"), erase=True))
        other = store.conversation_of("rest", "ông Năm")
        assert find("SELECT conversation FROM tracker_snapshots") == [(other,)]

    async def test_a_message_waiting_for_its_turn_survives_the_erasing(self, store, enqueue):
        turn = await accepted_turn(store, enqueue, "xoá dữ liệu của tôi")
        waiting = await accepted_turn(store, enqueue, "còn phí?")
        await store.commit(replace(answered(turn, "đã xoá"), erase=True))
        left = await store.pending_turn(waiting.inbound_id)
        assert (left.message.text, left.state) == ("còn phí?", None)

    async def test_a_reply_that_nobody_has_read_yet_survives_the_erasing(self, store, enqueue):
        unread = await accepted_turn(store, enqueue, "phí khai sinh")
        await store.commit(answered(unread, "miễn phí"))
        turn = await accepted_turn(store, enqueue, "xoá dữ liệu của tôi")
        await store.commit(replace(answered(turn, "đã xoá"), erase=True))
        assert await store.replies(unread.inbound_id) == [Reply("miễn phí")]


class TestRetention:
    async def test_what_an_erased_conversation_left_goes_soon(self, store, enqueue, find, settings):
        await store.commit(answered(await accepted_turn(store, enqueue, sender="ông Năm"), "dạ"))
        unread = await accepted_turn(store, enqueue, "phí khai sinh")
        await store.commit(answered(unread, "miễn phí"))
        turn = await accepted_turn(store, enqueue, "xoá dữ liệu của tôi")
        await store.commit(replace(answered(turn, "đã xoá"), erase=True))
        assert await store.erase_older_than(datetime.now(UTC) - LATER) == 0
        age = "UPDATE inbound_events SET done_at = done_at - interval '11 minutes'"
        with psycopg.connect(settings.database_url, autocommit=True) as database:
            database.execute(age)
        assert await store.erase_older_than(datetime.now(UTC) - LATER) == 2
        assert find("SELECT count(*) FROM inbound_events") == [(1,)]

    async def test_what_is_older_than_the_border_is_erased_with_its_replies(
        self, store, enqueue, find
    ):
        await store.commit(answered(await accepted_turn(store, enqueue), "dạ"))
        assert await store.erase_older_than(datetime.now(UTC) + LATER) > 0
        for table in ("inbound_events", "outbox", "tracker_snapshots", "tracker_turns"):
            assert find(f"SELECT * FROM {table}") == [], table

    async def test_what_is_younger_stays(self, store, enqueue):
        turn = await accepted_turn(store, enqueue)
        await store.commit(answered(turn, "dạ"))
        assert await store.erase_older_than(datetime.now(UTC) - LATER) == 0
        assert await store.replies(turn.inbound_id) == [Reply("dạ")]

    async def test_an_old_event_that_never_had_its_turn_is_erased_too(self, store, enqueue, find):
        turn = await accepted_turn(store, enqueue)
        await store.erase_older_than(datetime.now(UTC) + LATER)
        assert find("SELECT * FROM inbound_events") == []
        assert await store.pending_turn(turn.inbound_id) is None

    async def test_a_talk_that_goes_on_keeps_its_memory_while_old_turns_go(
        self, store, enqueue, find
    ):
        await store.commit(answered(await accepted_turn(store, enqueue, "một"), "dạ"))
        for table, moment in (
            ("tracker_turns", "created_at"),
            ("tracker_snapshots", "updated_at"),
            ("inbound_events", "received_at"),
        ):
            find(f"UPDATE {table} SET {moment} = now() - interval '40 days'")
        await store.commit(answered(await accepted_turn(store, enqueue, "hai"), "dạ"))
        await store.erase_older_than(datetime.now(UTC) - timedelta(days=30))
        assert find("SELECT turns FROM tracker_snapshots") == [(2,)]
        assert find("SELECT count(*) FROM tracker_turns") == [(1,)]
        assert find("SELECT count(*) FROM inbound_events") == [(1,)]


class TestSilentDatabase:
    @pytest.fixture
    async def silent_store(self, vault):
        engine = async_engine(Settings(database_url="postgresql://a:b@127.0.0.1:9/troly"))
        yield ConversationStore(engine, vault)
        await engine.dispose()

    @pytest.mark.parametrize(
        "use",
        [
            pytest.param(lambda store, enqueue: store.accept(message(), enqueue), id="accept"),
            pytest.param(lambda store, _: store.pending_turn(1), id="pending_turn"),
            pytest.param(lambda store, _: store.replies(1), id="replies"),
            pytest.param(lambda store, _: store.living_agents(), id="living_agents"),
            pytest.param(lambda store, _: store.erase_older_than(datetime.now(UTC)), id="erase"),
        ],
    )
    async def test_every_method_says_that_the_storage_is_unavailable(
        self, silent_store, enqueue, use
    ):
        with pytest.raises(StorageUnavailable) as failure:
            await use(silent_store, enqueue)
        assert "\n" not in str(failure.value)
