"""The sections that are texts: steps, conditions, results.

Their words are the portal's own. Steps are "Bước 1" to "Bước n" counted once, or the lines
of a text without such numbers; a text that counts several times tells several ways at once
and stays whole with the officers. A section longer than anybody reads does too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.model import Fact
from bot.catalogue.portal.papers_table import NO_HEADING
from bot.catalogue.portal.shapes import STEPS, Reading
from bot.catalogue.portal.texts import (
    before_any,
    has_seam,
    key_of,
    logical_lines,
    one_line,
    starts_with_marker,
    trimmed,
    without_marker,
)
from bot.catalogue.portal.words import PortalWords

_STEP = re.compile(
    r"(?:^|(?<=[\s.;:)]))(?:[-+*•]\s*)?(?:\(?[a-zđ\d][\d.]*[.)]\s*)?"
    r"Bước\s+(\d{1,2})\s*[:.\-–]?\s*"
)
_SUB_ITEM = re.compile(r"^\s*[+•○▪o]\s")
_LONGEST_SECTION = 12_000
_MOST_STEPS = 60
_MOST_FACTS = 60
_LONGEST_RESULT = 600
_CODE = "Mã:"


def read_steps(text: str, words: PortalWords) -> Reading[str]:
    """Return the steps, each without its number; none of them where counting starts anew."""
    if words.says_nothing(text):
        return Reading()
    if len(text) > _LONGEST_SECTION:
        return Reading(whole=False, doubts=("the steps are too long to be told",))
    marks = list(_STEP.finditer(text))
    if not marks:
        steps = _lines(text)
    elif [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1)):
        steps = [_plain(text[: marks[0].start()])]
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        steps += [_plain(text[m.end() : end]) for m, end in zip(marks, ends, strict=True)]
    else:
        return Reading(whole=False, doubts=("the steps are counted more than once",))
    steps = [_without_label(step, words) for step in steps]
    steps = [step for step in steps if step and trimmed(step) not in words.labels]
    if len(steps) > _MOST_STEPS:
        return Reading(whole=False, doubts=("the steps are too many to be told",))
    return Reading(values=tuple(steps))


def _plain(text: str) -> str:
    return without_marker(" ".join(logical_lines(text)))


def _without_label(step: str, words: PortalWords) -> str:
    """Return a step without the section's own title in front: ``Trình tự thực hiện: …``."""
    for label in (label for label, section in words.labels.items() if section == STEPS):
        step = re.sub(rf"^{re.escape(label)}\s*:", "", step)
    return without_marker(step)


def _lines(text: str) -> list[str]:
    """Return the lines of a text, items of an item added to it."""
    steps: list[str] = []
    for line in logical_lines(text):
        if steps and _SUB_ITEM.match(line):
            steps[-1] += f" {one_line(line)}"
        else:
            steps.append(without_marker(line))
    return steps


def read_conditions(text: str, words: PortalWords) -> Reading[Fact]:
    """Return the conditions, a line each; "Không" alone says that nothing was filled in."""
    said = before_any(text, words.page_tails).strip()
    said = _without_nothing(said, words)
    if words.says_nothing(said):
        return Reading()
    if key_of(said) in words.nothing_demanded:
        return Reading(whole=False)
    lines = list(dict.fromkeys(_lines(said)))
    if len(said) > _LONGEST_SECTION or len(lines) > _MOST_FACTS:
        return Reading(whole=False, doubts=("the conditions are too long to be told",))
    return Reading(values=tuple(Fact(text=line) for line in lines if line))


def _without_nothing(said: str, words: PortalWords) -> str:
    for nothing in words.nothing:
        said = said.removesuffix(nothing).strip()
    return said


def read_results(text: str, words: PortalWords) -> Reading[str]:
    """Return what the office hands out, without the codes of the portal."""
    said = before_any(text, words.page_tails).strip()
    if words.says_nothing(said):
        return Reading()
    if _CODE not in said:
        names = list(_names(logical_lines(said)))
        return Reading(values=tuple(dict.fromkeys(names)), whole=bool(names))
    parts = re.split(rf"{_CODE}\s*(?:{words.result_code})", said)
    last = re.sub(rf"{_CODE}\s*\S{{0,20}}\s*$", "", parts[-1])
    parts = [*parts[:-1], last]
    if any(_CODE in part for part in parts):
        return Reading(whole=False, doubts=("the codes of the results are of no known form",))
    if any(has_seam(trimmed(part), words.mixed_case_words) for part in parts):
        return Reading(whole=False, doubts=("two results may have run together",))
    names = list(_names(parts))
    return Reading(values=tuple(dict.fromkeys(names)), whole=bool(names))


def _names(parts: list[str]) -> Iterator[str]:
    for part in parts:
        name = trimmed(part)
        if len(name) > 2 and len(name) <= _LONGEST_RESULT:
            yield name


def is_cut(papers: str, words: PortalWords) -> bool:
    """Tell whether the section of papers begins in the middle of a sentence of the steps.

    Where the steps themselves say "Thành phần hồ sơ", a collection may have taken that for
    the title of the next section: the steps end early then, and the papers are the rest.
    """
    if NO_HEADING.fullmatch(papers):
        return False
    heading = words.heading_of_papers.split(papers, maxsplit=1)[0].strip()
    if heading == papers.strip():
        return True
    if not heading or heading.startswith("--"):
        return False
    starts_low = heading[0].islower() and not starts_with_marker(heading)
    return heading[0] in ".,;)" or starts_low or _STEP.search(heading) is not None
