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
from bot.nlu.evaluation.questions import (
    BY_HAND,
    WRITTEN,
    load_marked,
    load_questions,
    load_several,
)
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

NLU_DIR = PROJECT_DIR / "nlu_data"
BENCHMARK_DIR = PROJECT_DIR / "benchmarks" / "nlu"
FEWEST = 150
FEWEST_OF_A_FACET = 300
FEWEST_OF_SMALL_TALK = 60
FEWEST_OUT_OF_SCOPE = 1200
SMALL_TALK = {"greet", "goodbye", "thank", "affirm", "deny", "help", "start_over", "ask_again"}
FACETS = {
    "ask_overview", "ask_documents", "ask_steps", "ask_processing_time", "ask_fee", "ask_where",
    "ask_conditions", "ask_form", "ask_legal_basis", "ask_result", "ask_who_can_file",
    "ask_online_filing", "ask_online_payment", "ask_penalty", "compare_procedures",
}  # fmt: skip
DOSSIERS = {
    "check_dossier", "ask_dossier_late", "ask_dossier_supplement", "ask_dossier_change",
    "explain_status", "subscribe_dossier", "unsubscribe_dossier",
}  # fmt: skip
LEAST_VARIETY = 0.14
"""different words, of the first ``MEASURED_WORDS`` of an intent's examples"""
MEASURED_WORDS = 600
MOST_ALIKE = 0.08
"""share of an intent's examples that nearly repeat another one of it"""
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
    assert not {intent: counts[intent] for intent in intents if counts[intent] < fewest(intent)}


def fewest(intent: str) -> int:
    if intent == "out_of_scope":
        return FEWEST_OUT_OF_SCOPE
    if intent in FACETS | DOSSIERS:
        return FEWEST_OF_A_FACET
    return FEWEST_OF_SMALL_TALK if intent in SMALL_TALK else FEWEST


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


def test_no_held_out_message_is_an_example_or_nearly_one(examples: list[Example]) -> None:
    known: dict[str, list[frozenset[str]]] = defaultdict(list)
    for example in examples:
        grams = trigrams(example.folded)
        for gram in grams:
            known[gram].append(grams)
    near = []
    for text in held_out_texts():
        grams = trigrams(" ".join(re.findall(r"\w+", fold(text))))
        # so near a text shares one of any fifth of the triples; the rarest are quickest
        rarest = sorted(grams, key=lambda gram: len(known[gram]))[: len(grams) // 5 + 1]
        candidates = {other for gram in rarest for other in known[gram]}
        if any(len(grams & o) / len(grams | o) >= TOO_NEAR for o in candidates):
            near.append(text)
    assert not near, "\n".join(near)


def held_out_texts() -> Iterator[str]:
    for folder in ("evaluation", "trial"):
        for question in load_questions(BENCHMARK_DIR / folder):
            yield from filter(None, map(question.typed, (WRITTEN, *BY_HAND)))
    for name in ("several.yml", "trial_several.yml"):
        yield from (message.text for message in load_several(BENCHMARK_DIR / name))
    yield from (message.text for message in load_marked(BENCHMARK_DIR / "entities.yml"))


def test_the_words_of_an_intent_vary(examples: list[Example]) -> None:
    words: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        words[example.intent] += example.folded.split()
    poor = {
        intent: round(len(set(found[:MEASURED_WORDS])) / len(found[:MEASURED_WORDS]), 3)
        for intent, found in words.items()
        if len(set(found[:MEASURED_WORDS])) < LEAST_VARIETY * len(found[:MEASURED_WORDS])
    }
    assert not poor


def test_few_examples_nearly_repeat_another_of_their_intent(examples: list[Example]) -> None:
    by_intent: dict[str, list[frozenset[str]]] = defaultdict(list)
    for example in examples:
        by_intent[example.intent].append(frozenset(example.folded.split()))
    alike = {intent: share_alike(texts) for intent, texts in by_intent.items()}
    assert not {intent: share for intent, share in alike.items() if share > MOST_ALIKE}


def share_alike(texts: list[frozenset[str]]) -> float:
    """Share of the texts of four words and more that nearly repeat one before them."""
    seen: dict[str, list[frozenset[str]]] = defaultdict(list)
    alike = 0
    for words in texts:
        if len(words) < 4:
            continue
        others = {other for word in words for other in seen[word]}
        alike += any(len(words & o) / len(words | o) >= TOO_NEAR for o in others)
        for word in words:
            seen[word].append(words)
    return alike / len(texts)


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
