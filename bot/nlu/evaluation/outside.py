"""Runs the very same training on other data: two TSV files, or folds of one.

A TSV row is ``text<TAB>intent``; empty rows and rows that start with ``#`` do not count.
Errors: ``QuestionError`` names the file and the line.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.catalogue.search import ProcedureIndex
from bot.nlu.evaluation.questions import QuestionError
from bot.nlu.evaluation.scores import share
from bot.nlu.intent_model import Ranking
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.threads import use_one_thread
from bot.nlu.trained_intents import SEED, Labelled, TrainedIntents
from bot.nlu.views import views_of
from bot.text.fold import fold
from bot.text.normalise import normalise


@dataclass(frozen=True)
class OutsideScores:
    """What a model trained on other data comes to; shares from 0 to 1."""

    trained_on: int
    tested_on: int
    intents: int
    written: float
    undiacritised: float
    training_seconds: float
    parse_p95_ms: float


def read_tsv(path: Path) -> list[Labelled]:
    """Return the rows of a file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path}: not UTF-8") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        text, tab, intent = line.rpartition("\t")
        if not tab or not text.strip() or not intent.strip():
            raise QuestionError(f"{path}:{number}: not `text<TAB>intent`: {line[:60]!r}")
        rows.append(Labelled(text.strip(), intent.strip()))
    if not rows:
        raise QuestionError(f"{path}: there are no rows")
    return rows


def measure(
    training: Sequence[Labelled],
    testing: Sequence[Labelled],
    index: ProcedureIndex,
    encoder: SentenceEncoder | None,
) -> OutsideScores:
    """Train on one part and answer the other; ``ValueError`` with less than two intents."""
    started = time.monotonic()
    trained = TrainedIntents.train(training, index, encoder)
    seconds = time.monotonic() - started

    def rank(text: str) -> Ranking:
        return trained.rank([views_of(trained.restore(normalise(text)), index)])[0]

    rank("xin chào")
    times: list[float] = []

    def is_right(row: Labelled, text: str) -> bool:
        before = time.perf_counter()
        ranking = rank(text)
        times.append((time.perf_counter() - before) * 1000)
        return ranking.best == row.intent

    with use_one_thread():
        written = share(is_right(row, row.text) for row in testing)
        undiacritised = share(is_right(row, fold(row.text)) for row in testing)
    return OutsideScores(
        trained_on=len(training),
        tested_on=len(testing),
        intents=len({row.intent for row in training}),
        written=written,
        undiacritised=undiacritised,
        training_seconds=seconds,
        parse_p95_ms=sorted(times)[int(len(times) * 0.95)],
    )


def folds(rows: Sequence[Labelled], count: int) -> Iterator[tuple[list[Labelled], list[Labelled]]]:
    """Yield (training, testing) of a cross-validation; every row is tested once."""
    if not 2 <= count <= len(rows):
        raise QuestionError(f"{count} folds of {len(rows)} rows cannot be made")
    order = list(range(len(rows)))
    Random(SEED).shuffle(order)
    for fold_at in range(count):
        tested = set(order[fold_at::count])
        yield (
            [row for at, row in enumerate(rows) if at not in tested],
            [rows[at] for at in sorted(tested)],
        )
