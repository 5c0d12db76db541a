"""The trained model on part of the held-out messages, and on what it is known to fail."""

from typing import Any

import pytest
import yaml

from bot.nlu.evaluation.questions import VARIANTS, load_questions
from bot.nlu.evaluation.scores import score, understand
from bot.nlu.parser import Parser
from bot.settings import PROJECT_DIR

pytestmark = pytest.mark.model

BENCHMARK = PROJECT_DIR / "benchmarks" / "nlu"
BASELINE = yaml.safe_load((BENCHMARK / "baseline.yml").read_text(encoding="utf-8"))
FAILURES = yaml.safe_load((BENCHMARK / "known_failures.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parser(trained_model: Any) -> Parser:
    return Parser(trained_model)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_fifth_message_is_understood_as_well_as_before(parser: Parser, variant: str) -> None:
    questions = load_questions(BENCHMARK / "evaluation")[:: BASELINE["every"]]
    scores = score(understand(parser.parse, questions, variant))
    before = BASELINE["figures"][variant]
    fell = {
        name: (round(getattr(scores, name), 4), figure)
        for name, figure in before.items()
        if getattr(scores, name) < figure - BASELINE["tolerance"]
    }
    assert not fell


@pytest.mark.parametrize("row", FAILURES, ids=lambda row: row["text"][:40])
def test_a_known_failure_still_fails(parser: Parser, row: dict[str, Any]) -> None:
    parsed = parser.parse(row["text"])
    found = [[ask["intent"], ask["procedure"]] for ask in parsed["asks"]]
    assert found != row["asks"], "it is understood now: take it out of known_failures.yml"
