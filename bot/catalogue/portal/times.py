"""How long it takes: the column of times, checked against the description beside it.

A cell is believed when its description tells no duration, tells the same one, or tells
several of which it is one or the sum; then the description goes with it as a note. Else it
is unknown: "5 Ngày" beside "05 ngày làm việc" is a contradiction, "0 Ngày" and a number
without a unit ("1") are gaps that the portal filled in, and months are no unit of the
catalogue. Rows of one way of filing that differ are cases; what tells them apart must stand
in their descriptions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalogue.model import FilingChannel, ProcessingTime, TimeUnit
from bot.catalogue.portal.cases import CaseBook
from bot.catalogue.portal.durations import (
    Duration,
    cell_duration,
    durations_in,
    sentences_with_durations,
)
from bot.catalogue.portal.shapes import Reading, Way
from bot.catalogue.portal.texts import has_any, one_line
from bot.catalogue.portal.words import PortalWords

LONGEST_NOTE = 300
"""characters; a longer description is no note that anybody reads"""


@dataclass(frozen=True)
class _Row:
    channel: FilingChannel
    number: float
    unit: TimeUnit
    note: str | None
    about: str


def read_times(
    ways: Sequence[Way], steps: str, words: PortalWords, cases: CaseBook
) -> Reading[ProcessingTime]:
    """Return the times of all rows that are sure; ``whole`` tells whether all are.

    ``steps`` is the record's text of the procedure, which may count the same number in
    another kind of days.
    """
    in_steps = durations_in(steps)
    rows: list[_Row] = []
    doubts: list[str] = []
    unknown = False
    for way in ways:
        row, doubt = _row(way, words)
        if row is not None and _counts_otherwise(row, in_steps):
            row, doubt = None, f"the table says {way.time}, the steps count it in other days"
        if row is not None:
            rows.append(row)
        unknown = unknown or row is None
        doubts += [doubt] if doubt else []
    times, doubt = _told_apart(rows, cases)
    doubts += [doubt] if doubt else []
    if rows and not times:
        unknown = True
    return Reading(
        values=_merged(times, ways), whole=not unknown, doubts=tuple(dict.fromkeys(doubts))
    )


def _row(way: Way, words: PortalWords) -> tuple[_Row | None, str | None]:
    if way.glued:
        return None, f"time and fee are glued together: {way.glued[:40]}"
    if words.says_nothing(way.time):
        return None, None
    told = cell_duration(way.time, words)
    if told is None:
        if way.time.isdigit():
            return None, f"the time {way.time} has no unit"
        return None, f"the time is told in words: {one_line(way.time)[:60]}"
    if told.unit is None:
        return None, f"the time is counted in a unit of its own: {way.time}"
    if not told.number:
        return None, f"the time is {way.time}"
    return _checked(way, told, told.unit, words)


def _checked(
    way: Way, told: Duration, unit: TimeUnit, words: PortalWords
) -> tuple[_Row | None, str | None]:
    others = durations_in(one_line(way.about))
    note = sentences_with_durations(way.about)
    row = _Row(way.channel, told.number, unit, None, note)
    if any(each != told for each in others):
        if told not in others and not _is_sum(told, others):
            return None, f"the table says {way.time}, its description another time"
        if len(note) > LONGEST_NOTE:
            return None, f"the table says {way.time}, its long description several times"
        return replace(row, note=note), None
    if has_any(note, words.conditional) and len(note) <= LONGEST_NOTE:
        return replace(row, note=note), None
    return row, None


def _counts_otherwise(row: _Row, in_steps: Sequence[Duration]) -> bool:
    """Tell whether the steps have this number of days, but only of the other kind."""
    units = {each.unit for each in in_steps if each.number == row.number}
    days = units & {"day", "working_day"}
    return row.unit in ("day", "working_day") and bool(days) and row.unit not in days


def _is_sum(told: Duration, parts: Sequence[Duration]) -> bool:
    """Tell whether the description counts up the steps that make the whole time."""
    alike = len(parts) > 1 and all(part.unit == told.unit for part in parts)
    return alike and sum(part.number for part in parts) == told.number


def _told_apart(rows: Sequence[_Row], cases: CaseBook) -> tuple[list[ProcessingTime], str | None]:
    """Return the rows as times; those of one way that differ become cases, or nothing."""
    by_channel: dict[FilingChannel, list[_Row]] = defaultdict(list)
    for row in rows:
        same = [each for each in by_channel[row.channel] if _says_the_same(each, row)]
        if not same:
            by_channel[row.channel].append(row)
    told = [row for group in by_channel.values() for row in group]
    several = len({(row.number, row.unit) for row in told}) > 1
    if all(len(group) == 1 for group in by_channel.values()):
        if several and any(len(row.about) > LONGEST_NOTE for row in told):
            return [], "the ways of filing differ in time, and long descriptions say why"
        if several:  # a ministry may have put cases into the rows
            told = [replace(row, note=row.about or None) for row in told]
        doubt = "the ways of filing take different times" if several else None
        return [_time(row, None) for row in told], doubt
    texts = {(row.number, row.unit): row.about for row in told}
    apart = all(0 < len(row.about) <= LONGEST_NOTE for row in told)
    apart = apart and all(texts[row.number, row.unit] == row.about for row in told)
    if not apart or len(set(texts.values())) < len(texts):
        return [], "several times for one way of filing, and nothing tells them apart"
    return [_time(replace(row, note=None), cases.id_of(row.about)) for row in told], None


def _says_the_same(one: _Row, other: _Row) -> bool:
    return (one.number, one.unit, one.note) == (other.number, other.unit, other.note)


def _time(row: _Row, case: str | None) -> ProcessingTime:
    number = int(row.number) if row.number == int(row.number) else row.number
    return ProcessingTime(channel=row.channel, case=case, max=number, unit=row.unit, note=row.note)


def _merged(times: Sequence[ProcessingTime], ways: Sequence[Way]) -> tuple[ProcessingTime, ...]:
    """Return one row without a way of filing where all three ways take as long."""
    bare = {replace(each, channel=None) for each in times}
    told = {each.channel for each in times}
    if len(told) == 3 and len(times) == 3 and len(bare) == 1 and {w.channel for w in ways} == told:
        return tuple(bare)
    return tuple(times)
