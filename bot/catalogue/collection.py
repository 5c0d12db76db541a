"""What the catalogue holds besides procedures: dated rules, questions back, and all together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from apischema import schema

from bot.catalogue.model import (
    Dated,
    Facet,
    FilingChannel,
    Procedure,
    ProcedureCode,
    Source,
)


@dataclass(frozen=True, kw_only=True)
class Rule(Dated):
    """A dated rule that changes or adds to other entries' facts when answering."""

    id: str
    title: str
    order: int
    """rules apply from the lowest to the highest."""
    effect: Literal["factor", "waive", "note", "correct"]
    """``correct``: said about any facet, but only when one of ``triggers`` is heard."""
    facet: Facet | None = None
    """null for ``correct`` only."""
    factor: Annotated[float, schema(min=0, max=1)] | None = None
    channel: FilingChannel | None = None
    procedures: list[ProcedureCode] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    """with ``procedures`` empty too, the rule is for all entries."""
    set_by: Literal["council", "ministry"] | None = None
    """only for unknown fees that this body decides."""
    cases: list[str] = field(default_factory=list)
    """only for fee rows of these cases; empty = rows of every case."""
    conditions: list[str] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    """for ``correct``: outdated beliefs as people say them, e.g. ``sổ hộ khẩu``."""
    text: str
    """what the answer says when the rule applied."""
    sources: Annotated[list[Source], schema(min_items=1)]


@dataclass(frozen=True, kw_only=True)
class ClarificationOption:
    """One button of a question back."""

    label: str
    code: ProcedureCode | None = None
    """null: a thing that the catalogue does not hold (yet)."""
    intent: str | None = None
    """``ask_conditions`` …: what the choice asks; what the person asked when left out."""
    case: str | None = None
    """id of a case, or of a part, of that procedure."""


@dataclass(frozen=True, kw_only=True)
class Clarification:
    """A vague phrase, and the one question that makes it exact."""

    id: str
    phrases: list[str]
    question: str
    options: Annotated[list[ClarificationOption], schema(min_items=2, max_items=4)]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All entries as published together."""

    procedures: tuple[Procedure, ...]
    rules: tuple[Rule, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
