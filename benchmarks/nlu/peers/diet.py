"""The same examples and messages with Rasa's default DIET pipeline.

Runs with stock Rasa 3.6 and TensorFlow on Python 3.10, in an environment of its own:
``python3.10 -m venv diet && diet/bin/pip install rasa==3.6.21 "setuptools<71"``, then
``diet/bin/python benchmarks/nlu/peers/diet.py models/`` (trains, long) or, with the file of a
model that was trained before, only measures. Imports nothing of this project.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import structlog
import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent.parent
WAYS = ("written", "undiacritised", "teencode", "typo", "voice")


def without_diacritics(text: str) -> str:
    """Return the text as somebody types it who leaves diacritics out."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(one for one in letters if not unicodedata.combining(one)).lower()


def messages() -> list[dict[str, str]]:
    """Return the evaluation messages."""
    rows = []
    for path in sorted((HERE.parent / "evaluation").rglob("*.yml")):
        rows += yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def main() -> None:
    """Train unless a model is given, measure and print one line a way of typing."""
    if len(sys.argv) != 2:
        sys.exit("usage: diet.py MODEL.tar.gz | DIRECTORY FOR A NEW MODEL")
    given = Path(sys.argv[1])
    measure(Agent.load(str(given if given.is_file() else train(given))))


def train(models: Path) -> str:
    """Train on all examples and return the model's file."""
    with tempfile.TemporaryDirectory() as workplace:
        examples = Path(workplace)
        for path in (PROJECT / "nlu_data").rglob("*.yml"):
            if "\nnlu:" in path.read_text(encoding="utf-8"):
                target = examples / path.relative_to(PROJECT / "nlu_data")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        started, worked = time.monotonic(), time.process_time()
        model = train_nlu(str(HERE / "diet.yml"), str(examples), str(models))
        took, worked = time.monotonic() - started, time.process_time() - worked
        sys.stdout.write(f"trained in {took:.0f} s, {worked:.0f} s of processors: {model}\n")
        sys.stdout.flush()
    if model is None:
        sys.exit("Rasa has trained no model")
    return model


def measure(agent: Agent) -> None:
    """Read all evaluation messages in every way of typing."""
    # Rasa would print every message that it parses
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    rows = messages()
    for way in WAYS:
        right, times = 0, []
        for row in rows:
            text = without_diacritics(row["written"]) if way == "undiacritised" else row[way]
            before = time.perf_counter()
            parsed = asyncio.run(agent.parse_message(text))
            times.append((time.perf_counter() - before) * 1000)
            right += parsed["intent"]["name"] == row["intent"]
        p95 = sorted(times)[int(len(times) * 0.95)]
        share = 100 * right / len(rows)
        sys.stdout.write(f"{way}: {share:.1f} % of {len(rows)}, parse p95 {p95:.1f} ms\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
