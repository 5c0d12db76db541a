"""The queue: in order within a conversation, retried, never stuck behind a dead agent."""

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from auxil.database import rows
from auxil.takers import APOLOGY, EchoTaker, agent_running, eventually, message

from bot.channels.replies import Reply
from bot.queue import app as queue_app
from bot.queue.app import MAX_ATTEMPTS, MAX_DEATHS, enqueue_turn, make_app, retry_stalled_jobs
from bot.storage.errors import StorageUnavailable

TESTS = Path(__file__).parents[1]
AGE_HEARTBEATS = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"


@pytest.fixture
def enqueue(settings):
    return partial(enqueue_turn, make_app(settings.database_url))


@pytest.fixture
def url(settings):
    return settings.database_url


@asynccontextmanager
async def opened(url):
    app = make_app(url)
    async with app.open_async():
        yield app


async def replies_of(store, accepted):
    return await eventually(partial(store.replies, accepted.inbound_id))


def start_stuck_agent(url):
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    return subprocess.Popen(
        [sys.executable, "-m", "auxil.stuck_agent", url],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
    )


@pytest.fixture
def killed_agent(url):
    """A function: an agent process takes the waiting job, then it is killed."""

    def kill():
        process = start_stuck_agent(url)
        try:
            assert process.stdout.readline().startswith(b"took")
        finally:
            process.kill()
            process.communicate()

    return kill


async def test_an_agent_answers_what_waits_and_what_comes(store, enqueue, url):
    before = await store.accept(message("một"), enqueue)
    async with agent_running(url, EchoTaker(store)):
        assert await replies_of(store, before) == [Reply("dạ: một")]
        after = await store.accept(message("hai"), enqueue)
        assert await replies_of(store, after) == [Reply("dạ: hai")]


async def test_a_done_job_leaves_nothing_in_the_queue(store, enqueue, url):
    accepted = await store.accept(message(), enqueue)
    async with agent_running(url, EchoTaker(store)):
        await replies_of(store, accepted)
    assert rows(url, "SELECT * FROM procrastinate_jobs") == []


async def test_jobs_carry_no_word_of_the_message(store, enqueue, url):
    accepted = await store.accept(message("số của tôi 0912345678"), enqueue)
    assert rows(url, "SELECT args FROM procrastinate_jobs") == [
        ({"inbound_id": accepted.inbound_id},)
    ]


async def test_messages_of_one_conversation_are_taken_in_order(store, enqueue, url):
    texts = [f"câu {number}" for number in range(8)]
    accepted = [await store.accept(message(text), enqueue) for text in texts]
    taker = EchoTaker(store, pause=0.01)
    async with agent_running(url, taker, concurrency=4), agent_running(url, taker, concurrency=4):
        await replies_of(store, accepted[-1])
    assert taker.taken == texts


async def test_the_next_message_of_a_conversation_does_not_wait_for_a_poll(
    store, enqueue, url, monkeypatch
):
    async def listening():
        return rows(url, "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%inbound%'")

    monkeypatch.setattr(queue_app, "POLL_SECONDS", 3600.0)
    async with agent_running(url, EchoTaker(store, pause=0.1)):
        await eventually(listening)
        accepted = [await store.accept(message(text), enqueue) for text in ("một", "hai", "ba")]
        assert await replies_of(store, accepted[-1]) == [Reply("dạ: ba")]


async def test_conversations_do_not_wait_for_each_other(store, enqueue, url):
    both_inside = asyncio.Barrier(2)

    class Meeting(EchoTaker):
        async def take(self, inbound_id):
            await both_inside.wait()
            await super().take(inbound_id)

    one = await store.accept(message(sender="bà Tư"), enqueue)
    two = await store.accept(message(sender="ông Năm"), enqueue)
    async with agent_running(url, Meeting(store)):
        assert await replies_of(store, one)
        assert await replies_of(store, two)


async def test_a_failing_turn_is_tried_again_before_the_next_message(store, enqueue, url):
    first = await store.accept(message("một"), enqueue)
    second = await store.accept(message("hai"), enqueue)
    taker = EchoTaker(store, failures=1)
    async with agent_running(url, taker):
        assert await replies_of(store, second) == [Reply("dạ: hai")]
    assert await store.replies(first.inbound_id) == [Reply("dạ: một")]
    assert taker.taken == ["một", "hai"]


async def test_a_turn_that_always_fails_is_given_up_with_an_apology(store, enqueue, url):
    first = await store.accept(message("một"), enqueue)
    taker = EchoTaker(store, failures=1000)
    async with agent_running(url, taker):
        assert await replies_of(store, first) == [Reply(APOLOGY)]
    assert taker.tries[first.inbound_id] == MAX_ATTEMPTS
    assert rows(url, "SELECT failure FROM inbound_events") == [("RuntimeError",)]


async def test_a_silent_database_does_not_count_as_a_failing_turn(store, enqueue, url):
    class Unlucky(EchoTaker):
        async def take(self, inbound_id):
            self.tries[inbound_id] = self.tries.get(inbound_id, 0) + 1
            if self.tries[inbound_id] <= MAX_ATTEMPTS:
                raise StorageUnavailable("the database does not answer")
            await super().take(inbound_id)

    accepted = await store.accept(message("một"), enqueue)
    # as after a long time with a full disk
    rows(url, f"UPDATE procrastinate_jobs SET attempts = {10 * MAX_DEATHS}")
    async with agent_running(url, Unlucky(store)):
        assert await replies_of(store, accepted) == [Reply("dạ: một")]


