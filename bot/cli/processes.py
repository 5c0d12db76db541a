"""``troly gateway|agent|jobs|db|sandbox``: one process each."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from datetime import timedelta

from bot.cli import CommandError
from bot.cli.lifetime import end_with_supervisor, pausing_before_failure, stop_seconds
from bot.privacy.logs import write_logs
from bot.settings import Settings

logger = logging.getLogger(__name__)

RETENTION_EVERY_SECONDS = 3600.0


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """These commands are set by the environment only."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the process that the command names until a signal asks to stop."""
    write_logs(settings.log_level)
    end_with_supervisor(stop_seconds(args.command))
    with pausing_before_failure():
        {
            "gateway": _gateway,
            "agent": _agent,
            "jobs": _jobs,
            "db": _database,
            "sandbox": _sandbox,
        }[args.command](settings)
    return 0


def _gateway(settings: Settings) -> None:
    from bot.gateway.app import serve

    serve(settings)


def _agent(settings: Settings) -> None:
    from bot.agent.runtime import run_agent

    asyncio.run(run_agent(settings))


def _jobs(settings: Settings) -> None:
    asyncio.run(_run_jobs(settings))


async def _run_jobs(settings: Settings) -> None:
    from bot.queue.app import opened_app, watch_stalled_jobs
    from bot.queue.periodic import follow_catalogue, keep_retention
    from bot.storage.engine import database_url

    async with opened_app(database_url(settings)) as app:
        work = asyncio.gather(
            watch_stalled_jobs(app),
            follow_catalogue(settings),
            keep_retention(
                settings, timedelta(days=settings.retention_days), RETENTION_EVERY_SECONDS
            ),
        )
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
        try:
            await work
        except asyncio.CancelledError:
            logger.info("periodic work stops")


def _database(settings: Settings) -> None:
    """Start the embedded server or watch the running one; stop it when asked to."""
    from bot.storage import embedded

    if settings.database_url:
        raise CommandError("TROLY_DATABASE_URL is set: the embedded database is not used")
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    embedded.start(settings.data_dir)
    try:
        while signal.sigtimedwait(signals, 1.0) is None:
            if not embedded.is_running(settings.data_dir):
                raise CommandError("the embedded database ended unexpectedly")
    finally:
        embedded.stop(settings.data_dir)


def _sandbox(settings: Settings) -> None:
    import uvicorn

    from bot.sandbox.office import create_app

    uvicorn.run(
        create_app(settings.current_time),
        host="127.0.0.1",
        port=settings.sandbox_port,
        ws="none",
        access_log=False,
        log_config=None,
    )
