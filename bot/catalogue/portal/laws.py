"""The legal basis: titles and numbers, from the squashed table or from a real one.

``<title><number><title><number>…``: a number that is glued to what follows, or ends the
text, is a cell of its own; one with a space or a comma behind it is part of a title. Of
numbers glued to one another, two that are the same are a title and its cell. When a title
holds a seam of two cells, a row with an unknown number was there, and the whole list is
unknown. A year at the end of a title runs into the number (``năm 20223510/QĐ-…``); numbers
have four digits at most, so the year can be taken off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.catalogue.model import LegalBasis
from bot.catalogue.portal.shapes import Reading, Table
from bot.catalogue.portal.texts import has_seam, key_of, one_line, trimmed, without_marker
from bot.catalogue.portal.words import PortalWords, any_of

_LONGEST_TITLE = 500
_YEAR_AND_NUMBER = re.compile(r"(?:19|20)\d\d(?=\d{1,4}/)")
_NUMBER_LIKE = re.compile(r"(?<![\d/])\d+(?:\.?[a-z]|\.\d+)?/(?:19|20)\d")
_A_YEAR = re.compile(r"(?:19|20)\d\d/\D")
_LONGEST_NUMBER = 4
_JUNK = " .,;/\n\t\xa0"
_STOPS = ' ,;):”"-\n'
_GLUED_SIGNS = (".", ";", ")", "”")


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    number: str


def read_laws(text: str, words: PortalWords) -> Reading[LegalBasis]:
    """Return the documents of a squashed table, or none of them."""
    heading = words.heading_of_laws.match(text)
    if heading is None:
        return Reading(whole=False)
    body = text[heading.end() :]
    cells = _cells(body, words)
    if not cells:
        return Reading(whole=False, doubts=("the numbers of the laws cannot be told apart",))
    laws: list[LegalBasis] = []
    start = 0
    for cell in cells:
        title = _without_kind(body[start : cell.start].strip(_JUNK), words)
        if has_seam(title, words.mixed_case_words) or _has_unknown_number(title, words):
            return Reading(whole=False, doubts=("a law with an unknown number is among the laws",))
        _add(laws, cell.number, title, words)
        start = cell.end
    if body[start:].strip(_JUNK):
        return Reading(whole=False, doubts=("a law with an unknown number is among the laws",))
    return Reading(values=tuple(laws))


def laws_of_table(tables: Sequence[Table], words: PortalWords) -> Reading[LegalBasis]:
    """Return the documents of real tables (title, number), or none of them."""
    laws: list[LegalBasis] = []
    for row in (row for table in tables for row in table.rows):
        title, cell = row[0], row[1]
        found = words.law_number.search(cell)
        if found is None:
            return Reading(whole=False, doubts=(f"no known number of a law: {cell[:40]}",))
        _add(laws, found.group(), one_line(title), words)
    return Reading(values=tuple(laws), whole=bool(laws))


def _has_unknown_number(title: str, words: PortalWords) -> bool:
    """Tell whether a number such as ``167/2025`` or ``118/2025/NĐ-C`` is left in a title."""
    return _NUMBER_LIKE.search(words.law_number.sub(" ", title)) is not None


def _cells(body: str, words: PortalWords) -> list[_Cell] | None:
    """Return the cells of numbers; None when one cannot be cut out."""
    matches = list(words.law_number.finditer(body))
    cells: list[_Cell] = []
    while matches:
        run = _glued_run(matches)
        rest = matches[len(run) :]
        chosen = _of_run(body, run, rest, words)
        if chosen is None:
            return None
        for found in chosen:
            cell = _cell(body, found, words)
            if cell is None:
                return None
            cells.append(cell)
        matches = rest
    return cells


def _glued_run(matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    run = [matches[0]]
    for before, found in pairwise(matches):
        if found.start() != before.end():
            break
        run.append(found)
    return run


def _of_run(
    body: str,
    run: Sequence[re.Match[str]],
    rest: Sequence[re.Match[str]],
    words: PortalWords,
) -> list[re.Match[str]] | None:
    """Return the numbers of a glued run that are cells; None when nobody can tell."""
    if len(run) == 1:
        if _is_cell(body, run[0], words):
            return list(run)
        return None if _is_unclear(body, run[0], words) else []
    last = run[-1]
    between = body[last.end() : rest[0].start()] if rest else ""
    if rest and rest[0].group() == last.group() and key_of(between) in words.law_words:
        run = run[:-1]  # it is the title of the row whose cell follows: "số 61/2025/…"
    elif not _is_cell(body, last, words):
        return None
    chosen: list[re.Match[str]] = []
    at = 0
    while at < len(run):
        numbers = [_bare(each.group()) for each in run[at : at + 2]]
        if len(numbers) == 2 and numbers[0] == numbers[1]:
            chosen.append(run[at + 1])  # the end of a title and its cell
            at += 2
        elif len(numbers) == 2 or (at == 0 and len(run) == 1):
            chosen.append(run[at])
            at += 1
        else:
            return None
    return chosen


def _bare(number: str) -> str:
    return _YEAR_AND_NUMBER.sub("", number, count=1)


def _is_cell(body: str, found: re.Match[str], words: PortalWords) -> bool:
    """Tell a cell of its own from a number that a title names."""
    behind = body[found.end() :]
    if not behind.strip(_JUNK) or behind[0] not in _STOPS:
        return True
    if not _title_follows(behind):
        return False
    # A title may begin with a space: then the cell in front is glued to its own title.
    before = body[: found.start()]
    return _ends_in_glued_kind(before, words) or before[-1:].strip() not in ("", "(", "“", '"')


def _title_follows(behind: str) -> bool:
    return behind[0] in " \n-" and behind.lstrip(" \n-")[:1].isupper()


def _is_unclear(body: str, found: re.Match[str], words: PortalWords) -> bool:
    """Tell whether a number that is no cell may be one all the same.

    It may when it is glued to what is in front of it, as cells are, and when it has no kind
    of law in front but one behind.
    """
    before, behind = body[: found.start()], body[found.end() :]
    if before[-1:].isalnum() or before[-1:] in _GLUED_SIGNS:
        return True
    kind = re.match(rf"[ \n-]+(?i:{any_of(words.law_words)})\b", behind)
    if kind is None or not _title_follows(behind):
        return False
    return _without_kind(before, words) == before.strip(_JUNK)


def _cell(body: str, found: re.Match[str], words: PortalWords) -> _Cell | None:
    number, start = found.group(), found.start()
    year = _YEAR_AND_NUMBER.match(number)
    if year:
        return _Cell(start + year.end(), found.end(), number[year.end() :])
    digits = re.match(r"\d*", number)
    if digits is None or len(digits.group()) > _LONGEST_NUMBER or _A_YEAR.match(number):
        return None
    before = body[:start]
    if before and before[-1].isspace() and _without_kind(before, words) == before.strip(_JUNK):
        return None  # "Phụ lục 2" and "85/2019/…" look like "285/2019/…"
    return _Cell(start, found.end(), number)


def _ends_in_glued_kind(before: str, words: PortalWords) -> bool:
    """Tell whether "Luật số" or the like ends the text and is glued to a title."""
    kinds = any_of(words.law_words)
    return re.search(rf"(?<=[^\W_]|[.;)”])(?i:{kinds})\s*$", before) is not None


def _without_kind(title: str, words: PortalWords) -> str:
    """Return the title without the kind that begins the cell of the number behind it."""
    cut = re.search(rf"(?:^|(?<=\S)|(?<=\s))(?i:{any_of(words.law_words)})\s*$", title)
    return (title[: cut.start()] if cut else title).strip(_JUNK)


def _add(laws: list[LegalBasis], number: str, title: str, words: PortalWords) -> None:
    told = without_marker(title).strip(_JUNK)
    bare = trimmed(told.replace(number, " "))
    if key_of(bare) in words.law_words or not bare or len(told) > _LONGEST_TITLE:
        told = ""
    if number not in {law.number for law in laws}:
        laws.append(LegalBasis(number=number, title=told or None))
