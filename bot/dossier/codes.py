"""Recognise dossier codes as people type them.

The forms are data (``catalogue_data/dossier_codes.yml``). Every stretch that
could be a code is tidied (capitals, dashes, commas, ``O`` for ``0``, spaces)
and then has to match a form as a whole. Spaces may stand for a missing dash or
dot, but never disappear between two digits: payment codes and other numbers
would otherwise turn into dossier codes.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from bot.data_files import DataFileError, read_data_file
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

CODES_FILE = PROJECT_DIR / "catalogue_data" / "dossier_codes.yml"

_LONGEST = 60
_FEWEST_DIGITS = 9
_DASHES = r"\-‐‑‒–—―−﹣－"
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff"
_TIDY = str.maketrans(
    {**dict.fromkeys(_DASHES[1:], "-"), ",": ".", "O": "0"} | dict.fromkeys(_HIDDEN)
)
_RUN = re.compile(rf"[A-Za-z0-9.,\s{_DASHES}{_HIDDEN}]{{1,{_LONGEST}}}")
_START = re.compile(r"[A-Za-z0-9]")
_SPACED_MARK = re.compile(r"\s*([.-])[\s.-]*")
_MARK = re.compile(r"[.-]")
_GAP = re.compile(r"(?<=([A-Z0-9]))\s+(?=([A-Z0-9]))")
_ANY_GAP = re.compile(r"[\s.-]+")
_GAP_AFTER_LETTER = re.compile(r"(?<=[A-Z])~(?=[0-9])")
_GROUP_NAME = re.compile(r"(?<=\()\?P<\w+>")
_PATTERN_PIECE = re.compile(r"\[[^\]]*\]|\\.|.", re.DOTALL)
"""a class of characters, or one character"""
_MARKS_IN_PATTERNS = frozenset({"-", r"\-", r"\."})
_MOST_GAPS = 6
_LONGEST_STUCK = 16
_MEANT_AS_CODE = re.compile(
    rf"(?<!\w)[A-Za-z]\d{{2}}(?=[\dA-Za-z.,\s{_DASHES}]*\d)[\d.,\s{_DASHES}]{{7,{_LONGEST}}}"
)
_CENTURY = 2000


@dataclass(frozen=True)
class DossierCode:
    """A code in its tidy spelling, and where it stands in the text as typed."""

    value: str
    start: int
    end: int

    @property
    def tail(self) -> str:
        """The last four digits, all that an answer repeats of the code."""
        return self.value[-4:]


@dataclass(frozen=True, kw_only=True)
class CodeForm:
    """One way that codes are written."""

    id: str
    pattern: str
    note: str
    certainty: Literal["L", "P", "S", "M"]
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class CodeAgency:
    """Whose codes start with ``prefix``."""

    prefix: str
    name: str
    certainty: Literal["L", "P", "S", "M"]


@dataclass(frozen=True, kw_only=True)
class CodeForms:
    """The data file: all forms, and what is known about the agencies' part."""

    forms: tuple[CodeForm, ...]
    stuck_words: tuple[str, ...] = ()
    agencies: tuple[CodeAgency, ...] = ()

    @functools.cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The enabled forms, compiled."""
        return tuple(re.compile(form.pattern, re.ASCII) for form in self.forms if form.enabled)

    @functools.cached_property
    def outline(self) -> re.Pattern[str]:
        """All enabled forms, their dashes and dots as gaps that may be missing."""
        forms = (f"(?:{_outlined(form.pattern)})" for form in self.forms if form.enabled)
        return re.compile("|".join(forms) or r"(?!)", re.ASCII)

    def agency_of(self, value: str) -> CodeAgency | None:
        """Return the agency with the longest matching prefix, None when unknown."""
        first = re.sub(r"^(\d{3}\.\d{2}\.\d{2}\.)", "", value)
        known = [row for row in self.agencies if re.match(re.escape(row.prefix) + r"\b", first)]
        return max(known, key=lambda row: len(row.prefix), default=None)


def load_code_forms(path: Path = CODES_FILE) -> CodeForms:
    """Read the data file; ``DataFileError`` names the key of a broken pattern."""
    forms = read_data_file(path, CodeForms)
    for index, form in enumerate(forms.forms):
        try:
            re.compile(form.pattern)
        except re.error as error:
            raise DataFileError(path, f"forms[{index}].pattern", str(error)) from error
    return forms


@functools.cache
def _committed_forms() -> CodeForms:
    return load_code_forms()


def find_codes(text: str, today: date, forms: CodeForms | None = None) -> list[DossierCode]:
    """Return the codes in ``text`` in order; offsets point into ``text`` as given.

    ``today`` is the last day that a code may carry. ``forms`` defaults to the
    committed data file.
    """
    if _digits(text) < _FEWEST_DIGITS:
        return []
    forms = forms or _committed_forms()
    found: list[DossierCode] = []
    position = 0
    while match := _START.search(text, position):
        position = match.end()
        if not _may_start(text, match.start(), forms):
            continue
        code = _code_at(text, match.start(), today, forms)
        if code is not None:
            found.append(code)
            position = code.end
    return found


def is_meant_as_code(text: str) -> bool:
    """Tell whether the text holds something like a code, right or wrong: "H1316-240326-0042"."""
    return any(_digits(found[0]) >= _FEWEST_DIGITS for found in _MEANT_AS_CODE.finditer(text))


def _may_start(text: str, start: int, forms: CodeForms) -> bool:
    """Tell whether a code may begin here: not in the middle of a longer token."""
    before = text[max(0, start - _LONGEST_STUCK) : start]
    stuck = re.search(r"[^\W_]+$", before)
    if stuck:
        return fold(stuck[0]) in forms.stuck_words
    return not re.search(rf"\d[.,{_DASHES}]$", before)


def _code_at(text: str, start: int, today: date, forms: CodeForms) -> DossierCode | None:
    """Return the longest code that starts exactly here."""
    run = _RUN.match(text, start)
    if run is None or not forms.outline.match(_gapped(run[0])):
        return None
    for end in range(run.end(), start + _FEWEST_DIGITS, -1):
        if not _may_end(text, end) or _digits(text[start:end]) < _FEWEST_DIGITS:
            continue
        if not forms.outline.fullmatch(_gapped(text[start:end])):
            continue
        for spelling in _spellings(text[start:end]):
            if any(_is_code(pattern, spelling, today) for pattern in forms.patterns):
                return DossierCode(spelling, start, end)
    return None


def _may_end(text: str, end: int) -> bool:
    last, rest = text[end - 1], text[end : end + 2]
    if last in "oO":
        return not rest[:1].isalnum()
    if not last.isdecimal() or rest[:1].isdecimal():
        return False
    return not re.match(rf"[.,{_DASHES}]\d", rest)


def _digits(text: str) -> int:
    return sum(letter.isdecimal() or letter in "oO" for letter in text)


def _gapped(written: str) -> str:
    """Return ``written`` as outlines are held against it.

    Without this first look long rows of numbers would be tried in thousands of spellings.
    """
    return _GAP_AFTER_LETTER.sub("", _ANY_GAP.sub("~", written.upper().translate(_TIDY)))


def _outlined(pattern: str) -> str:
    """Return the pattern of a form with a gap for each dash and dot."""
    pieces = _PATTERN_PIECE.findall(_GROUP_NAME.sub("?:", pattern))
    return "".join("~?" if piece in _MARKS_IN_PATTERNS else piece for piece in pieces)


def _spellings(written: str) -> Iterator[str]:
    """Yield the tidy spellings that ``written`` can stand for, likeliest first.

    A space between a letter and its digit goes away; any other space stands for
    a dash or a dot. Last, dots and dashes may have been typed for each other.
    """
    tidy = _SPACED_MARK.sub(r"\1", written.upper().translate(_TIDY))
    yield from _filled(_GAP.split(tidy))
    yield from _filled(_GAP.split(_MARK.sub(" ", tidy)))


def _filled(pieces: list[str]) -> Iterator[str]:
    """Yield the spellings that put a mark, or nothing, into each gap between ``pieces``."""
    gaps = [tuple(pieces[index : index + 2]) for index in range(1, len(pieces), 3)]
    if len(gaps) > _MOST_GAPS:
        return
    choices = [("",) if left.isalpha() and right.isdigit() else ("-", ".") for left, right in gaps]
    for marks in itertools.product(*choices):
        yield pieces[0] + "".join(
            mark + piece for mark, piece in zip(marks, pieces[3::3], strict=True)
        )


def _is_code(pattern: re.Pattern[str], spelling: str, today: date) -> bool:
    match = pattern.fullmatch(spelling)
    if match is None:
        return False
    if "date" not in pattern.groupindex:
        return True
    year, month, day = (int(match["date"][index : index + 2]) for index in (0, 2, 4))
    try:
        given = date(_CENTURY + year, month, day)
    except ValueError:
        return False
    return given <= today
