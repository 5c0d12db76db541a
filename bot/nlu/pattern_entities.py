"""Entities that have a form: dossier codes, money, dates, ways of filing, states of a dossier."""

from __future__ import annotations

from datetime import date

from bot.dossier.codes import find_codes
from bot.nlu.date_entities import find_dates
from bot.nlu.found_entity import FoundEntity
from bot.nlu.money_entities import find_money
from bot.nlu.spoken_dates import default_spoken_dates
from bot.nlu.spoken_phrases import (
    default_channels,
    default_statuses,
    find_channels,
    find_statuses,
)
from bot.text.normalise import NormalisedText, normalise
from bot.text.protected import find_protected

_HOLD_NOTHING_ELSE = frozenset({"url", "email", "dossier_code", "procedure_code"})


def load_words() -> None:
    """Read the data files once, so that no message waits for them; raises ``DataFileError``."""
    for load in (default_spoken_dates, default_channels, default_statuses):
        load()


def find_entities(text: str, today: date, meant: NormalisedText | None = None) -> list[FoundEntity]:
    """Return the entities from left to right; none overlaps a code or an address of the web.

    ``meant`` is the normalised text, when it is known already.
    """
    meant = normalise(text) if meant is None else meant
    codes = [
        FoundEntity("dossier_code", code.value, code.start, code.end)
        for code in find_codes(text, today)
    ]
    closed = [(code.start, code.end) for code in codes]
    closed += [
        (span.start, span.end) for span in find_protected(text) if span.kind in _HOLD_NOTHING_ELSE
    ]
    others = [
        entity
        for entity in (
            *find_money(text),
            *find_dates(text, meant, today),
            *find_channels(meant),
            *find_statuses(meant),
        )
        if all(entity.end <= start or end <= entity.start for start, end in closed)
    ]
    return sorted([*codes, *others], key=lambda entity: entity.start)
