"""The examples: every intent has enough, none stands twice, none is a benchmark question."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from data.near_copies import TOO_NEAR, held_out_texts, near_copies, words_of

from bot.catalogue.loader import load_catalogue
from bot.catalogue.names import names_of
from bot.settings import PROJECT_DIR

NLU_DIR = PROJECT_DIR / "nlu_data"
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
ANNOTATION = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Example:
    text: str
    intent: str
    file: str

    @property
    def folded(self) -> str:
        return words_of(self.text)


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
    near = near_copies(held_out_texts(), [example.text for example in examples])
    assert not near, "\n".join(near)


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
