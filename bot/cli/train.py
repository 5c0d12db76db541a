"""``troly train``: train the model on the project's files."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bot.cli import CommandError, system_error
from bot.cli.lifetime import end_with_supervisor
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--models", type=Path, help="directory of the models (default: ./models)")
    parser.add_argument(
        "--if-changed", action="store_true", help="do nothing when the model is up to date"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Train and print the path of the new model on stdout."""
    from bot.nlu.fingerprint import model_is_current, newest_model
    from bot.nlu.training import TrainingError, train

    end_with_supervisor()
    models = args.models or settings.project_dir / "models"
    if args.if_changed and model_is_current(settings.project_dir, models):
        sys.stdout.write(f"{newest_model(models)}\n")
        return 0
    started = time.monotonic()
    try:
        model = train(settings.project_dir, models)
    except TrainingError:  # it says already what is wrong
        raise
    except Exception as error:
        refused = system_error(error)
        if refused is None:
            raise
        reason = refused.strerror or refused
        raise CommandError(
            f"{models}: no model was written ({reason}); the old one stays"
        ) from error
    sys.stderr.write(f"troly: trained in {time.monotonic() - started:.0f} s\n")
    sys.stdout.write(f"{model}\n")
    return 0
