"""Makes the checklist: what is left of procedures once the answers are known.

One merged list: a paper that several procedures want stands once with its number of copies;
what the databases or VNeID replace is kept apart. Pure; words are put to it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time

from bot.catalogue.collection import Catalogue, Rule
from bot.catalogue.model import (
    Document,
    DocumentKind,
    Fee,
    Place,
    Procedure,
    ProcessingTime,
)
from bot.catalogue.rules import AppliedFee, fees_on, may_state, rows_on, times_on
from bot.catalogue.trees import GuidanceTree
from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.working_time import Finish, add_working_time
from bot.guidance.checklist import Checklist, ListedFee, ListedPaper, ListedTime, ListedVisit
from bot.guidance.walk import Given, Situation, situation
from bot.text.fold import fold


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
    return _listed(tree.title, situation(tree, given), catalogue, calendar, now)


def merged_checklist(
    title: str,
    codes: Iterable[str],
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
) -> Checklist:
    """Return one checklist for several procedures in their order, nothing being known yet."""
    return _listed(title, Situation(tuple(codes)), catalogue, calendar, now)


def _listed(
    title: str, person: Situation, catalogue: Catalogue, calendar: WorkingCalendar, now: datetime
) -> Checklist:
    held = {procedure.code: procedure for procedure in catalogue.procedures}
    procedures = [held[code] for code in person.codes if code in held]
    papers = [paper for each in procedures for paper in _papers(each, person, now)]
    return Checklist(
        title,
        tuple(_visit(each, person, catalogue.rules, calendar, now) for each in procedures),
        tuple(_merged(papers)),
        tuple(rows_on(person.notes, now.date())),
        person.channel,
    )


def _papers(procedure: Procedure, person: Situation, now: datetime) -> list[ListedPaper]:
    found = []
    for paper in rows_on(procedure.documents, now.date()):
        holds = person.settled.get((procedure.code, paper.condition or ""))
        dropped = (procedure.code, paper.name) in person.dropped
        stated = may_state(procedure.sources, paper) and not dropped and holds is not False
        if not stated or not person.may_concern(procedure.code, paper.case):
            continue
        found.append(
            ListedPaper(
                name=paper.name.strip().rstrip("."),
                kind=paper.kind,
                copies=paper.copies,
                codes=(procedure.code,),
                when=_when(procedure, paper, person, settled=holds is True),
                form_url=paper.form_url,
            )
        )
    return found


def _when(procedure: Procedure, paper: Document, person: Situation, *, settled: bool) -> str | None:
    case = procedure.case_words(person.left_open(procedure.code, paper.case))
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
    person: Situation,
    rules: Sequence[Rule],
    calendar: WorkingCalendar,
    now: datetime,
) -> ListedVisit:
    day, channel = now.date(), person.channel

    def concerns(row: Fee | Place | ProcessingTime) -> bool:
        stated = may_state(procedure.sources, row)
        return stated and person.may_concern(procedure.code, row.case)

    def when(case: str | None) -> str | None:
        return procedure.case_words(person.left_open(procedure.code, case))

    return ListedVisit(
        procedure,
        tuple(place for place in rows_on(procedure.where, day) if concerns(place)),
        tuple(
            ListedFee(fee, _exemption(procedure.code, fee, person), when(fee.row.case))
            for fee in fees_on(procedure, rules, day, channel)
            if concerns(fee.row)
        ),
        tuple(
            ListedTime(row, _finish(row, calendar, now), when(row.case))
            for row in times_on(procedure, day, channel)
            if concerns(row)
        ),
    )


def _exemption(code: str, fee: AppliedFee, person: Situation) -> str | None:
    held = {exemption for of, exemption in person.exemptions if of == code}
    return next((each for each in fee.row.exemptions if each in held), None)


def _finish(row: ProcessingTime, calendar: WorkingCalendar, now: datetime) -> Finish | None:
    if row.unit != "same_day" and not row.max:
        return None
    cutoff = time.fromisoformat(row.cutoff) if row.cutoff else None
    return add_working_time(calendar, now, row.max or 0, row.unit, cutoff)
