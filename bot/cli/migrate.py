"""``troly migrate``: bring the tables up to date."""

from __future__ import annotations

import argparse

from bot.cli.preparation import prepare_schema
from bot.settings import Settings
from bot.storage.engine import running_database


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """The database is set by the environment."""


def run(_args: argparse.Namespace, settings: Settings) -> int:
    """Apply the migrations that are missing."""
    with running_database(settings):
        prepare_schema(settings)
    return 0