async def test_an_event_is_not_lost_when_even_giving_it_up_fails(store, enqueue, url):
    class Hopeless(EchoTaker):
        apologies = 0

        async def give_up(self, inbound_id, reason):
            Hopeless.apologies += 1
            if Hopeless.apologies == 1:
                raise StorageUnavailable("the database does not answer")
            await super().give_up(inbound_id, reason)

    accepted = await store.accept(message("một"), enqueue)
    async with agent_running(url, Hopeless(store, failures=1000)):
        assert await replies_of(store, accepted) == [Reply(APOLOGY)]


async def test_a_turn_that_never_ends_is_a_failed_one(store, enqueue, url, monkeypatch):
    monkeypatch.setattr(queue_app, "TURN_SECONDS", 0.05)
    accepted = await store.accept(message("một"), enqueue)
    async with agent_running(url, EchoTaker(store, pause=600)):
        assert await replies_of(store, accepted) == [Reply(APOLOGY)]
    assert rows(url, "SELECT failure FROM inbound_events") == [("TimeoutError",)]


async def test_the_job_of_a_killed_agent_is_taken_up_again(store, enqueue, url, killed_agent):
    first = await store.accept(message("một"), enqueue)
    second = await store.accept(message("hai"), enqueue)
    killed_agent()
    assert rows(url, "SELECT status FROM procrastinate_jobs ORDER BY id") == [("doing",), ("todo",)]
    taker = EchoTaker(store)
    async with opened(url) as app, agent_running(url, taker):
        assert await retry_stalled_jobs(app) == []  # its heartbeat is still young
        rows(url, AGE_HEARTBEATS)
        retried = await eventually(partial(retry_stalled_jobs, app))
        assert [job.task_kwargs for job in retried] == [{"inbound_id": first.inbound_id}]
        await replies_of(store, second)
    assert taker.taken == ["một", "hai"]


async def test_a_message_that_kills_every_agent_does_not_stop_its_conversation(
    store, enqueue, url, killed_agent
):
    poison = await store.accept(message("một"), enqueue)
    second = await store.accept(message("hai"), enqueue)
    killed_agent()
    rows(url, f"UPDATE procrastinate_jobs SET priority = {MAX_DEATHS - 1} WHERE status = 'doing'")
    rows(url, AGE_HEARTBEATS)
    async with opened(url) as app, agent_running(url, EchoTaker(store)):
        await retry_stalled_jobs(app)
        assert await replies_of(store, second) == [Reply("dạ: hai")]
    assert await store.replies(poison.inbound_id) == [Reply(APOLOGY)]


async def test_a_job_whose_end_a_living_agent_could_not_write_down_goes_back(store, enqueue, url):
    stuck = await store.accept(message("một"), enqueue)
    second = await store.accept(message("hai"), enqueue)
    rows(url, "UPDATE procrastinate_events SET at = now() - interval '1 hour'")
    async with opened(url) as app:
        worker = await app.job_manager.register_worker()
        await app.job_manager.fetch_job(queues=None, worker_id=worker)
        assert await retry_stalled_jobs(app) == []  # just started: a turn may take its time
        rows(url, "UPDATE procrastinate_events SET at = now() - interval '1 hour'")
        assert len(await retry_stalled_jobs(app)) == 1
        async with agent_running(url, EchoTaker(store)):
            assert await replies_of(store, second) == [Reply("dạ: hai")]
    assert await store.replies(stuck.inbound_id) == [Reply("dạ: một")]


async def test_two_watchers_at_once_give_a_job_back_once(store, enqueue, url, killed_agent):
    accepted = await store.accept(message("một"), enqueue)
    killed_agent()
    rows(url, AGE_HEARTBEATS)
    async with opened(url) as one, opened(url) as two:
        await asyncio.gather(retry_stalled_jobs(one), retry_stalled_jobs(two))
    async with agent_running(url, EchoTaker(store)):
        assert await replies_of(store, accepted) == [Reply("dạ: một")]


async def test_stopping_an_agent_lets_its_turn_end(store, enqueue, url):
    inside = asyncio.Event()

    class Slow(EchoTaker):
        async def take(self, inbound_id):
            inside.set()
            await asyncio.sleep(0.2)
            await super().take(inbound_id)

    accepted = await store.accept(message("một"), enqueue)
    async with agent_running(url, Slow(store)):
        await inside.wait()
    assert await store.replies(accepted.inbound_id) == [Reply("dạ: một")]


async def test_living_agents_are_counted_by_their_heartbeats(store, url):
    assert await store.living_agents() == 0
    async with agent_running(url, EchoTaker(store)):
        assert await eventually(store.living_agents) == 1
        rows(url, AGE_HEARTBEATS)
        assert await store.living_agents() == 0


async def test_a_duplicate_event_is_answered_once(store, enqueue, url):
    taker = EchoTaker(store)
    async with agent_running(url, taker):
        twice = [await store.accept(message("một", key="1"), enqueue) for _ in range(2)]
        await replies_of(store, twice[0])
    assert taker.taken == ["một"]
