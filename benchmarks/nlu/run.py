"""Measures the understanding; the same as ``troly bench nlu``."""

from __future__ import annotations

import argparse
import sys

from bot.cli import bench_nlu
from bot.settings import Settings

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    bench_nlu.add_arguments(parser)
    sys.exit(bench_nlu.run(parser.parse_args(), Settings.from_env()))
