"""The catalogue's data: one frozen dataclass for each part of a reviewed entry.

The YAML files under ``catalogue_data/`` have exactly these keys; the JSON Schema
for editors is generated from these classes (``bot.catalogue.schema``).
Amounts are whole đồng, dates are ISO, and an empty facet means "unknown".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from apischema import schema

Certainty = Literal["L", "P", "S", "M"]
"""L read in the law, P read in a portal record, S secondary source, M unverified."""
FilingChannel = Literal["in_person", "online", "post"]
TimeUnit = Literal["working_day", "day", "hour", "same_day"]
DocumentKind = Literal["original", "copy", "certified_copy", "form", "information_only"]
Level = Literal["commune", "province", "ministry"]
Facet = Literal[
    "overview",
    "documents",
    "steps",
    "processing_time",
    "fee",
    "where",
    "conditions",
    "form",
    "legal_basis",
    "result",
    "validity",
    "who_can_file",
    "online_filing",
    "penalty",
]

MAX_AGE = 150

ProcedureCode = Annotated[
    str,
    schema(
        pattern=r"^(\d\.\d{6}|CT\.[a-z0-9-]+)$",
        description="national code in quotes, e.g. '1.001193', or CT.<slug>",
    ),
]
Money = Annotated[int, schema(min=0, description="whole đồng")]


@dataclass(frozen=True, kw_only=True)
class Dated:
    """What every dated fact carries; a closed row is kept, never edited."""

    source: str | None = None
    """id in the entry's ``sources``; the first source when left out."""
    certainty: Certainty | None = None
    """the source's label when left out."""
    valid_from: date | None = None
    valid_to: date | None = None
    caveat: str | None = None
    """said with the fact, e.g. that the portal still shows an older figure."""

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact is valid on ``day`` (both borders belong to it)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact was read."""

    id: str
    label: Certainty
    title: str
    """as the citizen reads it, e.g. ``Cổng DVC quốc gia, mã 1.000894``."""
    collected: date
    """when it was read or put together."""
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What every entry says of its own making."""

    last_reviewed: date
    review_by: date | None = None
    reviewer: str | None = None
    """the officer who signed; null = put together, not reviewed."""
    sources: Annotated[list[Source], schema(min_items=1)]


@dataclass(frozen=True, kw_only=True)
class AgeBounds:
    """For whom a choice is meant, where an age decides."""

    from_age: int | None = None
    """years; somebody who tells an age in these bounds is not asked."""
    to_age: int | None = None

    @property
    def has_bounds(self) -> bool:
        """Tell whether an age decides."""
        return self.from_age is not None or self.to_age is not None

    def fits_age(self, years: int) -> bool:
        """Tell whether the choice is the one for somebody of this age."""
        return self.has_bounds and (self.from_age or 0) <= years <= (self.to_age or MAX_AGE)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A situation on which papers, time or fee depend."""

    id: str
    when: str
    """as the citizen reads it, e.g. ``đăng ký trong 60 ngày``."""


@dataclass(frozen=True, kw_only=True)
class Fact(Dated):
    """A sentence or phrase that holds in a case and over a time."""

    text: str
    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class Document(Dated):
    """A paper to bring or a piece of information to give."""

    name: str
    kind: DocumentKind
    copies: Annotated[int, schema(min=0)] = 1
    case: str | None = None
    condition: str | None = None
    """when it is needed only sometimes: ``nếu nộp thay``."""
    form_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProcessingTime(Dated):
    """How long the office may take, in its own unit."""

    channel: FilingChannel | None = None
    case: str | None = None
    part: str | None = None
    """id of the part of a liên thông group that this row is about."""
    min: Annotated[float, schema(min=0)] | None = None
    max: Annotated[float, schema(min=0)] | None = None
    unit: TimeUnit
    starts_from: str | None = None
    cutoff: str | None = None
    """``15:00``: what arrives later starts on the next working day."""
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class FeeTier:
    """From unit ``from_unit`` on (page, copy …) the amount is another one."""

    from_unit: Annotated[int, schema(min=1)]
    amount_vnd: Money


@dataclass(frozen=True, kw_only=True)
class Fee(Dated):
    """A base amount: dated rules (half, waived) are applied when answering."""

    channel: FilingChannel | None = None
    case: str | None = None
    amount_vnd: Money | None
    """0 = a source says free; null = unknown, and said to be unknown."""
    percent: Annotated[float, schema(exc_min=0, max=100)] | None = None
    """instead of an amount: a share of what ``per`` names, e.g. of the taxable price."""
    set_by: Literal["council", "ministry"] | None = None
    """who decides an unknown amount."""
    per: str | None = None
    tiers: list[FeeTier] = field(default_factory=list)
    cap_vnd: Money | None = None
    exemptions: list[str] = field(default_factory=list)
    note: str | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether the row says how much it is."""
        return self.amount_vnd is not None or self.percent is not None


