"""The examples: every intent has enough, none stands twice, none is a benchmark question."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.catalogue.loader import load_catalogue
from bot.catalogue.names import names_of
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

NLU_DIR = PROJECT_DIR / "nlu_data"
QUESTIONS_DIR = PROJECT_DIR / "benchmarks" / "nlu" / "questions"
FEWEST, FEWEST_OF_RARE = 40, 15
RARE = {
    "affirm", "bot_challenge", "choose_option", "delete_my_data", "deny", "explain_status",
    "feedback", "goodbye", "greet", "help", "start_over", "thank", "unsubscribe_dossier",
}  # fmt: skip
"""intents whose messages hardly differ"""
TOO_NEAR = 0.8
ANNOTATION = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Example:
    text: str
    intent: str
    file: str

    @property
    def folded(self) -> str:
        # a message of signs only is compared as it is
        return " ".join(re.findall(r"\w+", fold(self.text))) or self.text


def read_examples() -> Iterator[Example]:
    for path in sorted(NLU_DIR.rglob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for block in data.get("nlu", ()):
            for line in block["examples"].splitlines():
                if line.strip():
                    assert line.strip().startswith("- "), f"{path.name}: {line!r}"
                    text = ANNOTATION.sub(r"\1", line.strip()[2:].strip())
                    yield Example(text, block["intent"], path.relative_to(NLU_DIR).as_posix())


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(read_examples())


@pytest.fixture(scope="module")
def intents() -> set[str]:
    domain = yaml.safe_load((PROJECT_DIR / "domain.yml").read_text(encoding="utf-8"))
    return set(domain["intents"])


def trigrams(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def test_every_intent_has_examples_and_every_example_an_intent(
    examples: list[Example], intents: set[str]
) -> None:
    assert {example.intent for example in examples} == intents


def test_every_intent_has_enough_examples(examples: list[Example], intents: set[str]) -> None:
    counts = Counter(example.intent for example in examples)
    few = {
        intent: counts[intent]
        for intent in intents
        if counts[intent] < (FEWEST_OF_RARE if intent in RARE else FEWEST)
    }
    assert not few


def test_no_example_stands_twice(examples: list[Example]) -> None:
    places = defaultdict(list)
    for example in examples:
        places[example.folded].append(f"{example.file} ({example.intent})")
    twice = {text: where for text, where in places.items() if len(where) > 1}
    assert not twice, "\n".join(f"{text}: {', '.join(where)}" for text, where in twice.items())


def test_a_file_holds_one_intent_and_is_named_after_it(examples: list[Example]) -> None:
    by_file = defaultdict(set)
    for example in examples:
        by_file[example.file].add(example.intent)
    mixed = {
        file: found
        for file, found in by_file.items()
        if len(found) > 1 or not Path(file).stem.startswith(next(iter(found)))
    }
    assert not mixed


def test_no_file_is_longer_than_a_reviewer_reads() -> None:
    long = [
        path.name
        for path in NLU_DIR.rglob("*.yml")
        if len(path.read_text(encoding="utf-8").splitlines()) > 250
    ]
    assert not long


def test_no_benchmark_question_is_an_example_or_nearly_one(examples: list[Example]) -> None:
    known: dict[str, list[frozenset[str]]] = defaultdict(list)
    for example in examples:
        grams = trigrams(example.folded)
        for gram in grams:
            known[gram].append(grams)
    near = []
    for path in sorted(QUESTIONS_DIR.glob("*.yml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            grams = trigrams(" ".join(re.findall(r"\w+", fold(row["text"]))))
            # so near a text shares one of any fifth of the triples; the rarest are quickest
            rarest = sorted(grams, key=lambda gram: len(known[gram]))[: len(grams) // 5 + 1]
            candidates = {other for gram in rarest for other in known[gram]}
            if any(len(grams & o) / len(grams | o) >= TOO_NEAR for o in candidates):
                near.append(f"{path.name}: {row['text']}")
    assert not near, "\n".join(near)


def test_no_name_stands_for_two_procedures() -> None:
    targets = defaultdict(set)
    for name in names_of(load_catalogue(PROJECT_DIR / "catalogue_data")):
        if name.kind in {"alias", "short_name"}:
            targets[name.folded].add(name.target)
    clashes = {text: codes for text, codes in targets.items() if len(codes) > 1}
    assert not clashes, "\n".join(f"{text}: {sorted(codes)}" for text, codes in clashes.items())


def test_a_vague_phrase_is_no_procedures_name() -> None:
    names = list(names_of(load_catalogue(PROJECT_DIR / "catalogue_data")))
    vague = {name.folded for name in names if name.kind == "clarification"}
    clashes = [
        (name.folded, name.target)
        for name in names
        if name.kind in {"alias", "short_name"} and name.folded in vague
    ]
    assert not clashes
