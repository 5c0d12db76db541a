"""Tables of papers, squashed into one string, cut into headings, rows and cells again.

``--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn …Mẫu 03.docx1 bản chính,1 bản sao…``: the column
headings begin a table, a count ends a row, and what stands between the last count of a table
and the next column headings is the heading of the next table. The portal's counts are glued
to both neighbours and never padded ("01"); "01 bản chính" or "1 bản sao hoặc" with a space
behind is part of a name. The digits of a name that ends in a number run into the count
("Phụ lục số 271 bản chính"): the count is the last digit, for the portal's counts have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.portal.form_files import split_form
from bot.catalogue.portal.shapes import Paper, Papers
from bot.catalogue.portal.words import PortalWords

_COUNT = re.compile(
    r"(?<!\d)(?P<digits>\d+) bản chính(?:,(?P<copies>\d+) bản sao)?(?P<next>.?)", re.S
)
_NAME_GOES_ON = ' .,;:)”"\n'
_PADDED = re.compile(r"(?:^|[\s(])0\d$")
NO_HEADING = re.compile(r"(?:--)*\s*")


def read_papers(text: str, words: PortalWords) -> list[Papers] | None:
    """Return the tables; None when there is text that is no table, or not to be cut surely."""
    if NO_HEADING.fullmatch(text):
        return []
    parts = words.heading_of_papers.split(text)
    if len(parts) < 2:
        return None
    tables: list[Papers] = []
    heading = parts[0]
    for part in parts[1:]:
        cut = _cut(part, words)
        if cut is None:
            return None
        rows, rest = cut
        tables.append(Papers(heading=heading.strip().strip("-").strip(), rows=tuple(rows)))
        heading = rest
    if not NO_HEADING.fullmatch(heading):
        return None  # a row whose count is missing, or a note below the last table
    return tables


def _cut(part: str, words: PortalWords) -> tuple[list[Paper], str] | None:
    """Return the rows of one table and what stands behind them."""
    rows: list[Paper] = []
    start = 0
    for found in _counts(part):
        if found is None:
            return None
        originals, copies, name_end, end = found
        named = split_form(part[start:name_end], words)
        if named is None:
            return None
        rows.append(Paper(name=named[0], form=named[1], originals=originals, copies=copies))
        start = end
    return rows, part[start:]


def _counts(part: str) -> Iterator[tuple[int, int, int, int] | None]:
    """Yield (originals, copies, end of the name, end of the count); None when in doubt."""
    for found in _COUNT.finditer(part):
        digits, start = found["digits"], found.start()
        behind = part[max(0, start - 1) : start] + digits
        goes_on = found["next"] != "" and found["next"] in _NAME_GOES_ON
        if _PADDED.search(behind):
            if goes_on:
                continue  # "01 bản chính …" of a name
            yield None
            continue
        if goes_on and found["copies"] is None:
            if part[start - 1 : start] not in (" ", "(", "\n"):
                yield None  # glued in front, free behind: either
            continue
        if len(digits) > 1 and digits[-1] == "0":
            yield None
            continue
        end = found.end() - len(found["next"])
        copies = int(found["copies"] or 0)
        yield int(digits[-1]), copies, start + len(digits) - 1, end
