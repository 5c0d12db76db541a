"""What a facet's module tells: lines, each with the sources that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.answers.phrases import Phrases
from bot.catalogue.collection import Catalogue, Rule
from bot.catalogue.model import (
    Dated,
    Facet,
    FilingChannel,
    Online,
    Procedure,
    Source,
)
from bot.catalogue.rules import certainty_of, may_state, source_of


class CatalogueSource(Protocol):
    """Gives the catalogue that is published now."""

    def current(self) -> Catalogue:
        """Return the published catalogue."""


@dataclass(frozen=True)
class Line:
    """One line of an answer."""

    text: str
    sources: tuple[Source, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What is asked about a procedure, and everything needed to tell it."""

    procedure: Procedure
    facet: Facet
    day: date
    rules: tuple[Rule, ...]
    phrases: Phrases
    case: str | None = None
    """id of the case that the person is in, when known."""
    part: str | None = None
    """id of the part of a liên thông group that is asked about."""
    by_post: bool = False
    """filing from afar means the post, not the portal."""
    sum_first: bool = False
    """the amount that one gets is asked for, not what one gets."""

    def say(self, key: str, **values: object) -> str:
        """Return the text ``key`` of the responses."""
        return self.phrases.say(key, **values)

    def may_tell(self, fact: Dated, case: str | None = None) -> bool:
        """Tell whether the fact holds today, is confirmed, and fits the person's case."""
        fits = self.case is None or case is None or case == self.case
        return fits and fact.holds_on(self.day) and may_state(self.procedure.sources, fact)

    def line(self, text: str, fact: Dated | None = None) -> Line:
        """Return a line with the source of its fact (the entry's first one without)."""
        if fact is None:
            source = self.procedure.sources[0]
            secondary = (self.say("utter_caveat_secondary"),) if source.label == "S" else ()
            return Line(text, (source,), secondary)
        return Line(text, (source_of(self.procedure.sources, fact),), self.caveats(fact))

    def caveats(self, fact: Dated) -> tuple[str, ...]:
        """Return what has to be said with the fact."""
        if fact.caveat:
            return (fact.caveat,)
        if certainty_of(self.procedure.sources, fact) == "S":
            return (self.say("utter_caveat_secondary"),)
        return ()

    def ways_of_filing(
        self, channels: Sequence[FilingChannel | None], *, alone: bool
    ) -> str | None:
        """Return the ways of filing that rows of equal words are about.

        None when these rows are ``alone`` and hold for several ways: the answer comes first.
        """
        if alone and len(set(channels)) > 1:
            return None
        named = [self.say(f"utter_channel_{each}") for each in channels if each]
        return ", ".join(dict.fromkeys(named)) or None

    def case_words(self, case: str | None) -> str | None:
        """Return how the citizen reads a case, or None for rows of every case."""
        return self.procedure.case_words(case)


def online_too(asked: Asked, online: Online) -> Line:
    """Return that it can be filed online as well; the portal is named where the entry does."""
    on_the_portal = "dichvucong" in (online.url or "")
    key = "utter_where_also_online" if on_the_portal else "utter_where_also_online_elsewhere"
    return asked.line(asked.say(key), online)
