"""The name of a form's file, cut from the name of the paper that it is glued to.

Between two cells a letter, a stop or a bracket touches the next cell without a space. Such a
seam is taken when what follows is a likely name of a file; the first one wins, for a paper's
name has spaces behind its stops and a file's name often has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.portal.words import PortalWords, any_of

_LONGEST_FILE = 120
_SHORTEST_NAME = 6
_NOT_IN_A_FILE = re.compile(r'[/\\:*?"<>|;\n]')
_TOUCH = re.compile(r"(?<=[^\s])(?=[^\W_])")
_NUMBERED = re.compile(r"\d\d|\d\.\s?\S")


def split_form(cell: str, words: PortalWords) -> tuple[str, str] | None:
    """Return (name, file); the file is empty when there is none.

    None when a file is there and nobody can tell where its name starts.
    """
    ending = rf"\.(?:{any_of(words.form_files)})"
    last = re.search(rf"{ending}\s*$", cell, re.IGNORECASE)
    if last is None:
        hidden = re.search(rf"{ending}(?![^\W_])", cell, re.IGNORECASE)
        return None if hidden else (cell, "")
    for at in _seams(cell[: last.start()], words):
        if _are_files(cell[at:], ending):
            return cell[:at], cell[at:].strip()
    return None


def _are_files(text: str, ending: str) -> bool:
    """Tell whether the text is one likely name of a file, or several glued together."""
    names = [each for each in re.split(ending, text.strip(), flags=re.IGNORECASE) if each]
    return bool(names) and all(
        len(name) <= _LONGEST_FILE and not _NOT_IN_A_FILE.search(name) for name in names
    )


def _seams(text: str, words: PortalWords) -> Iterator[int]:
    """Yield where two cells may be glued together, the first place first."""
    inside = [each.span() for each in re.finditer(any_of(words.mixed_case_words), text)]
    for found in _TOUCH.finditer(text):
        at = found.start()
        if any(start < at < end for start, end in inside):
            continue
        if len(text[:at].strip()) >= _SHORTEST_NAME and _is_seam(text[:at], text[at:]):
            yield at


def _is_seam(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if last.isalpha():
        if first.isdigit():
            return last.islower() and _NUMBERED.match(after) is not None
        if last.islower():
            return first.isupper()
        # "NĐ-CP" glued to "Mẫu": capitals, then a capital with small letters
        return before[-2:-1].isupper() and _is_capitalised(after)
    if last.isdigit():
        if first.isdigit():
            return False
        return _is_capitalised(after) or (_ends_in_year(before) and _is_word(after))
    if last in ".,":
        word = before.rstrip(".,")
        return word[-1:] in (")", "”", ";") or word[-1:].isalpha() or _ends_in_year(word)
    return last in ';:)”"'


def _is_capitalised(text: str) -> bool:
    return text[:1].isupper() and text[1:3].isalpha() and text[1:3].islower()


def _is_word(text: str) -> bool:
    return len(text) > 2 and text[:3].isalpha()


def _ends_in_year(text: str) -> bool:
    return re.search(r"(?<!\d)(?:19|20)\d\d$", text) is not None
