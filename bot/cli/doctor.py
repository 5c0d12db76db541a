"""``troly doctor``: check what a running system needs, a line each."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Iterator

from bot.settings import Settings, unknown_variables

_LOW_DISK_GIB = 1.0


class _NothingMore(Exception):
    """A finding without which the other checks say nothing more."""


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Everything is set by the environment."""


def run(_args: argparse.Namespace, settings: Settings) -> int:
    """Print one line a check; 1 when one of them failed."""
    failed = False
    for name, check in _CHECKS:
        try:
            for verdict, detail in check(settings):
                failed |= verdict == "FAIL"
                sys.stdout.write(f"{verdict:4} {name}: {detail}\n")
        except _NothingMore as error:
            sys.stdout.write(f"FAIL {name}: {error}\n")
            return 1
        except Exception as error:  # a check that cannot run is a finding, not a crash
            failed = True
            sys.stdout.write(f"FAIL {name}: {error}\n")
    return int(failed)


Findings = Iterator[tuple[str, str]]


def _variables(_settings: Settings) -> Findings:
    unknown = unknown_variables(os.environ)
    yield from (("warn", f"{name} is no setting; see .env.example") for name in unknown)
    if not unknown:
        yield "ok", "every TROLY_ variable is a setting"


def _disk(settings: Settings) -> Findings:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = (
            f"TROLY_DATA_DIR={settings.data_dir}: {error.strerror}; another directory is needed"
        )
        raise _NothingMore(problem) from None
    free = shutil.disk_usage(settings.data_dir).free / 2**30
    yield ("ok" if free > _LOW_DISK_GIB else "FAIL"), f"{free:.1f} GiB free"


def _keys(settings: Settings) -> Findings:
    from bot.privacy.keys import open_vault

    open_vault(settings)
    path = settings.secret_key_file or settings.data_dir / "secret.key"
    mode = path.stat().st_mode & 0o777
    yield ("ok" if mode & 0o077 == 0 else "FAIL"), f"mode {mode:o}"


def _database(settings: Settings) -> Findings:
    from bot.storage import migrate
    from bot.storage.engine import running_database

    kind = "TROLY_DATABASE_URL" if settings.database_url else "embedded"
    with running_database(settings):
        current = migrate.is_current(settings)
    yield (
        ("ok", f"{kind}, tables up to date")
        if current
        else (
            "FAIL",
            f"{kind}, tables missing or old: run `troly migrate`",
        )
    )


def _catalogue(settings: Settings) -> Findings:
    from bot.catalogue.snapshot import load_current

    published = load_current(settings.data_dir)
    if published is None:
        yield "warn", "nothing published yet: the files are used; run `troly catalogue publish`"
        return
    version, catalogue = published
    late = [
        entry.code
        for entry in catalogue.procedures
        if entry.review_by and entry.review_by < settings.current_day()
    ]
    yield "ok", f"version {version}, {len(catalogue.procedures)} procedures"
    if late:
        yield "warn", f"review is overdue: {', '.join(late)}"


def _data(settings: Settings) -> Findings:
    from bot.cli.start_data import start_data_errors

    errors = [str(error) for error in start_data_errors(settings.catalogue_dir, all_needed=True)]
    yield from (("FAIL", error) for error in errors)
    if not errors:
        yield "ok", "calendar, statuses, codes, life events and signposts can be read"


def _model(settings: Settings) -> Findings:
    from bot.nlu.fingerprint import model_is_current

    current = model_is_current(settings.project_dir, settings.project_dir / "models")
    yield (
        ("ok", "trained on the current data")
        if current
        else (
            "FAIL",
            "missing, or older than the training data: run `troly train`",
        )
    )


def _office(settings: Settings) -> Findings:
    if settings.dossier_api_url is None:
        yield "warn", "TROLY_DOSSIER_API_URL is not set: the sandbox office answers"
        return
    import httpx

    async def ask() -> int:
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            return (await client.get(f"{settings.dossier_api_url}/health")).status_code

    status = asyncio.run(ask())
    yield ("ok" if status == 200 else "FAIL"), f"{settings.dossier_api_url}/health: {status}"


_CHECKS: tuple[tuple[str, Callable[[Settings], Findings]], ...] = (
    ("settings", _variables),
    ("disk", _disk),
    ("keys", _keys),
    ("database", _database),
    ("catalogue", _catalogue),
    ("data", _data),
    ("model", _model),
    ("office", _office),
)
