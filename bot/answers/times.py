"""How long it takes: ranges in their own unit, from when, and the 15:00 cut-off."""

from __future__ import annotations

from bot.answers.told import Asked, Line
from bot.answers.wording import number, sentence
from bot.catalogue.model import ProcessingTime
from bot.catalogue.rules import times_on

_HALF = 0.5


def tell_times(asked: Asked) -> list[Line]:
    """Return the processing times, one row a line; empty when none is known."""
    rows = [row for row in times_on(asked.procedure, asked.day) if _is_known(row)]
    rows = [row for row in rows if asked.may_tell(row, row.case)]
    rows = [row for row in rows if asked.part in (None, row.part)]
    if not rows:
        return []
    alike: dict[tuple[str | None, str | None, str], list[ProcessingTime]] = {}
    for row in rows:
        alike.setdefault((row.part, row.case, duration(asked, row)), []).append(row)
    lines = [_time_line(asked, group, alone=len(alike) == 1) for group in alike.values()]
    lines += _responsible(asked) + _starts(asked, rows)
    lines += _cutoffs(asked, rows)
    return lines + [asked.line(sentence(row.note), row) for row in rows if row.note]


def duration(asked: Asked, row: ProcessingTime) -> str:
    """Return ``3 ngày làm việc``, ``4–18 ngày`` or ``trong ngày``."""
    if row.unit == "same_day":
        return asked.say("utter_unit_same_day")
    unit = asked.say(f"utter_unit_{row.unit}")
    known = [value for value in (row.min, row.max) if value]
    if known == [_HALF] or known == [_HALF, _HALF]:
        return asked.say("utter_fact_half", unit=unit)
    if len(known) == 2 and known[0] != known[1]:
        return f"{number(known[0])}–{number(known[1])} {unit}"
    key = "utter_fact_at_least" if row.max is None else "utter_fact_duration"
    return asked.say(key, number=number(known[-1]), unit=unit)


def _is_known(row: ProcessingTime) -> bool:
    return row.unit == "same_day" or bool(row.min or row.max)


def _time_line(asked: Asked, alike: list[ProcessingTime], *, alone: bool) -> Line:
    row = alike[0]
    told = f"**{duration(asked, row)}**"
    part = next((part.name for part in asked.procedure.parts if part.id == row.part), None)
    channels = asked.ways_of_filing([each.channel for each in alike], alone=alone)
    label = ", ".join(each for each in (part, asked.case_words(row.case), channels) if each)
    if not label and not alone:
        label = asked.say("utter_time_group" if asked.procedure.parts else "utter_time_general")
    return asked.line(f"{label}: {told}." if label else f"{told}.", row)


def _responsible(asked: Asked) -> list[Line]:
    part = next((part for part in asked.procedure.parts if part.id == asked.part), None)
    if part is None or part.agency is None:
        return []
    return [asked.line(asked.say("utter_time_part_agency", agency=part.agency))]


def _starts(asked: Asked, rows: list[ProcessingTime]) -> list[Line]:
    told: dict[str, ProcessingTime] = {}
    for row in rows:
        if row.starts_from:
            told.setdefault(row.starts_from, row)
    return [
        asked.line(asked.say("utter_time_starts", start=start), row) for start, row in told.items()
    ]


def _cutoffs(asked: Asked, rows: list[ProcessingTime]) -> list[Line]:
    row = next((row for row in rows if row.cutoff), None)
    if row is None or row.cutoff is None:
        return []
    hour, minute = row.cutoff.split(":")
    key = "utter_fact_clock" if minute == "00" else "utter_fact_clock_minute"
    clock = asked.say(key, hour=int(hour), minute=minute)
    return [asked.line(asked.say("utter_time_cutoff", time=clock), row)]
