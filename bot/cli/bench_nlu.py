"""``troly bench nlu``: train, then parse questions that the training never saw."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.nlu.evaluation import Scores

_SHOWN_CONFUSIONS = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--model", type=Path, help="measure this model instead of training one")
    parser.add_argument("--questions", type=Path, help="directory of the question files")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Measure and print; the working tree's models stay as they are."""
    import tempfile

    from bot.nlu.evaluation import SURFACES, load_questions, score, understand
    from bot.nlu.parser import Parser
    from bot.nlu.training import train

    directory = args.questions or settings.project_dir / "benchmarks" / "nlu" / "questions"
    questions = load_questions(directory)
    training: float | None = None
    with tempfile.TemporaryDirectory(prefix="troly-bench-") as workplace:
        started = time.monotonic()
        model = args.model or train(settings.project_dir, Path(workplace))
        if args.model is None:
            training = time.monotonic() - started
        parser = Parser(model)
    parser.parse("xin chào")
    scores = {
        name: score(understand(parser.parse, questions, surface))
        for name, surface in SURFACES.items()
    }
    if args.json:
        figures = {"training_seconds": training} | {k: asdict(v) for k, v in scores.items()}
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_tables(scores, training)) + "\n")
    return 0


def _tables(scores: dict[str, Scores], training: float | None) -> Iterator[str]:
    if training is not None:
        yield f"Training from nothing: {training:.0f} s\n"
    yield "| | " + " | ".join(scores) + " |"
    yield "|---|" + "---|" * len(scores)
    yield "| questions | " + " | ".join(str(one.questions) for one in scores.values()) + " |"
    for title, key in (
        ("intent right", "intent_accuracy"),
        ("said to be unsure (of all)", "unsure"),
        ("procedure right (where there is one)", "procedure_accuracy"),
        ("procedure among those offered", "procedure_offered"),
        ("wrong procedure (of all)", "wrong_procedure"),
    ):
        row = " | ".join(f"{100 * getattr(one, key):.1f} %" for one in scores.values())
        yield f"| {title} | {row} |"
    times = " | ".join(f"{one.p50_ms:.1f} / {one.p95_ms:.1f} ms" for one in scores.values())
    yield f"| parse p50 / p95 | {times} |"
    yield "\n| intent | questions | " + " | ".join(scores) + " |"
    yield "|---|---|" + "---|" * len(scores)
    first = next(iter(scores.values()))
    for intent, (count, _) in sorted(first.by_intent.items(), key=lambda item: item[1][1]):
        row = " | ".join(f"{100 * one.by_intent[intent][1]:.0f} %" for one in scores.values())
        yield f"| {intent} | {count} | {row} |"
    for name, one in scores.items():
        pairs = [f"{m} → {got} ({n})" for m, got, n in one.confusions[:_SHOWN_CONFUSIONS]]
        yield f"\nMost confused, {name}: " + ", ".join(pairs)
