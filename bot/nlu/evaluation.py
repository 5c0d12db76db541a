"""Measures a parser on questions that were written apart from the training examples.

A question file is a YAML list of ``{text, intent, procedure}``; ``procedure`` is the code
that the question is about, or null.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.nlu.parser import ParsedMessage
from bot.text.fold import fold

SURFACES: dict[str, Callable[[str], str]] = {"written": str, "undiacritised": fold}


@dataclass(frozen=True)
class Question:
    """A message and what it should be understood as."""

    text: str
    intent: str
    procedure: str | None


@dataclass(frozen=True)
class Outcome:
    """A question as the parser understood it."""

    question: Question
    intent: str | None
    procedure: str | None
    """the code that is surely meant; None = none is"""
    offered: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Scores:
    """What the outcomes of one way of typing come to; shares from 0 to 1."""

    questions: int
    intent_accuracy: float
    unsure: float
    """share answered with the fallback; counted as wrong above"""
    procedure_accuracy: float
    """of the questions about a procedure: it is the one surely meant"""
    procedure_offered: float
    """of the same: it is among those that would be offered"""
    wrong_procedure: float
    """of all questions: another procedure is surely meant, or one where none is"""
    by_intent: dict[str, tuple[int, float]]
    """intent → (questions, accuracy)"""
    confusions: list[tuple[str, str, int]]
    """(meant, understood, times), most frequent first"""
    p50_ms: float
    p95_ms: float


def load_questions(directory: Path) -> list[Question]:
    """Return the questions of every file in the directory."""
    return [
        Question(row["text"], row["intent"], row["procedure"])
        for path in sorted(directory.glob("*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def understand(
    parse: Callable[[str], ParsedMessage],
    questions: Sequence[Question],
    surface: Callable[[str], str] = str,
) -> list[Outcome]:
    """Parse each question as ``surface`` types it."""
    outcomes = []
    for question in questions:
        started = time.perf_counter()
        parsed = parse(surface(question.text))
        seconds = time.perf_counter() - started
        ask = parsed["asks"][0]
        offered = tuple(row["code"] for row in parsed["procedures"])
        name = parsed["intent"]["name"]
        outcomes.append(Outcome(question, name, ask["procedure"], offered, seconds))
    return outcomes


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Return what the outcomes come to; there must be at least one."""
    linked = [outcome for outcome in outcomes if outcome.question.procedure]
    times = sorted(outcome.seconds * 1000 for outcome in outcomes)
    wrong = Counter(
        (outcome.question.intent, str(outcome.intent))
        for outcome in outcomes
        if outcome.intent != outcome.question.intent
    )
    return Scores(
        questions=len(outcomes),
        intent_accuracy=_share([o.intent == o.question.intent for o in outcomes]),
        unsure=_share([o.intent == "nlu_fallback" for o in outcomes]),
        procedure_accuracy=_share([o.procedure == o.question.procedure for o in linked]),
        procedure_offered=_share([o.question.procedure in o.offered for o in linked]),
        wrong_procedure=_share([o.procedure not in (None, o.question.procedure) for o in outcomes]),
        by_intent=_by_intent(outcomes),
        confusions=[(meant, got, times_) for (meant, got), times_ in wrong.most_common()],
        p50_ms=times[len(times) // 2],
        p95_ms=times[int(len(times) * 0.95)],
    )


def _by_intent(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, float]]:
    result = {}
    for intent in sorted({outcome.question.intent for outcome in outcomes}):
        right = [o.intent == intent for o in outcomes if o.question.intent == intent]
        result[intent] = (len(right), _share(right))
    return result


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
