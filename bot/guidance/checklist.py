"""The personal checklist: what is left of procedures once the answers are known.

One merged list: a paper that several procedures want stands once with its number of copies;
what the databases or VNeID replace is kept apart. Pure; words are put to it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from bot.catalogue.collection import Catalogue, Rule
from bot.catalogue.model import (
    Dated,
    Document,
    DocumentKind,
    FilingChannel,
    Place,
    Procedure,
    ProcessingTime,
)
from bot.catalogue.rules import AppliedFee, certainty_of, fees_on, rows_on, times_on
from bot.catalogue.trees import GuidanceTree, TreeNote
from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.working_time import Finish, add_working_time
from bot.guidance.walk import Given, Situation, situation, still_valid
from bot.text.fold import fold


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


@dataclass(frozen=True)
class _Answers:
    """What the answers decide about the rows of procedures."""

    situation: Situation
    decided: frozenset[tuple[str, str]] = frozenset()
    """(code, case) that a question has offered: it holds if it was chosen, else it does not"""
    settled: dict[tuple[str, str], bool] = field(default_factory=dict)

    def fits(self, code: str, case: str | None) -> bool:
        """Tell whether a row of this case may concern the person."""
        return (
            case is None or (code, case) in self.situation.cases or (code, case) not in self.decided
        )

    def open_case(self, code: str, case: str | None) -> str | None:
        """Return the case of a row that no answer has decided."""
        return None if case is None or (code, case) in self.situation.cases else case


def personal_checklist(
    tree: GuidanceTree,
    given: Sequence[Given],
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
) -> Checklist:
    """Return the checklist that the answers lead to, for filing at ``now`` (local time).

    A procedure that is not in the catalogue (any more) is left out.
    """
    found = situation(tree, given)
    answers = _Answers(
        found,
        _decided(tree, given),
        {(code, condition): holds for code, condition, holds in found.settled},
    )
    return _listed(tree.title, answers, catalogue, calendar, now)


def merged_checklist(
    title: str,
    codes: Iterable[str],
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
) -> Checklist:
    """Return one checklist for several procedures in their order, nothing being known yet."""
    answers = _Answers(Situation(tuple(codes)))
    return _listed(title, answers, catalogue, calendar, now)


def _decided(tree: GuidanceTree, given: Sequence[Given]) -> frozenset[tuple[str, str]]:
    asked = [tree.question(each.question) for each in still_valid(tree, given)]
    return frozenset(
        (case.code, case.case)
        for question in asked
        if question
        for option in question.options
        for case in option.cases
    )


def _listed(
    title: str, answers: _Answers, catalogue: Catalogue, calendar: WorkingCalendar, now: datetime
) -> Checklist:
    held = {procedure.code: procedure for procedure in catalogue.procedures}
    procedures = [held[code] for code in answers.situation.codes if code in held]
    papers = [paper for each in procedures for paper in _papers(each, answers, now)]
    return Checklist(
        title,
        tuple(_visit(each, answers, catalogue.rules, calendar, now) for each in procedures),
        tuple(_merged(papers)),
        tuple(rows_on(answers.situation.notes, now.date())),
        answers.situation.channel,
    )


def _papers(procedure: Procedure, answers: _Answers, now: datetime) -> list[ListedPaper]:
    found = []
    for paper in _stated(procedure, procedure.documents, now):
        holds = answers.settled.get((procedure.code, paper.condition or ""))
        dropped = (procedure.code, paper.name) in answers.situation.dropped
        if holds is False or dropped or not answers.fits(procedure.code, paper.case):
            continue
        found.append(
            ListedPaper(
                name=paper.name.strip().rstrip("."),
                kind=paper.kind,
                copies=paper.copies,
                codes=(procedure.code,),
                when=_when(procedure, paper, answers, settled=holds is True),
                form_url=paper.form_url,
            )
        )
    return found


def _when(procedure: Procedure, paper: Document, answers: _Answers, *, settled: bool) -> str | None:
    case = _case_words(procedure, answers.open_case(procedure.code, paper.case))
    condition = None if settled else paper.condition
    return "; ".join(each for each in (case, condition) if each) or None


def _merged(papers: Iterable[ListedPaper]) -> list[ListedPaper]:
    """Return the papers, each once: those that everybody needs first, the looked-up last."""
    merged: dict[tuple[str, DocumentKind, str | None], ListedPaper] = {}
    for paper in papers:
        key = (fold(paper.name), paper.kind, paper.when)
        before = merged.get(key)
        if before is None:
            merged[key] = paper
        elif paper.codes[0] in before.codes:  # the same row in two cases of one procedure
            continue
        else:
            copies, codes = before.copies + paper.copies, (*before.codes, *paper.codes)
            merged[key] = replace(before, copies=copies, codes=codes)
    return sorted(merged.values(), key=lambda paper: (paper.is_replaced, paper.when is not None))


def _visit(
    procedure: Procedure,
    answers: _Answers,
    rules: Sequence[Rule],
    calendar: WorkingCalendar,
    now: datetime,
) -> ListedVisit:
    code, day, channel = procedure.code, now.date(), answers.situation.channel
    fees = [
        fee
        for fee in fees_on(procedure, rules, day, channel)
        if answers.fits(code, fee.row.case) and _may_state(procedure, fee.row)
    ]
    times = [
        row
        for row in times_on(procedure, day, channel)
        if answers.fits(code, row.case) and _may_state(procedure, row)
    ]
    places = [
        each for each in _stated(procedure, procedure.where, now) if answers.fits(code, each.case)
    ]
    return ListedVisit(
        procedure,
        tuple(places),
        tuple(
            ListedFee(
                fee,
                _exemption(code, fee, answers),
                _case_words(procedure, answers.open_case(code, fee.row.case)),
            )
            for fee in fees
        ),
        tuple(
            ListedTime(
                row,
                _finish(row, calendar, now),
                _case_words(procedure, answers.open_case(code, row.case)),
            )
            for row in times
        ),
    )


def _exemption(code: str, fee: AppliedFee, answers: _Answers) -> str | None:
    held = {exemption for of, exemption in answers.situation.exemptions if of == code}
    return next((each for each in fee.row.exemptions if each in held), None)


def _finish(row: ProcessingTime, calendar: WorkingCalendar, now: datetime) -> Finish | None:
    if row.unit != "same_day" and not row.max:
        return None
    cutoff = time.fromisoformat(row.cutoff) if row.cutoff else None
    return add_working_time(calendar, now, row.max or 0, row.unit, cutoff)


def _stated[D: Dated](procedure: Procedure, rows: Iterable[D], now: datetime) -> list[D]:
    return [row for row in rows_on(rows, now.date()) if _may_state(procedure, row)]


def _may_state(procedure: Procedure, row: Dated) -> bool:
    return certainty_of(procedure.sources, row) != "M"


def _case_words(procedure: Procedure, case: str | None) -> str | None:
    return next((each.when for each in procedure.cases if each.id == case), None)


def _is_open(fee: ListedFee) -> bool:
    """Tell whether a fee cannot be summed up: unknown, a share, by the piece, or not decided."""
    if fee.exemption or fee.fee.amount_vnd == 0:
        return fee.when is not None
    row = fee.fee.row
    by_piece = row.per is not None or bool(fee.fee.tiers)
    return fee.amount_vnd is None or by_piece or fee.when is not None or row.percent is not None
