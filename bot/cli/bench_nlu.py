"""``troly bench nlu``: train, then parse messages that the training never saw."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.nlu.evaluation.outside import OutsideScores
    from bot.nlu.parser import Parser
    from bot.nlu.trained_intents import Labelled

_CURVE = (0.25, 0.5, 1.0)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--model", type=Path, help="measure this model instead of training one")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--scorecard", type=Path, help="write a table of every slice to this file")
    parser.add_argument("--train", type=Path, metavar="TSV", help="train on text<TAB>intent rows")
    parser.add_argument("--test", type=Path, metavar="TSV", help="… and answer the rows of this")
    parser.add_argument(
        "--folds", type=int, metavar="N", help="cross-validate --train, or our own examples"
    )
    parser.add_argument(
        "--curve", action="store_true", help="train on a quarter, half and all of our examples"
    )
    parser.add_argument(
        "--words-only", action="store_true", help="with the above: without the sentence encoder"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Measure and print; the working tree's models stay as they are."""
    from bot.nlu.evaluation.questions import QuestionError
    from bot.nlu.training import TrainingError

    if args.test and not args.train:
        sys.stderr.write("troly bench nlu: --test needs --train\n")
        return 2
    if args.train and not (args.test or args.folds):
        sys.stderr.write("troly bench nlu: --train needs --test or --folds\n")
        return 2
    try:
        lines = _outside(args, settings) if _is_outside(args) else _inside(args, settings)
        for line in lines:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    except (QuestionError, TrainingError, ValueError) as error:
        sys.stderr.write(f"troly bench nlu: {error}\n")
        return 1
    return 0


def _is_outside(args: argparse.Namespace) -> bool:
    return bool(args.train or args.folds or args.curve)


def _inside(args: argparse.Namespace, settings: Settings) -> Iterator[str]:
    from bot.nlu.evaluation.linking import link, linking_table
    from bot.nlu.evaluation.report import measure, scorecard, tables
    from bot.nlu.linking_messages import read_messages

    parser, seconds = _parser(args.model, settings)
    report = measure(parser.parse, settings.project_dir / "benchmarks" / "nlu")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if args.scorecard:
        args.scorecard.write_text("\n".join(scorecard(report)) + "\n", encoding="utf-8")
    if args.json:
        figures = {"training_seconds": seconds, "peak_memory_mb": peak_mb} | report.as_data()
        yield json.dumps(figures, ensure_ascii=False, indent=1)
        return
    if seconds is not None:
        yield f"Training from nothing: {seconds:.0f} s"
    yield f"Peak memory of this process: {peak_mb:.0f} MB\n"
    yield from tables(report)
    yield "\nLinking, on the messages for choosing:\n"
    trial = read_messages(settings.project_dir / "benchmarks" / "nlu" / "trial_linking")
    yield from linking_table(link(parser.parse, trial))


def _parser(model: Path | None, settings: Settings) -> tuple[Parser, float | None]:
    from bot.nlu.parser import Parser
    from bot.nlu.training import train

    seconds: float | None = None
    with tempfile.TemporaryDirectory(prefix="troly-bench-") as workplace:
        started = time.monotonic()
        trained = model or train(settings.project_dir, Path(workplace))
        if model is None:
            seconds = time.monotonic() - started
        parser = Parser(trained)
    parser.parse("xin chào")
    return parser, seconds


def _outside(args: argparse.Namespace, settings: Settings) -> Iterator[str]:
    from bot.nlu.catalogue_access import CATALOGUE_CONFIG, catalogue_view
    from bot.nlu.evaluation.outside import folds, measure, read_tsv
    from bot.nlu.examples import read_examples
    from bot.nlu.sentence_encoder import SentenceEncoder
    from bot.nlu.trained_intents import ENCODER_FILE

    index = catalogue_view(CATALOGUE_CONFIG).current().index
    encoder = None if args.words_only else SentenceEncoder.load(ENCODER_FILE)
    rows = read_tsv(args.train) if args.train else read_examples(settings.project_dir)
    if args.curve:
        parts = _curve(rows, settings)
    elif args.folds:
        parts = folds(rows, args.folds)
    else:
        parts = iter([(rows, read_tsv(args.test))])
    yield "| trained on | tested on | intents | written | undiacritised | training | parse p95 |"
    yield "|---|---|---|---|---|---|---|"
    measured = []
    for training, testing in parts:
        measured.append(measure(training, testing, index, encoder))
        yield _row(measured[-1])
    if args.folds:
        written, undiacritised = _means(measured)
        yield f"\nMean over {len(measured)} folds: written {written}, undiacritised {undiacritised}"


def _curve(
    rows: Sequence[Labelled], settings: Settings
) -> Iterator[tuple[list[Labelled], list[Labelled]]]:
    """Yield growing shares of our examples, each spread over all files, and the evaluation."""
    from bot.nlu.evaluation.questions import load_questions
    from bot.nlu.trained_intents import Labelled as Row

    questions = load_questions(settings.project_dir / "benchmarks" / "nlu" / "evaluation")
    testing = [Row(question.text, question.intent) for question in questions]
    for part in _CURVE:
        step = round(1 / part)
        yield list(rows[::step]), testing


def _means(measured: Iterable[OutsideScores]) -> tuple[str, str]:
    rows = list(measured)
    tested = sum(one.tested_on for one in rows)
    return (
        _percent(sum(one.written * one.tested_on for one in rows) / tested),
        _percent(sum(one.undiacritised * one.tested_on for one in rows) / tested),
    )


def _row(one: OutsideScores) -> str:
    figures = asdict(one)
    return (
        "| {trained_on} | {tested_on} | {intents} | {0} | {1} "
        "| {training_seconds:.0f} s | {parse_p95_ms:.1f} ms |"
    ).format(_percent(one.written), _percent(one.undiacritised), **figures)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"
