"""What a message is after all: courtesies aside, codes looked up, nothing erased by accident."""

from __future__ import annotations

import pytest

from bot.nlu.asks import ClauseReading
from bot.nlu.settling import holds_foreign_link, named_beside_a_denial, settled_intent

DEATH = "1.000656"


def settle(
    intent: str,
    *clauses: tuple[str, float],
    confidence: float = 0.9,
    names_procedure: bool = False,
    holds_code: bool = False,
) -> str:
    readings = [ClauseReading(name, sure, None) for name, sure in clauses]
    return settled_intent(
        intent, confidence, readings, names_procedure=names_procedure, holds_code=holds_code
    )[0]


@pytest.mark.parametrize(
    ("whole", "clauses", "expected"),
    [
        pytest.param(
            "greet", [("greet", 1.0), ("ask_documents", 0.9)], "ask_documents", id="greet"
        ),
        pytest.param("thank", [("thank", 1.0), ("ask_fee", 0.9)], "ask_fee", id="thanks"),
        pytest.param("deny", [("deny", 1.0), ("ask_fee", 0.9)], "ask_fee", id="correction"),
        pytest.param("deny", [("deny", 1.0), ("ask_overview", 0.9)], "inform", id="other-name"),
        pytest.param(
            "affirm", [("affirm", 1.0), ("choose_option", 0.9)], "choose_option", id="yes"
        ),
        pytest.param("nlu_fallback", [("greet", 0.9), ("ask_fee", 0.9)], "ask_fee", id="unclear"),
        pytest.param("nlu_fallback", [("complain", 0.9)], "nlu_fallback", id="unclear-feeling"),
        pytest.param("greet", [("greet", 1.0), ("ask_fee", 0.3)], "greet", id="unsure-clause"),
        pytest.param("complain", [("greet", 1.0), ("ask_fee", 0.9)], "complain", id="no-courtesy"),
    ],
)
def test_courtesies_do_not_hide_what_is_asked(
    whole: str, clauses: list[tuple[str, float]], expected: str
) -> None:
    assert settle(whole, *clauses) == expected


@pytest.mark.parametrize(("whole", "expected"), [("deny", "inform"), ("thank", "thank")])
def test_an_answer_that_names_a_procedure_is_about_it(whole: str, expected: str) -> None:
    assert settle(whole, names_procedure=True) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("inform", "check_dossier"),
        ("out_of_scope", "check_dossier"),
        ("nlu_fallback", "check_dossier"),
        ("ask_dossier_late", "ask_dossier_late"),
        ("complain", "complain"),
    ],
)
def test_a_code_without_another_wish_is_looked_up(whole: str, expected: str) -> None:
    assert settle(whole, holds_code=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://lua-dao.vn/a cái này của nhà nước hả", True),
        ("tải vneid.apk", True),
        ("https://dichvucong.gov.vn.lua-dao.com/x", True),
        ("https://dichvucong.gov.vn/tra-cuu", False),
        ("https://dichvucong.gov.vn", False),
        ("dichvucong.gov.vn", False),
    ],
)
def test_a_link_from_elsewhere_is_noticed(text: str, expected: bool) -> None:
    assert holds_foreign_link(text) is expected


@pytest.mark.parametrize(
    ("intent", "confidence", "expected"),
    [
        pytest.param("bot_challenge", 0.9, "report_scam", id="nothing-else-is-wished"),
        pytest.param("ask_online_filing", 0.4, "report_scam", id="unsure"),
        pytest.param("ask_online_filing", 0.9, "ask_online_filing", id="sure"),
    ],
)
def test_a_link_without_another_sure_wish_is_warned_of(
    intent: str, confidence: float, expected: str
) -> None:
    settled = settled_intent(
        intent, confidence, [], names_procedure=False, holds_code=False, holds_link=True
    )
    assert settled[0] == expected


@pytest.mark.parametrize(
    ("clauses", "named"),
    [
        pytest.param([("deny", None), ("ask_overview", DEATH)], DEATH, id="after-a-denial"),
        pytest.param([("ask_overview", DEATH), ("deny", None)], None, id="before-it"),
        pytest.param([("greet", None), ("ask_overview", DEATH)], None, id="no-denial"),
        pytest.param([("deny", None), ("inform", DEATH), ("inform", "2")], None, id="two-names"),
        pytest.param([], None, id="one-clause"),
    ],
)
def test_a_name_in_a_clause_of_its_own_counts_after_a_denial(
    clauses: list[tuple[str, str | None]], named: str | None
) -> None:
    readings = [ClauseReading(intent, 0.9, procedure) for intent, procedure in clauses]
    assert named_beside_a_denial(readings) == named
