"""The procrastinate app and its tasks.

Jobs carry ids only; what a person wrote stays encrypted in ``inbound_events``.
The lock of a job is its conversation: in order within, in parallel across.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import procrastinate
from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from bot.queue.connector import PatientConnector, failing_as_unavailable, reason_of
from bot.storage.errors import StorageUnavailable

logger = logging.getLogger(__name__)

INBOUND_QUEUE = "inbound"
TURN_TASK = "turn"
MAX_ATTEMPTS = 3
MAX_DEATHS = 6
"""a message that keeps killing its agent must not stop the conversation for ever."""
TURN_SECONDS = 60.0
"""a turn that takes longer has failed: offices are asked with shorter limits of their own."""
POLL_SECONDS = 1.0
"""for jobs whose time comes; all others are notified."""
HEARTBEAT_SECONDS = 2.0
STALLED_AFTER_SECONDS = 6.0
"""without a heartbeat for this long an agent counts as dead and its jobs go back."""
STUCK_AFTER_SECONDS = 300
"""longer than any turn: its agent lives, but its end was never written down."""
_CONTEXT_KEY = "turns"


class TurnTaker(Protocol):
    """What an agent offers to the queue; both raise ``StorageUnavailable`` too."""

    async def take(self, inbound_id: int) -> None:
        """Handle the event; raises when the turn did not happen."""

    async def give_up(self, inbound_id: int, reason: str) -> None:
        """Set the event aside with a polite sentence to the person."""


async def turn(context: JobContext, inbound_id: int) -> None:
    """Take one turn; after the last attempt the event is set aside, not lost silently.

    What raises here is tried again, without end: only a silent database is left to raise.
    """
    taker: TurnTaker = context.additional_context[_CONTEXT_KEY]
    attempt = (context.job.attempts or 0) + 1
    if deaths_of(context.job) >= MAX_DEATHS:
        await taker.give_up(inbound_id, "every agent that took it died")
        return
    try:
        async with asyncio.timeout(TURN_SECONDS):
            await taker.take(inbound_id)
    except StorageUnavailable:
        raise
    except Exception as error:  # the edge of a turn: whatever went wrong, the queue goes on
        logger.exception("turn %s failed (attempt %s)", inbound_id, attempt)
        if attempt < MAX_ATTEMPTS:
            raise
        await taker.give_up(inbound_id, type(error).__name__)


def make_app(url: str, *, pool_size: int = 4) -> procrastinate.App:
    """Return the app on the database at ``url`` (libpq form), not yet opened."""
    connector = PatientConnector(conninfo=url, min_size=1, max_size=pool_size)
    app = procrastinate.App(connector=connector)
    retry = RetryStrategy(max_attempts=None, wait=1)  # ``turn`` itself knows when to give up
    app.task(name=TURN_TASK, queue=INBOUND_QUEUE, pass_context=True, retry=retry)(turn)
    return app


@asynccontextmanager
async def opened_app(url: str) -> AsyncIterator[procrastinate.App]:
    """Yield the app, connected; raises ``StorageUnavailable`` also for what runs inside."""
    app = make_app(url)
    async with failing_as_unavailable(), app.open_async():
        yield app


def deaths_of(job: Job) -> int:
    """Return how many agents have died with this job.

    It is the job's priority: procrastinate's attempts also count what is no fault of the
    message, such as a full disk. A job that goes back was the first of its conversation,
    so a higher priority changes no order.
    """
    return job.priority


async def enqueue_turn(
    app: procrastinate.App, connection: Any, inbound_id: int, conversation: str
) -> None:
    """Add the turn's job on an open psycopg connection, inside its transaction.

    Raises ``StorageUnavailable`` when the queue does not take it.
    """
    task = app.tasks[TURN_TASK].configure(lock=conversation, connection=connection)
    async with failing_as_unavailable():
        await task.defer_async(inbound_id=inbound_id)


async def run_agent_worker(app: procrastinate.App, taker: TurnTaker, concurrency: int) -> None:
    """Work on turns until a signal asks to stop; running turns are finished first."""
    await app.run_worker_async(
        queues=[INBOUND_QUEUE],
        name="agent",
        concurrency=concurrency,
        fetch_job_polling_interval=POLL_SECONDS,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
        shutdown_graceful_timeout=10.0,
        delete_jobs="successful",
        additional_context={_CONTEXT_KEY: taker},
    )


async def retry_stalled_jobs(app: procrastinate.App) -> list[Job]:
    """Give the jobs of dead agents back to the queue; return them.

    A job of a killed worker stays ``doing`` and blocks its conversation until then;
    so does one whose end a living worker could not write down.
    """
    retried = []
    for job, deaths in await _stalled_jobs(app):
        try:
            await app.job_manager.retry_job(job, priority=deaths)
        except ConnectorException as error:  # finished meanwhile, or taken up by another watcher
            logger.warning("job %s was not given back: %s", job.id, reason_of(error))
        else:
            logger.warning("job %s of a dead agent goes back to the queue", job.id)
            retried.append(job)
    return retried


async def _stalled_jobs(app: procrastinate.App) -> list[tuple[Job, int]]:
    """Return the jobs that nobody works on, with the deaths to be counted for each."""
    dead = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    with warnings.catch_warnings():  # asking by age is deprecated, but nothing replaces it
        warnings.simplefilter("ignore", DeprecationWarning)
        stuck = await app.job_manager.get_stalled_jobs(nb_seconds=STUCK_AFTER_SECONDS)
    found = {job.id: (job, deaths_of(job)) for job in stuck}
    found |= {job.id: (job, deaths_of(job) + 1) for job in dead}
    return list(found.values())


async def watch_stalled_jobs(app: procrastinate.App, every: float = 2.0) -> None:
    """Run ``retry_stalled_jobs`` for ever, whether or not the database answers."""
    while True:
        try:
            await retry_stalled_jobs(app)
        except ConnectorException as error:
            logger.warning("dead agents are not looked for: %s", reason_of(error))
        await asyncio.sleep(every)
