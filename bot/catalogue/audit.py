"""What the catalogue knows on a day, and what an officer should confirm first. Pure.

Every procedure × facet is a cell: a fact, a fact from secondary sources only, unknown,
or expired (rows exist, none of them holds on the day).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from bot.catalogue.collection import Article, Catalogue, Rule
from bot.catalogue.model import Dated, Fee, Procedure
from bot.catalogue.rules import certainty_of

State = Literal["fact", "secondary", "unknown", "expired"]
AuditedFacet = Literal[
    "documents",
    "steps",
    "processing_time",
    "fee",
    "where",
    "online_filing",
    "who_can_file",
    "conditions",
    "form",
    "result",
    "validity",
    "legal_basis",
    "penalty",
]
FACETS: tuple[AuditedFacet, ...] = get_args(AuditedFacet)
ASKED_MOST: tuple[AuditedFacet, ...] = ("documents", "fee", "processing_time", "where")
"""the facets that people ask for most, the most urgent first."""
_KEYS: Mapping[AuditedFacet, str] = {"form": "forms", "penalty": "penalties"}
"""facets that have another name among the entry's keys"""
SOON = timedelta(days=30)

Reason = Literal["expired", "expires_soon", "overdue", "unknown", "unconfirmed", "secondary"]
_URGENCY: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Row:
    """One procedure with the state of each of its facets."""

    code: str
    short_name: str
    area: str
    states: dict[AuditedFacet, State]


@dataclass(frozen=True)
class ToConfirm:
    """One thing for an officer to look at."""

    entry: str
    """code of the procedure, or id of the rule or article."""
    name: str
    facet: str
    reason: Reason
    detail: str


@dataclass(frozen=True)
class Audit:
    """The table, and what to confirm, the most urgent first."""

    day: date
    rows: tuple[Row, ...]
    to_confirm: tuple[ToConfirm, ...]

    def by_area(self) -> dict[str, Counter[State]]:
        """Return how many cells of each area are in each state."""
        counted: dict[str, Counter[State]] = {}
        for row in self.rows:
            counted.setdefault(row.area, Counter()).update(row.states.values())
        return counted


def audit(catalogue: Catalogue, day: date) -> Audit:
    """Return what the catalogue knows on ``day``."""
    entries = sorted(catalogue.procedures, key=lambda each: (each.area, each.code))
    rows = tuple(Row(each.code, each.short_name, each.area, _states(each, day)) for each in entries)
    found = [
        item
        for each, row in zip(entries, rows, strict=True)
        for item in _of_procedure(each, row.states, day)
    ]
    found += [item for rule in catalogue.rules for item in _of_rule(rule, day)]
    found += [item for article in catalogue.articles for item in _of_article(article, day)]
    found.sort(key=_urgency)
    return Audit(day, rows, tuple(found))


def _urgency(item: ToConfirm) -> tuple[int, int, str]:
    asked: Sequence[str] = ASKED_MOST
    place = asked.index(item.facet) if item.facet in asked else len(asked)
    return _URGENCY.index(item.reason), place, item.entry


def _states(procedure: Procedure, day: date) -> dict[AuditedFacet, State]:
    return {facet: _state(procedure, facet, day) for facet in FACETS}


def _state(procedure: Procedure, facet: AuditedFacet, day: date) -> State:
    undated = {"steps": procedure.steps, "result": procedure.results}
    if facet in undated:
        first = certainty_of(procedure.sources, None)
        return ("secondary" if first == "S" else "fact") if undated[facet] else "unknown"
    if facet == "legal_basis":
        return _law_state(procedure, day)
    rows = [row for row in _rows(procedure, facet) if _is_known(row)]
    if not rows:
        return "unknown"
    holding = [row for row in rows if row.holds_on(day)]
    if not holding:
        return "expired" if any(_is_over(row, day) for row in rows) else "unknown"
    sure = any(certainty_of(procedure.sources, row) in ("L", "P") for row in holding)
    return "fact" if sure else "secondary"


