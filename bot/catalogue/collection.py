"""What the catalogue holds besides procedures (rules, questions back, articles), and all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from apischema import schema

from bot.catalogue.model import (
    AgeBounds,
    Dated,
    Facet,
    FilingChannel,
    Procedure,
    ProcedureCode,
    Reviewed,
    Source,
    Unconfirmed,
)
from bot.catalogue.trees import GuidanceTree


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
class ClarificationOption(AgeBounds):
    """One button of a question back."""

    label: str
    code: ProcedureCode | None = None
    """null: a thing that the catalogue does not hold (yet)."""
    intent: str | None = None
    """``ask_conditions`` …: what the choice asks; what the person asked when left out."""
    case: str | None = None
    """id of a case, or of a part, of that procedure."""
    clarification: str | None = None
    """id of the next question, instead of a code."""
    article: str | None = None
    """id of the article to tell, instead of a code."""

    @property
    def leads_on(self) -> bool:
        """Tell whether the catalogue holds anything behind this choice."""
        return bool(self.code or self.clarification or self.article)


@dataclass(frozen=True, kw_only=True)
class Clarification:
    """A vague phrase, and the one question that makes it exact."""

    id: str
    phrases: list[str]
    question: str
    options: Annotated[list[ClarificationOption], schema(min_items=2, max_items=4)]


@dataclass(frozen=True, kw_only=True)
class ArticleLine(Dated):
    """A sentence of an article that holds over a time."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Article(Reviewed):
    """A short sourced text on a topic that is no procedure: accounts, paying, fraud."""

    id: str
    title: str
    """as a button reads."""
    phrases: list[str]
    """as people say it; ``…`` stands for up to five words. Heard, the article is the answer."""
    intents: list[str] = field(default_factory=list)
    """it also answers these intents (``ask_account`` …) when no phrase is heard."""
    facet: Facet | None = None
    """a message that names a procedure beside a phrase asks for this facet of it instead."""
    lines: Annotated[list[ArticleLine], schema(min_items=1)]
    """the first one is the answer."""
    steps: list[ArticleLine] = field(default_factory=list)
    """told after the lines, numbered."""
    procedures: list[ProcedureCode] = field(default_factory=list)
    """offered below as buttons."""
    see_also: list[str] = field(default_factory=list)
    """ids of other articles, offered below as buttons."""
    unconfirmed: list[Unconfirmed] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All entries as published together."""

    procedures: tuple[Procedure, ...]
    rules: tuple[Rule, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    articles: tuple[Article, ...] = ()
    trees: tuple[GuidanceTree, ...] = ()
