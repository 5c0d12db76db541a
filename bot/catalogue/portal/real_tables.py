"""Rows of real tables, as a Word export has them, in the form of the squashed ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.portal.shapes import Paper, Papers, Table, Way
from bot.catalogue.portal.texts import one_line
from bot.catalogue.portal.words import PortalWords

_COUNTS_BEHIND = re.compile(
    r"bản chính\s*:\s*(?P<originals>\d{1,3})(?:[\s,;.-]+bản sao\s*:\s*(?P<copies>\d{1,3}))?"
    r"|bản sao\s*:\s*(?P<copies_alone>\d{1,3})",
    re.IGNORECASE,
)
_COUNTS_IN_FRONT = re.compile(
    r"(?P<originals>\d{1,3})\s*bản chính(?:[\s,;.-]+(?P<copies>\d{1,3})\s*bản sao)?"
    r"|(?P<copies_alone>\d{1,3})\s*bản sao",
    re.IGNORECASE,
)
_EDGES = " .,;-"


def ways_of_table(tables: Sequence[Table], words: PortalWords) -> list[Way] | None:
    """Return the rows of the ways to file; None when one has no known way."""
    ways: list[Way] = []
    for row in (row for table in tables for row in table.rows):
        channel = words.channels.get(one_line(row[0]))
        if channel is None:
            return None
        ways.append(
            Way(channel=channel, time=one_line(row[1]), fee=row[2].strip(), about=row[3].strip())
        )
    return ways or None


def papers_of_table(tables: Sequence[Table], words: PortalWords) -> list[Papers] | None:
    """Return the tables of papers; None when a row has no count that is understood."""
    papers: list[Papers] = []
    for table in tables:
        rows: list[Paper] = []
        for row in table.rows:
            name, form, count = row[0], row[1], one_line(row[2])
            counts = _counts(count)
            if counts is None:
                return None
            form = "" if words.says_nothing(form) else form
            rows.append(Paper(name=name, form=form, originals=counts[0], copies=counts[1]))
        papers.append(Papers(heading=table.heading.strip().strip("-").strip(), rows=tuple(rows)))
    return papers


def _counts(cell: str) -> tuple[int, int] | None:
    """Return (originals, copies) of ``Bản chính: 1 Bản sao: 0`` or ``1 bản chính, 2 bản sao``."""
    for pattern in (_COUNTS_BEHIND, _COUNTS_IN_FRONT):
        found = pattern.fullmatch(cell.strip(_EDGES))
        if found:
            copies = found["copies"] or found["copies_alone"]
            return int(found["originals"] or 0), int(copies or 0)
    return None
