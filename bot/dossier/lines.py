"""The lines of a dossier's answer; every word comes from the responses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from bot.deadlines.calendar import Holiday
from bot.dossier.model import LAST_STATUS
from bot.dossier.service import DossierReport, PartReport
from bot.dossier.statuses import FINISHED, RETURNED


class Phrases(Protocol):
    """The texts of ``responses.yml`` by their key."""

    def say(self, key: str, **values: object) -> str:
        """Return the text ``key`` with its ``{placeholders}`` filled in."""
        ...


def tail(code: str) -> str:
    """Return the last four digits, all that an answer repeats of a code."""
    return code[-4:]


def header(report: DossierReport, phrases: Phrases) -> str:
    """Return the first line: the state, or that the dossier is late."""
    status, timing = report.status, report.timing
    values = {"tail": tail(report.dossier.code), "status": status.name}
    appointment = report.dossier.appointment_at
    if not timing.is_late or status.clock != "running" or appointment is None:
        return phrases.say("utter_dossier_status", brief=status.brief, **values)
    key = "utter_dossier_late" if timing.late_by else "utter_dossier_late_by_days_off"
    return phrases.say(key, days=timing.late_by, appointment=_short(appointment), **values)


def subject(report: DossierReport, phrases: Phrases) -> str:
    """Return procedure and agency; for sensitive procedures the agency only."""
    dossier = report.dossier
    if dossier.procedure_name is None:
        return phrases.say("utter_dossier_agency", agency=dossier.agency)
    return phrases.say(
        "utter_dossier_procedure", procedure=dossier.procedure_name, agency=dossier.agency
    )


def dates(report: DossierReport, phrases: Phrases) -> str | None:
    """Return the line about the appointment, the pause or the result."""
    dossier, status = report.dossier, report.status
    if status.code in (FINISHED, RETURNED):
        return _finished(report, phrases)
    if status.clock == "paused":
        if dossier.supplement_due_at is None:
            return phrases.say("utter_dossier_paused")
        return phrases.say(
            "utter_dossier_paused_until", day=day_of_week(phrases, dossier.supplement_due_at)
        )
    if status.clock != "running" or report.timing.is_late:
        return None
    return _appointment(report, phrases)


def papers(report: DossierReport, phrases: Phrases) -> str | None:
    """Return the papers to add, when they may be shown."""
    if report.status.clock != "paused" or not report.dossier.papers_to_add:
        return None
    return phrases.say("utter_dossier_papers", papers=", ".join(report.dossier.papers_to_add))


def result(report: DossierReport, phrases: Phrases) -> str | None:
    """Return whether the result has reached the person (state 9 is not state 10)."""
    if report.status.code == FINISHED:
        return phrases.say("utter_dossier_not_returned_yet")
    if report.status.code == RETURNED and report.dossier.returned_at:
        return phrases.say(
            "utter_dossier_returned", day=day_of_week(phrases, report.dossier.returned_at)
        )
    return None


def parts_summary(report: DossierReport, phrases: Phrases) -> str | None:
    """Return how many parts are done and which are not."""
    if not report.parts:
        return None
    waiting = [row.part.name for row in report.parts if not _is_done(row)]
    if not waiting:
        return phrases.say("utter_dossier_parts_done", all=len(report.parts))
    return phrases.say(
        "utter_dossier_parts_waiting",
        done=len(report.parts) - len(waiting),
        all=len(report.parts),
        waiting=", ".join(waiting),
    )


def parts(report: DossierReport, phrases: Phrases) -> list[str]:
    """Return a line for each part."""
    lines = []
    for row in report.parts:
        values = {"name": row.part.name, "status": row.status.name}
        if row.part.agency:
            values["agency"] = row.part.agency
        key = "utter_dossier_part_with_agency" if row.part.agency else "utter_dossier_part"
        lines.append(phrases.say(key, **values))
    return lines


def updated(report: DossierReport, phrases: Phrases) -> str:
    """Return when the office last changed what it reports; always the last line."""
    moment = report.updated_at
    return phrases.say("utter_dossier_updated", time=f"{moment:%H:%M}", day=_short(moment))


def _is_done(row: PartReport) -> bool:
    return FINISHED <= row.status.code <= LAST_STATUS


def _finished(report: DossierReport, phrases: Phrases) -> str | None:
    finished, appointment = report.dossier.finished_at, report.dossier.appointment_at
    if finished is None:
        return None
    day = day_of_week(phrases, finished)
    if not report.timing.is_late or appointment is None:
        return phrases.say("utter_dossier_finished", day=day)
    late_by = report.timing.late_by
    key = "utter_dossier_finished_late"
    return phrases.say(
        key if late_by else f"{key}_by_days_off",
        day=day,
        days=late_by,
        appointment=_short(appointment),
    )


def _appointment(report: DossierReport, phrases: Phrases) -> str:
    appointment = report.dossier.appointment_at
    if appointment is None:
        return phrases.say("utter_dossier_appointment_unknown")
    day = day_of_week(phrases, appointment)
    if appointment.date() == report.today:
        return phrases.say("utter_dossier_appointment_today", day=day)
    if not report.timing.days_left:
        return phrases.say("utter_dossier_appointment", day=day)
    details = [
        phrases.say("utter_dossier_days_left", days=report.timing.days_left),
        *_holidays(report.timing.holidays, phrases),
    ]
    if report.timing.is_provisional:
        details.append(phrases.say("utter_dossier_provisional", year=appointment.year))
    return phrases.say("utter_dossier_appointment_ahead", day=day, details="; ".join(details))


def _holidays(holidays: Iterable[Holiday], phrases: Phrases) -> Sequence[str]:
    """Name the days off that may be named, each feast once."""
    told = []
    named = (holiday for holiday in holidays if holiday.may_be_named)
    for name, group in groupby(named, key=lambda holiday: holiday.name):
        days = [f"{holiday.day:%d/%m}" for holiday in group]
        if len(days) == 1:
            told.append(phrases.say("utter_dossier_holiday", day=days[0], name=name))
        else:
            told.append(
                phrases.say("utter_dossier_holidays", first=days[0], last=days[-1], name=name)
            )
    return told


def _short(day: date | datetime) -> str:
    return f"{day:%d/%m/%Y}"


def day_of_week(phrases: Phrases, moment: date) -> str:
    """Return ``thứ Ba 01/12/2026``."""
    weekday = phrases.say(f"utter_dossier_weekday_{moment.isoweekday()}")
    return f"{weekday} {_short(moment)}"
