"""What to bring: rows of the tables of papers as documents, headings as cases.

The list is whole or unknown: a paper left out is a second trip to the office. So all of it is
unknown when one row contradicts itself (named a copy, counted as an original; "01 bản chính"
in the name, another number in the column; alternatives counted as both), when a row only
introduces others ("gồm các giấy tờ sau:") or has no count at all, as the portal's remarks
have, or when a heading is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.catalogue.model import Document, DocumentKind, Fact
from bot.catalogue.portal.cases import CaseBook
from bot.catalogue.portal.shapes import Paper, Papers, Reading
from bot.catalogue.portal.texts import has_any, has_seam, key_of, one_line, trimmed
from bot.catalogue.portal.words import PortalWords, any_of

_LONGEST_HEADING = 300
_LONGEST_NAME = 1_500
"""characters; more is a text about papers and no name of one"""
_MOST_DOUBTS = 3
_IN_NAME = re.compile(
    r"(?P<count>\d{1,2})\s*(?:\([^()\d]{1,20}\)\s*)?(?P<kind>bản chính|bản gốc|bản sao|bản chụp)"
)


def read_documents(
    tables: Sequence[Papers], words: PortalWords, cases: CaseBook
) -> tuple[Reading[Document], list[Fact]]:
    """Return the documents and the forms; neither where a row or heading is not understood."""
    doubts = [
        doubt
        for table in tables
        for doubt in (_heading_doubt(table.heading, words), *_row_doubts(table, words))
        if doubt
    ]
    if doubts:
        shown = list(dict.fromkeys(doubts))
        more = [f"{len(shown) - _MOST_DOUBTS} more doubts about the papers"]
        shown = shown[:_MOST_DOUBTS] + (more if len(shown) > _MOST_DOUBTS else [])
        return Reading(whole=False, doubts=tuple(shown)), []
    documents: list[Document] = []
    forms: list[Fact] = []
    for table in tables:
        case, condition = _place(table, len(tables), words, cases)
        for row in table.rows:
            documents += [
                each for each in _documents(row, case, condition, words) if each not in documents
            ]
            fact = Fact(text=one_line(row.form), case=case)
            if row.form and fact not in forms:
                forms.append(fact)
    return Reading(values=tuple(documents)), forms


def _heading_doubt(heading: str, words: PortalWords) -> str | None:
    if len(one_line(heading)) > _LONGEST_HEADING:
        return "the heading of a table of papers is a text"
    if key_of(heading) in words.note_headings:
        return "a table of papers holds remarks"
    return None


def _row_doubts(table: Papers, words: PortalWords) -> Iterator[str]:
    for row in table.rows:
        name = one_line(row.name)
        shown = trimmed(name)[:50]
        if not trimmed(name) or len(name) > _LONGEST_NAME:
            yield "a row of the papers has no name, or a text for a name"
        elif has_seam(name, words.mixed_case_words):
            yield f"two rows may have run together: “{shown}”"
        elif not row.originals and not row.copies:
            yield f"no count beside “{shown}”"
        elif _introduces(name, words):
            yield f"a row introduces others: “{shown}”"
        elif _contradicts(row, words):
            yield f"the count contradicts the name of “{shown}”"


def _introduces(name: str, words: PortalWords) -> bool:
    if not name.rstrip().endswith(":"):
        return False
    last = re.compile(rf"(?:^|\W)(?:{any_of(words.introduces)})$", re.IGNORECASE)
    return last.search(trimmed(name)) is not None or has_any(name, ("trường hợp", "đối với"))


def _contradicts(row: Paper, words: PortalWords) -> bool:
    name = trimmed(row.name).casefold()
    alternatives = has_any(name, words.alternatives)
    named_copy = name.startswith(words.copy_starts)
    named_original = name.startswith(words.original_starts)
    if row.originals and row.copies and alternatives and "bản chính" in name and "bản sao" in name:
        return True  # either, counted as both
    if named_copy and row.originals and not (alternatives and has_any(name, words.original_starts)):
        return True
    if named_copy and not row.copies and has_any(name, words.shown_beside):
        return True  # the copy is handed in; the original is only shown
    if (
        named_original
        and not row.originals
        and not (alternatives and has_any(name, words.copy_starts))
    ):
        return True
    return _counts_differ(name, row, alternatives)


def _counts_differ(name: str, row: Paper, alternatives: bool) -> bool:
    """Tell whether the name counts otherwise than the column."""
    told: dict[bool, set[int]] = {True: set(), False: set()}
    for found in _IN_NAME.finditer(name):
        told[found["kind"] in ("bản chính", "bản gốc")].add(int(found["count"]))
    originals, copies = told[True], told[False]
    if not originals and not copies:
        return False
    if alternatives and originals and copies:
        return row.originals not in {0, *originals} or row.copies not in {0, *copies}
    return (row.originals or 0) not in (originals or {0}) or (row.copies or 0) not in (
        copies or {0}
    )


def _place(
    table: Papers, tables: int, words: PortalWords, cases: CaseBook
) -> tuple[str | None, str | None]:
    """Return the case of a table, or the condition that its papers are only shown."""
    heading = trimmed(table.heading)
    key = key_of(heading)
    if not heading or key in words.group_headings:
        return None, None
    if key in words.shown_headings:
        return None, heading[0].lower() + heading[1:]
    if tables == 1 and not has_any(heading, words.conditional):
        return None, None
    return cases.id_of(heading), None


def _documents(
    row: Paper, case: str | None, condition: str | None, words: PortalWords
) -> Iterator[Document]:
    name = trimmed(row.name)
    original: DocumentKind = "form" if row.form else "original"
    copy: DocumentKind = "certified_copy" if _is_certified(name, words) else "copy"
    for kind, count in ((original, row.originals), (copy, row.copies)):
        if count:
            yield Document(name=name, kind=kind, copies=count, case=case, condition=condition)


def _is_certified(name: str, words: PortalWords) -> bool:
    """Tell a certified copy from one that may be certified, or shown with the original."""
    return has_any(name, words.certified) and not has_any(name, words.alternatives)
