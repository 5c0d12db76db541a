"""One measurement of a parser over everything under ``benchmarks/nlu``, and its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.nlu.evaluation.questions import (
    VARIANTS,
    load_marked,
    load_questions,
    load_several,
)
from bot.nlu.evaluation.scores import (
    Outcome,
    Parse,
    Scores,
    accuracy_by,
    confusions,
    entity_f1,
    score,
    several_exact,
    share,
    understand,
)

_SHOWN_CONFUSIONS = 15
_FIGURES = (
    ("messages", "messages"),
    ("intent right", "intent_accuracy"),
    ("macro-F1 of intents", "macro_f1"),
    ("said to be unsure (counted as wrong)", "unsure"),
    ("procedure right, where one is named", "procedure_top1"),
    ("procedure among the first three", "procedure_top3"),
    ("wrong procedure (of all)", "wrong_procedure"),
    ("out of scope: rejected or asked back", "out_of_scope_recall"),
    ("in scope: rejected or asked back", "false_rejections"),
    ("calibration error (ECE)", "calibration_error"),
)


@dataclass(frozen=True)
class Report:
    """Everything measured of one parser."""

    outcomes: dict[str, list[Outcome]]
    """way of typing → outcomes"""
    entities: dict[str, tuple[int, float]]
    several: list[tuple[str, bool]]
    """(register, all asks found and no other) of each message with several asks"""

    @property
    def scores(self) -> dict[str, Scores]:
        """Return way of typing → scores."""
        return {variant: score(outcomes) for variant, outcomes in self.outcomes.items()}

    def as_data(self) -> dict[str, Any]:
        """Return the figures as what JSON can hold."""
        return {
            "scores": {variant: asdict(scores) for variant, scores in self.scores.items()},
            "entities": {entity: f1 for entity, (_, f1) in self.entities.items()},
            "several_exact": share(right for _, right in self.several),
            "slices": [
                {"variant": v, "register": r, "area": a, "messages": n, "intent_accuracy": found}
                for (v, r, a), (n, found) in sorted(self.slices().items())
            ],
        }

    def slices(self) -> dict[tuple[str, str, str], tuple[int, float]]:
        """Return (way of typing, register, area) → (messages, share of right intents)."""
        every = [outcome for outcomes in self.outcomes.values() for outcome in outcomes]
        return accuracy_by(every, lambda o: (o.variant, o.question.register, o.question.area))


def measure(parse: Parse, directory: Path) -> Report:
    """Parse everything under ``benchmarks/nlu`` that is held out."""
    questions = load_questions(directory / "evaluation")
    outcomes = {variant: understand(parse, questions, variant) for variant in VARIANTS}
    messages = load_several(directory / "several.yml")
    exact = several_exact(parse, messages)
    return Report(
        outcomes,
        entity_f1(parse, load_marked(directory / "entities.yml")),
        [(message.register, right) for message, right in zip(messages, exact, strict=True)],
    )


def tables(report: Report) -> Iterator[str]:
    """Yield the lines of the report, as Markdown."""
    yield from _main_table(report.scores)
    yield ""
    yield f"Several asks in one message, all found and no other: {_percent(_exact(report))}"
    yield ""
    yield "| entity | marked | F1 |"
    yield "|---|---|---|"
    for entity, (count, f1) in report.entities.items():
        yield f"| {entity} | {count} | {_percent(f1)} |"
    yield ""
    yield from _cross_table(report, "register")
    yield ""
    yield from _cross_table(report, "area")
    yield ""
    yield from _by_intent(report)
    for variant, outcomes in report.outcomes.items():
        pairs = [f"{m} → {got} ({n})" for m, got, n in confusions(outcomes)[:_SHOWN_CONFUSIONS]]
        yield f"\nMost confused, {variant}: " + ", ".join(pairs)


def scorecard(report: Report) -> Iterator[str]:
    """Yield a table of every slice: register and area down, ways of typing across."""
    rows: dict[tuple[str, str], dict[str, tuple[int, float]]] = defaultdict(dict)
    for (variant, register, area), figures in report.slices().items():
        rows[register, area][variant] = figures
    yield "| register | area | messages | " + " | ".join(VARIANTS) + " |"
    yield "|---|---|---|" + "---|" * len(VARIANTS)
    for (register, area), found in sorted(rows.items()):
        cells = " | ".join(_percent(found[v][1]) if v in found else "–" for v in VARIANTS)
        yield f"| {register} | {area} | {max(n for n, _ in found.values())} | {cells} |"


def _main_table(scores: dict[str, Scores]) -> Iterator[str]:
    yield "| | " + " | ".join(scores) + " |"
    yield "|---|" + "---|" * len(scores)
    for title, key in _FIGURES:
        values = [getattr(one, key) for one in scores.values()]
        shown = map(str, values) if key == "messages" else map(_percent, values)
        yield f"| {title} | " + " | ".join(shown) + " |"
    times = [f"{one.p50_ms:.1f} / {one.p95_ms:.1f} ms" for one in scores.values()]
    yield "| parse p50 / p95 | " + " | ".join(times) + " |"


def _cross_table(report: Report, name: str) -> Iterator[str]:
    columns = {
        variant: accuracy_by(outcomes, lambda outcome: str(getattr(outcome.question, name)))
        for variant, outcomes in report.outcomes.items()
    }
    yield f"| {name} | messages | " + " | ".join(columns) + " |"
    yield "|---|---|" + "---|" * len(columns)
    first = next(iter(columns.values()))
    for slice_name, (count, _) in sorted(first.items()):
        cells = [_percent(column[slice_name][1]) for column in columns.values()]
        yield f"| {slice_name} | {count} | " + " | ".join(cells) + " |"


def _by_intent(report: Report) -> Iterator[str]:
    columns = [
        accuracy_by(outcomes, lambda outcome: outcome.question.intent)
        for outcomes in report.outcomes.values()
    ]
    yield "| intent | messages | " + " | ".join(report.outcomes) + " |"
    yield "|---|---|" + "---|" * len(columns)
    for intent, (count, _) in sorted(columns[0].items(), key=lambda item: item[1][1]):
        cells = " | ".join(_percent(column[intent][1]) for column in columns)
        yield f"| {intent} | {count} | {cells} |"


def _exact(report: Report) -> float:
    return share(right for _, right in report.several)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"
