"""The messages that mean a procedure: each has enough, none twice, none is a benchmark's."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from data.near_copies import held_out_texts, near_copies, trial_linking_texts, words_of

from bot.catalogue.loader import load_catalogue
from bot.nlu.linking_messages import LINKING_DIR, LinkingMessage, read_file, read_messages
from bot.settings import PROJECT_DIR

FEWEST = 40


@pytest.fixture(scope="module")
def messages() -> list[LinkingMessage]:
    return read_messages(LINKING_DIR)


@pytest.fixture(scope="module")
def codes() -> set[str]:
    catalogue = load_catalogue(PROJECT_DIR / "catalogue_data")
    return {entry.code for entry in catalogue.procedures}


def test_every_procedure_has_enough_messages_and_every_message_a_procedure(
    messages: list[LinkingMessage], codes: set[str]
) -> None:
    counts = Counter(each.codes[0] for each in messages if len(each.codes) == 1)
    national = {code for code in codes if not code.startswith("CT.")}
    assert not {code: counts[code] for code in national if counts[code] < FEWEST}
    assert not {code for each in messages for code in each.codes} - codes


def test_no_message_stands_twice(messages: list[LinkingMessage]) -> None:
    meant = defaultdict(list)
    for each in messages:
        meant[words_of(each.text)].append(each.codes)
    assert not {text: found for text, found in meant.items() if len(found) > 1}


def test_a_file_is_named_after_what_its_messages_mean() -> None:
    for path in LINKING_DIR.rglob("*.yml"):
        codes = {each.codes for each in read_file(path)}
        if path.stem == "several":
            assert all(len(several) > 1 for several in codes), path
        elif path.stem in {"none", "alone", "papers"}:
            assert codes == {()}, path
        else:
            assert codes == {(path.stem,)}, path


def test_no_held_out_message_is_learnt_from(messages: list[LinkingMessage]) -> None:
    texts = [*held_out_texts(), *trial_linking_texts()]
    near = near_copies(texts, [each.text for each in messages])
    assert not near, "\n".join(near)
