"""``troly bench NAME``: run one of the measurements under ``benchmarks/``."""

from __future__ import annotations

import argparse
import subprocess
import sys

from bot.settings import Settings

MEASUREMENTS = ("nlu", "search", "facts", "turn", "footprint")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``troly bench NAME [options of that measurement]``."""
    parser.add_argument("name", choices=(*MEASUREMENTS, "all"))
    parser.add_argument("options", nargs=argparse.REMAINDER, help="see `troly bench NAME --help`")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the measurement in a process of its own and return its exit code."""
    names = MEASUREMENTS if args.name == "all" else (args.name,)
    worst = 0
    for name in names:
        script = settings.project_dir / "benchmarks" / name / "run.py"
        command = [sys.executable, "-W", "ignore", str(script), *args.options]
        worst = max(worst, subprocess.run(command, check=False).returncode)
    return worst
