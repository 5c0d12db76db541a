"""The cell of fees: one or more lines ``[Phí :] amount currency (remark)``.

``50,000 Việt Nam Đồng(50.000 đồng/giấy.)`` is one line; a Word export may hold several,
each with its own label and remark. "Miễn phí" and "Không có thông tin" are lines too.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.portal.money import number_of
from bot.catalogue.portal.texts import balanced_end
from bot.catalogue.portal.words import PortalWords


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """A line of the cell; ``currency`` is set where it has a number."""

    amount: int | None
    """None: no number, or none that can be read."""
    currency: str = ""
    """as written; empty when the line has no number."""
    remark: str = ""
    """what stands in brackets behind it, without them."""
    closed: bool = True
    """False: the bracket never closes, so nobody knows where the remark ends."""


def fee_cell_end(text: str, start: int, words: PortalWords) -> int:
    """Return where the cell of fees ends that starts at ``start`` of a squashed row."""
    end = _line_end(text, start, words)
    # Only a cell whose lines have labels holds several; else "Phí: …" begins a description.
    while _is_labelled(text, start, words) and _is_labelled(text, end, words):
        start, end = end, _line_end(text, end, words)
    return end


def fee_lines(cell: str, words: PortalWords) -> list[FeeLine] | None:
    """Return the lines of a cell; None when something of it is no such line."""
    lines: list[FeeLine] = []
    at = 0
    while at < len(cell):
        if cell[at] in " \n;,":
            at += 1
            continue
        end = _line_end(cell, at, words)
        if end == at:
            return None
        lines.append(_line(cell[at:end], words))
        at = end
    return lines


def _line_end(text: str, start: int, words: PortalWords) -> int:
    """Return the end of the line that starts here, or ``start`` when none does."""
    end = _value_end(text, start, words)
    if end == start:
        return start
    bracket = end
    while text[bracket : bracket + 1] in (" ", "\n"):
        bracket += 1
    if text[bracket : bracket + 1] != "(":
        return end
    return balanced_end(text, bracket) or len(text)


def _is_labelled(text: str, start: int, words: PortalWords) -> bool:
    found = words.money.match(text, start)
    return found is not None and found["label"] is not None


def _value_end(text: str, start: int, words: PortalWords) -> int:
    found = words.money.match(text, start)
    if found:
        return found.end()
    wordy = [words.free_cell, *words.nothing]
    return max((start + len(each) for each in wordy if text.startswith(each, start)), default=start)


def _line(line: str, words: PortalWords) -> FeeLine:
    value_end = _value_end(line, 0, words)
    rest = line[value_end:].strip()
    closed = not rest or balanced_end(rest, 0) == len(rest)
    remark = rest[1:-1] if closed else rest[1:]
    found = words.money.match(line)
    if found is None:
        return FeeLine(amount=None, remark=remark.strip(), closed=closed)
    return FeeLine(
        amount=number_of(found["amount"].rstrip(".,")),
        currency=found["currency"],
        remark=remark.strip(),
        closed=closed,
    )


def is_foreign(line: FeeLine, words: PortalWords) -> bool:
    """Tell whether the line's number is in another currency than đồng, or a share."""
    return bool(line.currency) and line.currency not in words.dong
