"""The committed catalogue links the messages that people write, and names nothing it lacks.

A question file is a YAML list of ``{text, code}``; null = no procedure is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.catalogue.collection import Catalogue
from bot.catalogue.loader import load_catalogue
from bot.catalogue.search import ProcedureIndex
from bot.nlu.linking import certain
from bot.settings import PROJECT_DIR
from bot.text.fold import fold
from bot.text.normalise import normalise

FEWEST_RIGHT = 0.92
MOST_WRONG = 0.03


@dataclass(frozen=True)
class Linked:
    """A message, the procedure that is meant, the one surely found (None = none)."""

    text: str
    meant: str | None
    found: str | None

    @property
    def is_wrong(self) -> bool:
        return self.found is not None and self.found != self.meant


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(PROJECT_DIR / "catalogue_data")


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> ProcedureIndex:
    return ProcedureIndex(catalogue)


@pytest.fixture(scope="module")
def questions(catalogue: Catalogue) -> list[tuple[str, str | None]]:
    held = {procedure.code for procedure in catalogue.procedures}
    return [
        # what the catalogue does not hold must not be named
        (row["text"], row["code"] if row["code"] in held else None)
        for path in sorted(Path(__file__).parent.glob("linking_questions_*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def found(index: ProcedureIndex, text: str) -> str | None:
    matches = certain(index.find(normalise(text)).matches)
    return matches[0].code if matches else None


@pytest.mark.parametrize("typed", [str, fold], ids=["as written", "without diacritics"])
def test_messages_are_linked_to_the_procedure_that_is_meant(
    index: ProcedureIndex, questions: list[tuple[str, str | None]], typed: Callable[[str], str]
) -> None:
    linked = [Linked(text, code, found(index, typed(text))) for text, code in questions]
    missed = [one for one in linked if one.found != one.meant]
    wrong = [one for one in missed if one.is_wrong]
    report = "\n".join(map(str, missed))
    assert len(linked) - len(missed) >= FEWEST_RIGHT * len(linked), report
    assert len(wrong) <= MOST_WRONG * len(linked), report


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("xóa đăng ký tạm trú cho người thuê", "1.004194"),
        ("tạm ngừng hộ kinh doanh", "1.001612"),
        ("khóa tài khoản vneid", "3.000228"),
        ("mở khóa tài khoản định danh", "3.000228"),
    ],
)
def test_another_act_on_a_procedure_is_not_that_procedure(
    index: ProcedureIndex, text: str, code: str
) -> None:
    assert found(index, text) != code
