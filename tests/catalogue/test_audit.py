"""The table of what is known on a day, and what an officer should confirm first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.catalogue.audit import FACETS, AuditedFacet, Reason, State, audit, totals
from bot.catalogue.collection import Article, ArticleLine, Catalogue, Rule
from bot.catalogue.model import (
    Document,
    Fact,
    Fee,
    LegalBasis,
    ProcessingTime,
    Source,
    Unconfirmed,
)
from bot.cli.catalogue_audit import audit_data, table, to_confirm
from tests.answers.entries import procedure, source

DAY = date(2026, 11, 23)
OVER, AHEAD = date(2026, 11, 22), date(2026, 12, 24)
PRESS = Source(id="press", label="S", title="Báo", collected=DAY)


def state_of(facet: AuditedFacet, **facts: Any) -> State:
    """Return the state of one facet of an entry with these facts."""
    found = audit(Catalogue(procedures=(procedure(**facts),)), DAY)
    return found.rows[0].states[facet]


def reasons(**facts: Any) -> list[tuple[str, Reason]]:
    """Return facet and reason of what is to be confirmed, without what is just unknown."""
    found = audit(Catalogue(procedures=(procedure(**facts),)), DAY)
    return [(each.facet, each.reason) for each in found.to_confirm if each.reason != "unknown"]


@pytest.mark.parametrize(
    ("facet", "facts", "state"),
    [
        ("documents", {}, "unknown"),
        ("documents", {"documents": [Document(name="a", kind="form")]}, "fact"),
        (
            "documents",
            {
                "documents": [Document(name="a", kind="form", source="press", caveat="x")],
                "sources": [source(), PRESS],
            },
            "secondary",
        ),
        ("fee", {"fee": [Fee(amount_vnd=None, set_by="council")]}, "unknown"),
        ("fee", {"fee": [Fee(amount_vnd=0, source="portal")]}, "fact"),
        ("fee", {"fee": [Fee(amount_vnd=5, valid_to=OVER)]}, "expired"),
        ("fee", {"fee": [Fee(amount_vnd=5, valid_from=AHEAD)]}, "unknown"),
        ("processing_time", {"processing_time": [ProcessingTime(max=3, unit="day")]}, "fact"),
        ("steps", {"steps": ["a"]}, "fact"),
        ("steps", {"steps": ["a"], "sources": [PRESS]}, "secondary"),
        ("result", {"results": ["a"]}, "fact"),
        ("validity", {"validity": [Fact(text="1 năm")]}, "fact"),
        ("legal_basis", {"legal_basis": [LegalBasis(number="1/2026")]}, "fact"),
        (
            "legal_basis",
            {"legal_basis": [LegalBasis(number="1/2026", effective_to=OVER)]},
            "expired",
        ),
    ],
)
def test_the_state_of_a_cell(facet: AuditedFacet, facts: dict[str, Any], state: State) -> None:
    assert state_of(facet, **facts) == state


def test_every_cell_is_counted_by_area() -> None:
    entries = (procedure(steps=["a"]), procedure(code="1.000002", area="khac"))
    counts = audit(Catalogue(procedures=entries), DAY).by_area()
    assert counts["thu"] == {"fact": 1, "unknown": len(FACETS) - 1}
    assert totals(counts.values()).total() == 2 * len(FACETS)


def test_what_is_over_comes_before_what_is_unknown() -> None:
    facts = {
        "fee": [Fee(amount_vnd=5, valid_to=OVER)],
        "processing_time": [ProcessingTime(max=3, unit="day", valid_to=date(2026, 12, 1))],
        "unconfirmed": [Unconfirmed(facet="documents", text="hai bản")],
        "review_by": OVER,
    }
    assert reasons(**facts) == [
        ("fee", "expired"),
        ("processing_time", "expires_soon"),
        ("overview", "overdue"),
        ("documents", "unconfirmed"),
    ]
    first = audit(Catalogue(procedures=(procedure(**facts),)), DAY).to_confirm
    assert [each.facet for each in first if each.reason == "unknown"] == ["documents", "where"]


def test_a_row_that_another_one_follows_does_not_expire() -> None:
    rows = [
        Fee(amount_vnd=5, valid_to=date(2026, 12, 1)),
        Fee(amount_vnd=6, valid_from=date(2026, 12, 2)),
    ]
    assert reasons(fee=rows) == []


@pytest.mark.parametrize(
    ("valid_to", "reason"), [(OVER, "expired"), (date(2026, 12, 23), "expires_soon"), (AHEAD, None)]
)
def test_rules_and_articles_end_too(valid_to: date, reason: str | None) -> None:
    rule = Rule(
        id="half", title="Giảm", order=1, effect="note", facet="fee", text="Giảm.",
        valid_to=valid_to, sources=[source()],
    )  # fmt: skip
    found = audit(Catalogue(procedures=(), rules=(rule,)), DAY).to_confirm
    assert [each.reason for each in found] == ([reason] if reason else [])


def test_an_article_without_a_line_for_the_day_is_expired() -> None:
    article = Article(
        id="a", title="A", phrases=["a"], lines=[ArticleLine(text="a", valid_to=OVER)],
        last_reviewed=DAY, sources=[source()],
    )  # fmt: skip
    found = audit(Catalogue(procedures=(), articles=(article,)), DAY).to_confirm
    assert [(each.entry, each.reason) for each in found] == [("a", "expired")]


def test_the_table_has_a_line_for_each_procedure_and_area() -> None:
    found = audit(Catalogue(procedures=(procedure(steps=["a"]),)), DAY)
    lines = list(table(found))
    assert lines[1] == "thu:"
    assert lines[2].startswith("  1.000001 Đăng ký thử")
    assert lines[2].count("●") == 1
    assert lines[-1].split() == ["all", "areas", "1", "0", "12", "0", "13"]


def test_only_the_first_things_to_confirm_are_printed() -> None:
    found = audit(Catalogue(procedures=(procedure(),)), DAY)
    lines = list(to_confirm(found, 1))
    assert lines[0] == "to confirm: 4 unknown"
    assert "documents" in lines[1]
    assert lines[2] == "  … and 3 more (--all)"


def test_machines_get_all_of_it() -> None:
    data = audit_data(audit(Catalogue(procedures=(procedure(steps=["a"]),)), DAY))
    assert data["day"] == "2026-11-23"
    assert data["procedures"][0]["states"]["steps"] == "fact"
    assert data["areas"]["thu"]["fact"] == 1
