"""Guidance trees: questions whose answers make a checklist personal.

A tree holds no facts of its own but notes: papers, fees and times are the procedures'.
An answer only says which procedures are due, which of their cases holds, which "nếu …"
conditions are settled, and which exemption applies.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from apischema import schema

from bot.catalogue.model import AgeBounds, Dated, FilingChannel, ProcedureCode, Reviewed

MAX_OPTIONS = 4


@dataclass(frozen=True, kw_only=True)
class ChosenCase:
    """A case of a procedure that holds for this person."""

    code: ProcedureCode
    case: str


@dataclass(frozen=True, kw_only=True)
class SettledCondition:
    """A paper's "nếu …" that an answer decides."""

    code: ProcedureCode
    condition: str
    """as it stands in the procedure's ``documents``."""
    holds: bool


@dataclass(frozen=True, kw_only=True)
class DroppedPaper:
    """A paper that this person does not have and does not need."""

    code: ProcedureCode
    paper: str
    """its name as it stands in the procedure's ``documents``."""


@dataclass(frozen=True, kw_only=True)
class AppliedExemption:
    """An exemption from a fee that holds for this person."""

    code: ProcedureCode
    exemption: str
    """as it stands in the procedure's ``fee``."""


@dataclass(frozen=True, kw_only=True)
class TreeNote(Dated):
    """A sentence that only people with this answer need."""

    text: str


@dataclass(frozen=True, kw_only=True)
class TreeOption(AgeBounds):
    """One answer to a question, and what it means."""

    id: str
    label: str
    """as a button reads."""
    says: list[str] = field(default_factory=list)
    """as people answer in their own words; ``…`` stands for up to three words."""
    procedures: list[ProcedureCode] = field(default_factory=list)
    """due with this answer, after those of earlier answers."""
    without: list[ProcedureCode] = field(default_factory=list)
    """no longer due with this answer."""
    cases: list[ChosenCase] = field(default_factory=list)
    settles: list[SettledCondition] = field(default_factory=list)
    drops: list[DroppedPaper] = field(default_factory=list)
    exempts: list[AppliedExemption] = field(default_factory=list)
    channel: FilingChannel | None = None
    notes: list[TreeNote] = field(default_factory=list)
    next: str | None = None
    """id of the next question; null: the checklist is complete."""


@dataclass(frozen=True, kw_only=True)
class TreeQuestion:
    """A question with at most four answers."""

    id: str
    ask: str
    why: str | None = None
    """said to who answers "để làm gì" or does not know."""
    if_unsure: str | None = None
    """id of the option that a "không biết" counts as; null: it is explained and asked again."""
    options: Annotated[list[TreeOption], schema(min_items=2, max_items=MAX_OPTIONS)]


@dataclass(frozen=True, kw_only=True)
class GuidanceTree(Reviewed):
    """Questions from the first to a complete checklist."""

    id: str
    title: str
    """as a button and the checklist's head read, e.g. ``Làm khai sinh cho bé``."""
    procedures: list[ProcedureCode] = field(default_factory=list)
    """due whatever is answered."""
    questions: Annotated[list[TreeQuestion], schema(min_items=1)]
    """the first one is asked first."""

    def question(self, question_id: str) -> TreeQuestion | None:
        """Return the question with this id."""
        return next((each for each in self.questions if each.id == question_id), None)
