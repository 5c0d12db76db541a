"""What a checklist is: papers, visits with fees and times, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.catalogue.model import DocumentKind, FilingChannel, Place, Procedure, ProcessingTime
from bot.catalogue.rules import AppliedFee
from bot.catalogue.trees import TreeNote
from bot.deadlines.working_time import Finish


@dataclass(frozen=True)
class ListedPaper:
    """A paper of the list and the procedures that want it."""

    name: str
    kind: DocumentKind
    copies: int
    """of all procedures together"""
    codes: tuple[str, ...]
    when: str | None = None
    """the condition or the case under which it is needed, where no answer decided it"""
    form_url: str | None = None

    @property
    def is_replaced(self) -> bool:
        """Tell whether the office looks it up itself: only a number is told."""
        return self.kind == "information_only"


@dataclass(frozen=True)
class ListedFee:
    """A fee that this person pays, or is exempted from."""

    fee: AppliedFee
    exemption: str | None = None
    """the exemption that applies; nothing is paid then"""
    when: str | None = None

    @property
    def amount_vnd(self) -> int | None:
        """Return what is to be paid for one unit; None: unknown."""
        return 0 if self.exemption else self.fee.amount_vnd


@dataclass(frozen=True)
class ListedTime:
    """A processing time and when it is over if one files now."""

    row: ProcessingTime
    finish: Finish | None
    """None: the row says no longest time"""
    when: str | None = None


@dataclass(frozen=True)
class ListedVisit:
    """A procedure of the list: where it is filed, what it costs, when it is over."""

    procedure: Procedure
    places: tuple[Place, ...]
    fees: tuple[ListedFee, ...]
    times: tuple[ListedTime, ...]

    @property
    def finish(self) -> Finish | None:
        """Return the latest day on which the procedure as a whole is over, None when unknown."""
        whole = [each for each in self.times if each.row.part is None]
        known = [each.finish for each in whole if each.finish]
        if not known or len(known) < len(whole):
            return None
        return max(known, key=lambda finish: (finish.day, finish.by or time.max))


@dataclass(frozen=True)
class Checklist:
    """Everything that one person needs for one matter."""

    title: str
    visits: tuple[ListedVisit, ...]
    papers: tuple[ListedPaper, ...]
    notes: tuple[TreeNote, ...] = ()
    channel: FilingChannel | None = None
    """how the person said he files"""

    @property
    def to_bring(self) -> tuple[ListedPaper, ...]:
        """Return the papers that have to be in hand."""
        return tuple(paper for paper in self.papers if not paper.is_replaced)

    @property
    def replaced(self) -> tuple[ListedPaper, ...]:
        """Return what the office looks up itself."""
        return tuple(paper for paper in self.papers if paper.is_replaced)

    @property
    def total_vnd(self) -> int | None:
        """Return the sum of all fees; None when one is unknown, by the piece, or depends."""
        fees = [fee for visit in self.visits for fee in visit.fees]
        if any(not visit.fees for visit in self.visits):
            return None
        if any(_is_open(fee) for fee in fees):
            return None
        return sum(fee.amount_vnd or 0 for fee in fees)

    @property
    def first_finish(self) -> Finish | None:
        """Return when the first procedure is over, as far as it is known."""
        return min(self._finishes(), key=lambda finish: finish.day, default=None)

    @property
    def last_finish(self) -> Finish | None:
        """Return when the last procedure is over; None when one of them is unknown."""
        known = self._finishes()
        if len(known) < len(self.visits):
            return None
        return max(known, key=lambda finish: finish.day, default=None)

    def _finishes(self) -> list[Finish]:
        return [finish for visit in self.visits if (finish := visit.finish)]


def _is_open(fee: ListedFee) -> bool:
    """Tell whether a fee cannot be summed up: unknown, a share, by the piece, or not decided."""
    if fee.exemption or fee.fee.amount_vnd == 0:
        return fee.when is not None
    row = fee.fee.row
    by_piece = row.per is not None or bool(fee.fee.tiers)
    return fee.amount_vnd is None or by_piece or fee.when is not None or row.percent is not None
