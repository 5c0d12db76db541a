"""What the classifier sees in place of names."""

from __future__ import annotations

import pytest

from bot.catalogue.loader import load_catalogue
from bot.catalogue.search import ProcedureIndex
from bot.nlu.views import restored, views_of
from bot.settings import PROJECT_DIR
from bot.text.normalise import normalise


@pytest.fixture(scope="module")
def index() -> ProcedureIndex:
    return ProcedureIndex(load_catalogue(PROJECT_DIR / "catalogue_data"))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("khai sinh cần gì", "thutuc can gi", id="procedure"),
        pytest.param("1.001193 cần gì", "thutuc can gi", id="code"),
        pytest.param("xóa án tích ở đâu", "viecngoai o dau", id="a court's matter"),
        pytest.param("mất sim điện thoại thì sao", "viecngoai thi sao", id="a company's matter"),
    ],
)
def test_procedures_and_other_matters_have_a_placeholder_each(
    index: ProcedureIndex, text: str, masked: str
) -> None:
    assert views_of(restored(normalise(text)), index).masked == masked
