"""Fits lines onto a phone screen: the answer first, caveats and source last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.answers.phrases import Phrases
from bot.answers.told import Line
from bot.answers.wording import sentence, short_day

MAX_LINES = 7
MAX_CHARACTERS = 380


class Compiled(Protocol):
    """An entry or an article: put together on a day, perhaps signed by an officer."""

    @property
    def last_reviewed(self) -> date:
        """Return the day on which the facts were put together or signed."""

    @property
    def reviewer(self) -> str | None:
        """Return the officer who signed."""


@dataclass(frozen=True)
class Screen:
    """What is read at once, and what is behind "Xem thêm"."""

    shown: tuple[Line, ...]
    rest: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Return the lines that are read at once, caveats below them."""
        return "\n".join(with_caveats(self.shown))

    @property
    def more(self) -> str | None:
        """Return the other lines with the caveats that were not said yet."""
        return "\n".join(with_caveats(self.rest, known=_caveats(self.shown))) or None


def fit(
    lines: Sequence[Line],
    *,
    max_lines: int = MAX_LINES - 1,
    max_characters: int = MAX_CHARACTERS,
) -> Screen:
    """Show as many lines as fit with their caveats; one line is left for the source.

    The first line always stays; a caveat stays with the line that needs it.
    """
    shown = 1
    while shown < len(lines):
        told = with_caveats(lines[: shown + 1])
        if len(told) > max_lines or sum(map(len, told)) > max_characters:
            break
        shown += 1
    return Screen(tuple(lines[:shown]), tuple(lines[shown:]))


def in_one_line(lines: Sequence[Line], max_characters: int) -> list[Line]:
    """Return a list under an intro ("cần có:") as one line; what is too long stays lines."""
    intro = lines[0]
    if not intro.text.endswith(":"):
        return list(lines)
    items = [line.text.removeprefix("– ") for line in lines[1:]]
    told = 1
    while told < len(items) and len("; ".join(items[: told + 1])) <= max_characters:
        told += 1
    caveats = tuple(_caveats(lines[: told + 1]))
    joined = Line(f"{intro.text} {'; '.join(items[:told])}.", intro.sources, caveats)
    return [joined, *lines[told + 1 :]]


def source_line(phrases: Phrases, lines: Iterable[Line], entries: Sequence[Compiled]) -> str | None:
    """Return ``Nguồn: … · tổng hợp <date>`` for the sources that the lines rest on.

    "rà soát" is said only where every entry was signed by a named officer.
    """
    titles = _titles(lines)
    if not titles:
        return None
    signed = all(entry.reviewer for entry in entries)
    return phrases.say(
        "utter_source_reviewed" if signed else "utter_source_collected",
        sources="; ".join(titles),
        day=short_day(min(entry.last_reviewed for entry in entries)),
    )


def with_sources(
    phrases: Phrases,
    text: str,
    more: str | None,
    screens: Sequence[Screen],
    entries: Sequence[Compiled],
) -> tuple[str, str | None]:
    """Return a text and its rest with their sources last; equal ones are named once."""
    shown = [line for screen in screens for line in screen.shown]
    rest = [line for screen in screens for line in screen.rest]
    closing = source_line(phrases, shown, entries)
    closing_of_rest = source_line(phrases, rest, entries)
    told = f"{text}\n{closing}" if closing else text
    if more and closing_of_rest and closing_of_rest != closing:
        more = f"{more}\n{closing_of_rest}"
    return told, more or None


def _titles(lines: Iterable[Line]) -> list[str]:
    """A title that only begins another one adds nothing."""
    titles = list(dict.fromkeys(source.title for line in lines for source in line.sources))
    return [
        title
        for title in titles
        if not any(other != title and other.startswith(title) for other in titles)
    ]


def _caveats(lines: Iterable[Line]) -> list[str]:
    return list(dict.fromkeys(caveat for line in lines for caveat in line.caveats))


def with_caveats(lines: Sequence[Line], known: Sequence[str] = ()) -> list[str]:
    """Return the texts of the lines, then what has to be said with them, once each."""
    caveats = [caveat for caveat in _caveats(lines) if caveat not in known]
    # "Theo nguồn phụ." says nothing beside "Theo nguồn phụ; hỏi UBND xã."
    covered = {each for each in caveats for other in caveats if _says_more(other, each)}
    caveats = [caveat for caveat in caveats if caveat not in covered]
    return [line.text for line in lines] + [f"⚠ {sentence(caveat)}" for caveat in caveats]


def _says_more(caveat: str, than: str) -> bool:
    return caveat != than and caveat.startswith(than.rstrip("."))
