"""The real words over a small catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.phrases import Phrases
from bot.answers.procedure import ProcedureAnswers
from bot.catalogue.collection import Catalogue
from bot.catalogue.model import Procedure
from bot.settings import PROJECT_DIR
from tests.answers.entries import PublishedCatalogue


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return Phrases.load(PROJECT_DIR / "nlu_data")


@pytest.fixture
def answers_about(phrases: Phrases) -> Callable[..., ProcedureAnswers]:
    def build(*procedures: Procedure, **rest: Any) -> ProcedureAnswers:
        return ProcedureAnswers(
            PublishedCatalogue(Catalogue(procedures=procedures, **rest)), phrases
        )

    return build
