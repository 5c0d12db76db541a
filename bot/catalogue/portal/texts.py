"""Cleaning the portal's texts: spaces, bullets, wrapped lines, and the page's furniture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

_NOT_TEXT = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\ue000-\uf8ff\ufeff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_MARKER = re.compile(
    r"^(?:[\s\-–—+*•·.;,:)]+"  # bullets
    r"|\(?(?:[ivx]{1,5}|[a-zđ]|\d{1,2})(?:\.\d{1,2}){0,4}[.)]+(?=\s|[^\W\d])\.?\)?\s*"  # (i) 2. a)
    r"|(?:\d{1,2}\.){1,4}\d{1,2}\.?(?=\s)\s*)"  # 6.1.2
)
_ENDS = re.compile(r"[.;:!?…]$")
_SHORTEST_WRAPPED = 40
_NARROW, _WIDE = 0.9, 1.1


def composed(text: str) -> str:
    """Return the text in composed form (NFC), line breaks as newlines, without control signs."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_TEXT.sub(" ", plain)


def one_line(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def without_marker(text: str) -> str:
    """Return one line without bullet or number in front: ``a) Đơn …`` as ``Đơn …``."""
    text = one_line(text)
    while (found := _MARKER.match(text)) and found.end():
        text = text[found.end() :]
    return text.strip()


def trimmed(text: str) -> str:
    """Return one line without marker and without a separator at its end."""
    return without_marker(text).rstrip(" .;,:").strip()


def key_of(text: str) -> str:
    """Return what two writings of the same words have in common."""
    return trimmed(text).casefold()


def logical_lines(text: str) -> list[str]:
    """Return the lines, those joined again that were wrapped in the middle of a sentence.

    A line that goes on in lower case was surely wrapped. In a text with such lines, one that
    is about as long goes on as well, whatever the next begins with: a name, a number.
    """
    raw = [line for each in text.split("\n") if (line := _SPACES.sub(" ", each).strip())]
    wrapped = [len(line) for line, after in pairwise(raw) if _goes_on(line, after)]
    narrow, wide = (_NARROW * min(wrapped), _WIDE * max(wrapped)) if wrapped else (0, 0)
    lines = raw[:1]
    for line, after in pairwise(raw):
        as_long = narrow <= len(line) <= wide and len(line) >= _SHORTEST_WRAPPED
        open_end = not (_ENDS.search(line) or _MARKER.match(after))
        if _goes_on(line, after) or (as_long and open_end):
            lines[-1] += f" {after}"
        else:
            lines.append(after)
    return lines


def _goes_on(line: str, after: str) -> bool:
    return after[0].islower() and not _MARKER.match(after) and not _ENDS.search(line)


def before_any(text: str, tails: Iterable[str]) -> str:
    """Return the text up to the first of these furniture phrases."""
    ends = [at for tail in tails if (at := text.find(tail)) >= 0]
    return text[: min(ends)] if ends else text


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of these lower-case phrases stands in the text, whatever its case."""
    lowered = text.casefold()
    return any(phrase in lowered for phrase in phrases)


def balanced_end(text: str, start: int) -> int | None:
    """Return the end of the bracket that opens at ``start``; None when it never closes."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1
    return None


_SEAM_BEFORE = ".;)”"


def has_seam(text: str, but: Iterable[str]) -> bool:
    """Tell whether two cells may run together in a text: a capital is glued to what is before.

    ``but`` are words that are written so, such as "VNeID".
    """
    for word in but:
        text = text.replace(word, " ")
    return any(_is_seam(text, at) for at in range(2, len(text) - 2))


def _is_seam(text: str, at: int) -> bool:
    first, following, before = text[at], text[at + 1 : at + 3], text[at - 2 : at]
    if not (first.isupper() and following[0].islower() and not following[1:].isupper()):
        return False
    if before[1] in _SEAM_BEFORE or before[1].isdigit():
        return True
    return before.isalpha() and (before.islower() or before.isupper())


def starts_with_marker(text: str) -> bool:
    """Tell whether the text begins with a bullet or a number: ``a) Đơn …``."""
    return _MARKER.match(text) is not None
