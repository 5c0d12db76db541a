"""``troly catalogue audit``: the table of what is known, and what to confirm first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, get_args

from bot.catalogue.audit import FACETS, Audit, AuditedFacet, State, totals

STATES: tuple[State, ...] = get_args(State)
_MARKS: Mapping[State, str] = {"fact": "●", "secondary": "◐", "unknown": "·", "expired": "✗"}
_HEADS: Mapping[AuditedFacet, str] = {
    "documents": "papers",
    "steps": "steps",
    "processing_time": "time",
    "fee": "fee",
    "where": "where",
    "online_filing": "online",
    "who_can_file": "who",
    "conditions": "cond",
    "form": "form",
    "result": "result",
    "validity": "valid",
    "legal_basis": "law",
    "penalty": "fine",
}
_NAME = 44


def table(found: Audit) -> Iterator[str]:
    """Yield the lines of procedure × facet, area by area, then the counts of cells."""
    heads = " ".join(f"{_HEADS[facet]:^6}" for facet in FACETS)
    yield f"{'':<{_NAME}} {heads}"
    area = ""
    for row in found.rows:
        if row.area != area:
            area = row.area
            yield f"{area}:"
        name = f"  {row.code} {row.short_name}"
        name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
        cells = " ".join(f"{_MARKS[row.states[facet]]:^6}" for facet in FACETS)
        yield f"{name:<{_NAME}} {cells}"
    yield ""
    yield "  ".join(f"{mark} {state}" for state, mark in _MARKS.items())
    yield ""
    yield f"{'cells':<20}" + "".join(f"{state:>11}" for state in STATES) + f"{'all':>11}"
    by_area = found.by_area()
    for name, counts in by_area.items():
        yield _counted(name, counts)
    yield _counted("all areas", totals(by_area.values()))


def to_confirm(found: Audit, most: int | None) -> Iterator[str]:
    """Yield what an officer should confirm first, at most ``most`` things."""
    items = found.to_confirm[:most]
    counts = Counter(item.reason for item in found.to_confirm)
    told = ", ".join(f"{number} {reason}" for reason, number in counts.items())
    yield f"to confirm: {told}" if told else "to confirm: nothing"
    for item in items:
        yield f"  {item.reason:<12} {item.facet:<15} {item.entry} {item.name}: {item.detail}"
    left = len(found.to_confirm) - len(items)
    if left:
        yield f"  … and {left} more (--all)"


def audit_data(found: Audit) -> dict[str, Any]:
    """Return the audit as JSON data."""
    return {
        "day": found.day.isoformat(),
        "areas": {area: dict(counts) for area, counts in found.by_area().items()},
        "procedures": [asdict(row) for row in found.rows],
        "to_confirm": [asdict(item) for item in found.to_confirm],
    }


def _counted(name: str, counts: Mapping[State, int]) -> str:
    numbers = [counts.get(state, 0) for state in STATES]
    return f"{name:<20}" + "".join(f"{number:>11}" for number in (*numbers, sum(numbers)))
