"""What must be asked back, and what must not because the sentence already decides.

A file of questions is a YAML list of ``{about, ask: [texts], decided: {text: code}}``: one row
for each vague thing, the messages that leave it open, and those that do not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.catalogue.loader import load_catalogue
from bot.catalogue.search import Findings, ProcedureIndex
from bot.nlu.linking import certain, worth_offering
from bot.settings import PROJECT_DIR
from bot.text.normalise import normalise

ROWS = yaml.safe_load(Path(__file__).with_name("ambiguity.yml").read_text(encoding="utf-8"))
OPEN = [(row["about"], text) for row in ROWS for text in row["ask"]]
DECIDED = [(text, code) for row in ROWS for text, code in row["decided"].items()]


@pytest.fixture(scope="module")
def index() -> ProcedureIndex:
    return ProcedureIndex(load_catalogue(PROJECT_DIR / "catalogue_data"))


def found(index: ProcedureIndex, text: str) -> Findings:
    return index.find(normalise(text))


@pytest.mark.parametrize(("about", "text"), OPEN)
def test_a_sentence_that_leaves_it_open_is_asked_back(
    index: ProcedureIndex, about: str, text: str
) -> None:
    findings = found(index, text)
    offered = worth_offering(findings.matches)
    assert not certain(findings.matches), about
    assert findings.clarification or len(offered) != 1, about


@pytest.mark.parametrize(("text", "code"), DECIDED)
def test_a_sentence_that_decides_is_not_asked_back(
    index: ProcedureIndex, text: str, code: str
) -> None:
    findings = found(index, text)
    assert [match.code for match in certain(findings.matches)][:1] == [code]
    assert findings.clarification is None


def test_every_vague_thing_has_enough_messages_of_both_kinds() -> None:
    assert all(len(row["ask"]) >= 3 for row in ROWS)
    few = [row["about"] for row in ROWS if len(row["decided"]) < 4]
    assert few == ["tt", "kt"]