def _law_state(procedure: Procedure, day: date) -> State:
    if not procedure.legal_basis:
        return "unknown"
    over = [
        law.effective_to is not None and law.effective_to < day for law in procedure.legal_basis
    ]
    if all(over):
        return "expired"
    return "secondary" if certainty_of(procedure.sources, None) == "S" else "fact"


def _rows(procedure: Procedure, facet: AuditedFacet) -> Sequence[Dated]:
    if facet == "online_filing":
        return [procedure.online] if procedure.online else []
    rows: Sequence[Dated] = getattr(procedure, _KEYS.get(facet, facet))
    return rows


def _is_known(row: Dated) -> bool:
    """Tell a fact from a row that only says that the amount is unknown."""
    return not isinstance(row, Fee) or row.is_known


def _is_over(row: Dated, day: date) -> bool:
    return row.valid_to is not None and row.valid_to < day


def _of_procedure(
    procedure: Procedure, states: dict[AuditedFacet, State], day: date
) -> Iterator[ToConfirm]:
    def item(facet: str, reason: Reason, detail: str) -> ToConfirm:
        return ToConfirm(procedure.code, procedure.short_name, facet, reason, detail)

    for facet, state in states.items():
        if state == "expired":
            yield item(facet, "expired", "no row holds any more")
        elif state == "secondary":
            yield item(facet, "secondary", "only secondary sources")
        elif state == "unknown" and facet in ASKED_MOST:
            council = facet == "fee" and any(fee.set_by == "council" for fee in procedure.fee)
            yield item(facet, "unknown", "set by the city council" if council else "no fact")
    yield from _ending(procedure, day, item)
    if procedure.review_by and procedure.review_by < day:
        yield item("overview", "overdue", f"was to be reviewed by {procedure.review_by}")
    for claim in procedure.unconfirmed:
        yield item(claim.facet, "unconfirmed", claim.text)


def _ending(
    procedure: Procedure, day: date, item: Callable[[str, Reason, str], ToConfirm]
) -> Iterator[ToConfirm]:
    """Yield the facets of which a row ends within ``SOON`` and no other one follows."""
    for facet in FACETS:
        if facet in ("steps", "result", "legal_basis"):
            continue
        rows = [row for row in _rows(procedure, facet) if row.holds_on(day)]
        ends = [row.valid_to for row in rows if row.valid_to and row.valid_to - day <= SOON]
        last = max(ends, default=None)
        if last is None:
            continue
        after = last + timedelta(days=1)
        if not any(row.holds_on(after) for row in _rows(procedure, facet)):
            yield item(facet, "expires_soon", f"holds until {last}, nothing follows")


def _of_rule(rule: Rule, day: date) -> Iterator[ToConfirm]:
    facet = rule.facet or "overview"
    if rule.valid_to and rule.valid_to < day:
        yield ToConfirm(rule.id, rule.title, facet, "expired", f"ended on {rule.valid_to}")
    elif rule.valid_to and rule.valid_to - day <= SOON:
        # a rule may end as it should; somebody has to look whether it was prolonged
        yield ToConfirm(rule.id, rule.title, facet, "expires_soon", f"ends on {rule.valid_to}")


def _of_article(article: Article, day: date) -> Iterator[ToConfirm]:
    def item(reason: Reason, detail: str) -> ToConfirm:
        return ToConfirm(article.id, article.title, "article", reason, detail)

    if not any(line.holds_on(day) for line in article.lines):
        yield item("expired", "no line holds any more")
    if article.review_by and article.review_by < day:
        yield item("overdue", f"was to be reviewed by {article.review_by}")
    for claim in article.unconfirmed:
        yield item("unconfirmed", claim.text)


def totals(counters: Iterable[Counter[State]]) -> Counter[State]:
    """Return the sum of several areas."""
    return sum(counters, Counter())