@dataclass(frozen=True, kw_only=True)
class Place(Dated):
    """A kind of office where one files."""

    place: str
    note: str | None = None
    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class Online(Dated):
    """Whether and where it can be filed online."""

    level: Literal["full", "partial", "available", "none"]
    """``available``: it can be filed online, but no source says whether papers are needed too."""
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A procedure inside a liên thông group."""

    id: str
    name: str
    code: ProcedureCode | None = None
    agency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Penalty(Dated):
    """A fine for filing late or wrongly."""

    when: str
    min_vnd: Money | None
    max_vnd: Money | None


@dataclass(frozen=True, kw_only=True)
class LegalBasis:
    """A legal document on which the procedure rests."""

    number: str
    title: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Pitfall(Dated):
    """What people get wrong, or what changed; said when a trigger is heard."""

    text: str
    triggers: list[str] = field(default_factory=list)
    """phrases as people say them, e.g. ``sở tư pháp``; the text corrects them."""
    facets: list[Facet] = field(default_factory=list)
    """also said with answers about these facets."""


@dataclass(frozen=True, kw_only=True)
class Unconfirmed:
    """A claim that nobody has confirmed: for officers, never for citizens."""

    facet: Facet
    text: str
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A procedure whose name looks alike but is another thing."""

    name: str
    code: ProcedureCode | None = None


@dataclass(frozen=True, kw_only=True)
class Procedure(Reviewed):
    """One administrative procedure with all facets that are known of it."""

    code: ProcedureCode
    name: str
    """official name."""
    short_name: str
    """as the header of an answer reads."""
    aliases: list[str]
    not_this: list[Neighbour] = field(default_factory=list)
    area: str
    levels: list[Level]
    agency: str
    who_can_file: list[Fact] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    forms: list[Fact] = field(default_factory=list)
    """form numbers and where to find them."""
    steps: list[str] = field(default_factory=list)
    processing_time: list[ProcessingTime] = field(default_factory=list)
    fee: list[Fee] = field(default_factory=list)
    where: list[Place] = field(default_factory=list)
    online: Online | None = None
    results: list[str] = field(default_factory=list)
    validity: list[Fact] = field(default_factory=list)
    """how long the result is good for."""
    conditions: list[Fact] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    penalties: list[Penalty] = field(default_factory=list)
    legal_basis: list[LegalBasis] = field(default_factory=list)
    replaces: list[ProcedureCode] = field(default_factory=list)
    replaced_by: ProcedureCode | None = None
    related: list[ProcedureCode] = field(default_factory=list)
    life_events: list[str] = field(default_factory=list)
    guidance: str | None = None
    """id of the question tree that its answers offer."""
    pitfalls: list[Pitfall] = field(default_factory=list)
    unconfirmed: list[Unconfirmed] = field(default_factory=list)

    def case_words(self, case: str | None) -> str | None:
        """Return how the citizen reads a case, None for rows of every case."""
        return next((each.when for each in self.cases if each.id == case), None)
