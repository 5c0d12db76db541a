"""Which texts nearly repeat others, and all texts that no example may repeat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.nlu.evaluation.questions import (
    BY_HAND,
    WRITTEN,
    load_marked,
    load_questions,
    load_several,
)
from bot.nlu.linking_messages import read_messages
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

TOO_NEAR = 0.8
_BENCHMARKS = PROJECT_DIR / "benchmarks" / "nlu"


def words_of(text: str) -> str:
    """The text as it is compared: folded words; signs alone stay as they are."""
    return " ".join(re.findall(r"\w+", fold(text))) or text


def near_copies(texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """The texts that share four of five letter triples with a known one."""
    by_gram: dict[str, list[frozenset[str]]] = defaultdict(list)
    for other in known:
        grams = _trigrams(words_of(other))
        for gram in grams:
            by_gram[gram].append(grams)
    near = []
    for text in texts:
        grams = _trigrams(words_of(text))
        # so near a text shares one of any fifth of the triples; the rarest are quickest
        rarest = sorted(grams, key=lambda gram: len(by_gram[gram]))[: len(grams) // 5 + 1]
        candidates = {found for gram in rarest for found in by_gram[gram]}
        if any(len(grams & o) / len(grams | o) >= TOO_NEAR for o in candidates):
            near.append(text)
    return near


def held_out_texts() -> Iterator[str]:
    for folder in ("evaluation", "trial"):
        for question in load_questions(_BENCHMARKS / folder):
            yield from filter(None, map(question.typed, (WRITTEN, *BY_HAND)))
    for name in ("several.yml", "trial_several.yml"):
        yield from (message.text for message in load_several(_BENCHMARKS / name))
    yield from (message.text for message in load_marked(_BENCHMARKS / "entities.yml"))


def trial_linking_texts() -> Iterator[str]:
    yield from (message.text for message in read_messages(_BENCHMARKS / "trial_linking"))


def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
