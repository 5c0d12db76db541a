"""All facets: which module tells each of them, and what belongs around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.answers.fees import asker, tell_fees
from bot.answers.overview import tell_overview
from bot.answers.papers import tell_forms, tell_papers
from bot.answers.particulars import (
    tell_conditions,
    tell_law,
    tell_penalties,
    tell_results,
    tell_steps,
    tell_validity,
    tell_who,
)
from bot.answers.pitfalls import corrections, reminders
from bot.answers.places import tell_online, tell_places
from bot.answers.rule_lines import rule_notes
from bot.answers.times import tell_times
from bot.answers.told import Asked, Line
from bot.catalogue.model import Facet

_TELLERS: Mapping[Facet, Callable[[Asked], list[Line]]] = MappingProxyType(
    {
        "overview": tell_overview,
        "documents": tell_papers,
        "steps": tell_steps,
        "processing_time": tell_times,
        "fee": tell_fees,
        "where": tell_places,
        "conditions": tell_conditions,
        "form": tell_forms,
        "legal_basis": tell_law,
        "result": tell_results,
        "validity": tell_validity,
        "who_can_file": tell_who,
        "online_filing": tell_online,
        "penalty": tell_penalties,
    }
)


def lines_about(asked: Asked, message_folded: str = "") -> list[Line]:
    """Return what is known of the facet; outdated beliefs of the message are corrected first."""
    corrected = corrections(asked, message_folded)
    told = _TELLERS[asked.facet](asked)
    if not told and not (corrected and asked.facet == "validity"):
        told = _not_known(asked)
    reminded = reminders(asked)
    if asked.sum_first:
        told, reminded = reminded, told
    lines = (*corrected, *told, *reminded, *rule_notes(asked))
    once: dict[str, Line] = {}
    for line in lines:
        once.setdefault(line.text, line)
    return list(once.values())


def with_header(asked: Asked, lines: Sequence[Line], *, unsure: bool) -> list[Line]:
    """Return the lines under the procedure's name, which a wrong link shows at once."""
    name = asked.procedure.short_name
    if unsure or asked.facet == "overview":
        key = "utter_header_unsure" if unsure else "utter_header_overview"
        return [Line(asked.say(key, name=name)), *capitalised(lines)]
    key = "utter_header_list" if is_labelled(lines[0].text) else "utter_header"
    told = asked.say(key, name=name, told=lines[0].text)
    return [replace(lines[0], text=told), *capitalised(lines[1:])]


def is_labelled(text: str) -> bool:
    """Tell whether a line has a colon of its own ("nộp trực tiếp: 20.000đ", "cần có:")."""
    return text.endswith(":") or ": " in text


def capitalised(lines: Sequence[Line]) -> list[Line]:
    """Return the lines as sentences of their own."""
    return [replace(line, text=line.text[:1].upper() + line.text[1:]) for line in lines]


def _not_known(asked: Asked) -> list[Line]:
    facet = asked.say(f"utter_facet_{asked.facet}")
    return [
        Line(asked.say("utter_facet_unknown", facet=facet)),
        Line(asked.say("utter_facet_unknown_ask", where=asker(asked))),
    ]
