"""Prepares what a command needs and finds missing, with progress on stderr."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from bot.cli import CommandError
from bot.settings import SUPERVISED, Settings


def progress(message: str) -> None:
    """Tell the terminal what is being done; that nobody reads it any more stops nothing."""
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(f"troly: {message}\n")
        sys.stderr.flush()


def prepare(settings: Settings) -> None:
    """Migrate, publish and train, each only when something is missing.

    The database must be running. Raises, in one line, what would stop a process later.
    """
    check_data_files(settings)
    prepare_schema(settings)
    publish_catalogue(settings)
    train_if_changed(settings)


def prepare_schema(settings: Settings) -> None:
    """Make or update the tables."""
    from bot.queue import schema
    from bot.storage import migrate
    from bot.storage.engine import database_url

    if not migrate.is_current(settings):
        progress("updating the tables")
    migrate.upgrade(settings)
    schema.ensure(database_url(settings))


def check_data_files(settings: Settings) -> None:
    """Read the data files that neither publishing nor training looks at.

    Raises ``DataFileError``; else every turn would fail, out of the terminal's sight.
    """
    from bot.dialogue.signs import load_follow_up_words
    from bot.dossier.codes import load_code_forms
    from bot.services import build_services

    load_code_forms()
    load_follow_up_words()
    build_services(settings)


def publish_catalogue(settings: Settings) -> None:
    """Check and publish the catalogue's files; the same content again is left alone."""
    from bot.catalogue.versions import publish
    from bot.storage.engine import session_scope

    with session_scope(settings) as session:
        result = publish(settings.catalogue_dir, settings.data_dir, session, "troly up")
    if result.published:
        progress(f"published the catalogue as {result.version}")


def train_if_changed(settings: Settings) -> None:
    """Train in a process of its own when the training data is not the model's."""
    from bot.nlu.fingerprint import model_is_current, newest_model

    models = settings.project_dir / "models"
    if model_is_current(settings.project_dir, models):
        return
    reason = "the data changed" if newest_model(models) else "there is none yet"
    progress(f"training the model ({reason}); this takes about a minute")
    command = [sys.executable, "-W", "ignore", "-m", "bot", "train"]
    supervised = {**os.environ, SUPERVISED: str(os.getpid())}
    # a process of its own: Rasa's memory goes with it; stdout belongs to the command
    if subprocess.run(command, stdout=sys.stderr, env=supervised, check=False).returncode != 0:
        raise CommandError("the model could not be trained; the reason is above")


def prepare_terminal(settings: Settings) -> None:
    """Prepare what a conversation without a server needs: the model.

    A catalogue that was never published is read from its files.
    """
    train_if_changed(settings)
