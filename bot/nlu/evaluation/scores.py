"""What the answers of a parser come to, in figures from 0 to 1."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.evaluation.questions import MarkedMessage, Question, SeveralAsks
from bot.nlu.parser import ParsedMessage

OUT_OF_SCOPE = "out_of_scope"
_UNSURE = "nlu_fallback"
_REJECTED = frozenset({OUT_OF_SCOPE, _UNSURE})
_BINS = 10

Parse = Callable[[str], ParsedMessage]


@dataclass(frozen=True)
class Outcome:
    """A message as the parser understood it."""

    question: Question
    variant: str
    intent: str | None
    confidence: float
    procedure: str | None
    """the code that is surely meant; None = none is"""
    offered: tuple[str, ...]
    """codes, best first"""
    seconds: float

    @property
    def is_right(self) -> bool:
        """Tell whether the intent is the one that was meant."""
        return self.intent == self.question.intent

    @property
    def is_rejected(self) -> bool:
        """Tell whether the message was not taken for anything that we do."""
        return self.intent in _REJECTED


@dataclass(frozen=True)
class Scores:
    """What outcomes come to; shares from 0 to 1."""

    messages: int
    intent_accuracy: float
    macro_f1: float
    unsure: float
    """share answered with the fallback; counted as wrong above"""
    procedure_top1: float
    """of the messages about a procedure: it is the one surely meant"""
    procedure_top3: float
    """of the same: it is among the first three offered"""
    wrong_procedure: float
    """of all: another procedure is surely meant, or one where none is"""
    out_of_scope_recall: float
    """of the messages that are out of scope: rejected or asked back"""
    false_rejections: float
    """of the others: rejected or asked back"""
    calibration_error: float
    """expected calibration error over ten bins of confidence"""
    p50_ms: float
    p95_ms: float


def understand(parse: Parse, questions: Iterable[Question], variant: str) -> list[Outcome]:
    """Parse each message that exists in this way of typing."""
    outcomes = []
    for question in questions:
        typed = question.typed(variant)
        if typed is None:
            continue
        started = time.perf_counter()
        parsed = parse(typed)
        seconds = time.perf_counter() - started
        intent = parsed["intent"]
        offered = tuple(row["code"] for row in parsed["procedures"])
        procedure = parsed["asks"][0]["procedure"]
        outcomes.append(
            Outcome(
                question,
                variant,
                intent["name"],
                intent["confidence"],
                procedure,
                offered,
                seconds,
            )
        )
    return outcomes


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Return what the outcomes come to; there must be at least one."""
    linked = [o for o in outcomes if o.question.procedure]
    outside = [o.is_rejected for o in outcomes if o.question.intent == OUT_OF_SCOPE]
    inside = [o.is_rejected for o in outcomes if o.question.intent != OUT_OF_SCOPE]
    times = sorted(o.seconds * 1000 for o in outcomes)
    return Scores(
        messages=len(outcomes),
        intent_accuracy=share(o.is_right for o in outcomes),
        macro_f1=macro_f1([(o.question.intent, str(o.intent)) for o in outcomes]),
        unsure=share(o.intent == _UNSURE for o in outcomes),
        procedure_top1=share(o.procedure == o.question.procedure for o in linked),
        procedure_top3=share(o.question.procedure in o.offered[:3] for o in linked),
        wrong_procedure=share(o.procedure not in (None, o.question.procedure) for o in outcomes),
        out_of_scope_recall=share(outside),
        false_rejections=share(inside),
        calibration_error=calibration_error([(o.confidence, o.is_right) for o in outcomes]),
        p50_ms=times[len(times) // 2],
        p95_ms=times[int(len(times) * 0.95)],
    )


def confusions(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int]]:
    """Return (meant, understood, times), most frequent first."""
    wrong = Counter((o.question.intent, str(o.intent)) for o in outcomes if not o.is_right)
    return [(meant, got, times) for (meant, got), times in wrong.most_common()]


def accuracy_by[Slice: Hashable](
    outcomes: Iterable[Outcome], slice_of: Callable[[Outcome], Slice]
) -> dict[Slice, tuple[int, float]]:
    """Return slice → (messages, share of right intents)."""
    right: dict[Slice, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        right[slice_of(outcome)].append(outcome.is_right)
    return {one: (len(found), share(found)) for one, found in right.items()}


def several_exact(parse: Parse, messages: Sequence[SeveralAsks]) -> list[bool]:
    """Tell for each message whether all its asks were found, in order, and no other."""
    return [asks_of(parse(message.text)) == message.asks for message in messages]


def asks_of(parsed: ParsedMessage) -> tuple[tuple[str | None, str | None], ...]:
    """Return the asks as (intent, code)."""
    return tuple((ask["intent"], ask["procedure"]) for ask in parsed["asks"])


def entity_f1(parse: Parse, messages: Sequence[MarkedMessage]) -> dict[str, tuple[int, float]]:
    """Return entity → (marked, F1); a span counts when it overlaps the marked words.

    ``all`` holds the figures over every entity. Procedures are measured elsewhere.
    """
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for message in messages:
        spans = [
            (each["entity"], each["start"], each["end"])
            for each in parse(message.text)["entities"]
            if each["entity"] != "procedure"
        ]
        found.update(entity for entity, _, _ in spans)
        for entity, start, end in _places(message):
            marked[entity] += 1
            match = next((s for s in spans if s[0] == entity and s[1] < end and start < s[2]), None)
            if match is not None:
                spans.remove(match)
                hits[entity] += 1
    for counter in (hits, found, marked):
        counter["all"] = sum(counter.values())
    return {
        entity: (marked[entity], _f1(hits[entity], found[entity], marked[entity]))
        for entity in sorted(marked)
    }


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error of (confidence, right) pairs."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in answers:
        bins[min(_BINS - 1, int(confidence * _BINS))].append((confidence, right))
    gaps = [
        abs(sum(c for c, _ in found) - sum(right for _, right in found)) for found in bins.values()
    ]
    return sum(gaps) / len(answers) if answers else 0.0


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 of the meant labels; pairs are (meant, understood)."""
    hits = Counter(meant for meant, got in pairs if meant == got)
    meant = Counter(meant for meant, _ in pairs)
    got = Counter(got for _, got in pairs)
    return sum(_f1(hits[label], got[label], meant[label]) for label in meant) / max(1, len(meant))


def share(values: Iterable[bool]) -> float:
    """Return the share of true values, 0 of none."""
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0


def _places(message: MarkedMessage) -> list[tuple[str, int, int]]:
    places = []
    at = 0
    for entity, words in message.entities:
        start = message.text.find(words, at)
        start = message.text.find(words) if start < 0 else start
        at = start + len(words)
        places.append((entity, start, at))
    return places


def _f1(hits: int, found: int, marked: int) -> float:
    return 2 * hits / (found + marked) if found + marked else 0.0
