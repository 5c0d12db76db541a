"""One answer in the length that is wished for: the gist, a screen, or everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.answers.layout import MAX_LINES, Screen, fit, in_one_line
from bot.answers.overview import first_papers
from bot.answers.tellers import with_header
from bot.answers.told import Asked, Line
from bot.answers.wording import lowered

Length = Literal["short", "usual", "full"]
"""how many words an answer may have"""
_LINES_OF_A_GIST = {"overview": 3}
"""its first line is only the procedure's name; other facets answer in one line"""
_GIST_CHARACTERS = 200


def screen_of(
    asked: Asked,
    lines: Sequence[Line],
    *,
    unsure: bool = False,
    length: Length = "usual",
    max_lines: int = MAX_LINES - 1,
) -> Screen:
    """Return what is shown of the lines about a facet, under the procedure's name."""
    if length == "short":
        told = with_header(asked, _gist(asked, lines), unsure=unsure)
        return fit(told, max_lines=_LINES_OF_A_GIST.get(asked.facet, 1) + unsure)
    told = with_header(asked, lines, unsure=unsure)
    return Screen(tuple(told), ()) if length == "full" else fit(told, max_lines=max_lines)


def _gist(asked: Asked, lines: Sequence[Line]) -> list[Line]:
    papers = first_papers(asked) if asked.facet == "documents" else []
    if not papers:
        return in_one_line(lines, _GIST_CHARACTERS)
    listed = [Line(lowered(each.text), each.sources, each.caveats) for each in papers]
    return [*listed, *lines[1:]]
