"""The table of ways to file, squashed into one string, cut into rows and cells again.

``Trực tiếp5 Ngày làm việc10 USD(…)Trực tuyến…`` is a row for each way of filing: the way,
a time, a fee with a remark in brackets, a description. A row starts where a way is glued to
a time and a time to a fee; the same words inside a description are followed by a space or a
stop. A way that is glued to something else makes the table unreadable: two rows would be
taken for one.

A number glued to the next one cannot be cut: ``120,000 VNĐ`` is 120.000 đồng, or a time "1"
of which the unit is missing and 20.000 đồng. Such a row keeps both as ``glued``.
"""

from __future__ import annotations

from bot.catalogue.portal.fee_cell import fee_cell_end
from bot.catalogue.portal.shapes import Way
from bot.catalogue.portal.words import PortalWords


def read_ways(text: str, words: PortalWords) -> list[Way] | None:
    """Return the rows; None when the text is no such table, or not to be cut surely."""
    heading = words.heading_of_ways.match(text)
    if heading is None:
        return None
    starts = _row_starts(text, heading.end(), words)
    if not starts or starts[0][0] != heading.end():
        return None
    ends = [start for start, _ in starts[1:]] + [len(text)]
    rows: list[Way] = []
    for (start, cells), end in zip(starts, ends, strict=True):
        row = _row(text[start:end], cells - start, words)
        if row is None:
            return None
        rows.append(row)
    return rows


def _row_starts(text: str, begin: int, words: PortalWords) -> list[tuple[int, int]]:
    """Return where rows and their cells start; nothing when a start is not understood."""
    starts: list[tuple[int, int]] = []
    at = begin
    while found := words.channel.search(text, at):
        at = found.end()
        follower = text[at : at + 1]
        if not (follower.isupper() or follower.isdigit()):
            continue  # the words inside a description
        if words.time_and_fee.match(text, at) is None:
            return []
        starts.append((found.start(), at))
    return starts


def _row(row: str, cells: int, words: PortalWords) -> Way | None:
    channel = words.channels[row[:cells]]
    found = words.time_and_fee.match(row, cells)
    if found is None:  # its fee stands behind the start of another row
        return None
    fee = found.end()
    end = fee_cell_end(row, fee, words)
    cell, about = row[fee:end].strip(), row[end:].strip()
    if end == len(row) and cell.count("(") > cell.count(")"):
        about = cell  # the bracket never closes: the description is somewhere in it
    time = (found["bare"] or found["time"] or "").strip()
    if time or not row[fee : fee + 1].isdigit():
        return Way(channel=channel, time=time, fee=cell, about=about)
    return Way(channel=channel, time="", fee="", about=about, glued=cell)
