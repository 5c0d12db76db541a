"""``troly parse``: a message a line on stdin → what it says, a JSON line on stdout."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--model", type=Path, help="model file (default: the newest under ./models)"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Read messages until the end of stdin; the model is loaded once."""
    from bot.nlu.parser import Parser

    if args.model is None:
        from bot.cli.preparation import train_if_changed

        train_if_changed(settings)
        parser = Parser.newest(settings.project_dir / "models")
    else:
        parser = Parser(args.model)
    for line in sys.stdin:
        parsed = parser.parse(line.rstrip("\r\n"))
        sys.stdout.write(json.dumps(parsed, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0
