"""A procedure in a few lines: where, how long, how much, and what to bring first."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.fees import tell_fees
from bot.answers.papers import must_haves
from bot.answers.places import tell_places
from bot.answers.times import tell_times
from bot.answers.told import Asked, Line
from bot.answers.wording import listed, lowered
from bot.catalogue.model import Facet

_PAPERS_NAMED = 3
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def tell_overview(asked: Asked) -> list[Line]:
    """Return one line a facet: parts of a group, first papers, place, time, fee."""
    where = _in_short(asked, "where", tell_places(asked))
    return _parts(asked) + first_papers(asked) + where + _time_and_fee(asked)


def difference(asked: Asked) -> list[Line]:
    """Return what tells a procedure from another: what it is for, how long, how much."""
    return [purpose(asked), *_time_and_fee(asked)]


def purpose(asked: Asked) -> Line:
    """Return what the procedure is for, as a comparison needs it."""
    results = [lowered(each) for each in asked.procedure.results]
    told = listed(results) if results else lowered(asked.procedure.name)
    words = asked.say(
        "utter_compare_line",
        name=asked.procedure.short_name,
        result=told,
        agency=asked.procedure.agency.split(";")[0],
    )
    return asked.line(words)


def _time_and_fee(asked: Asked) -> list[Line]:
    times = _in_short(asked, "processing_time", tell_times(asked))
    return times + _in_short(asked, "fee", tell_fees(asked))


def _in_short(asked: Asked, facet: Facet, lines: list[Line]) -> list[Line]:
    key = f"utter_overview_{facet}"
    return [replace(line, text=asked.say(key, told=line.text)) for line in lines[:1]]


def _parts(asked: Asked) -> list[Line]:
    parts = [part.name for part in asked.procedure.parts]
    if not parts:
        return []
    return [asked.line(asked.say("utter_overview_parts", parts=listed([*map(lowered, parts)])))]


def first_papers(asked: Asked) -> list[Line]:
    """Return the must-haves in one line, without remarks; empty when none is known."""
    papers = must_haves(asked)
    if not papers:
        return []
    named = listed([lowered(_IN_BRACKETS.sub("", each.name)) for each in papers[:_PAPERS_NAMED]])
    return [asked.line(asked.say("utter_overview_documents", told=named), papers[0])]
