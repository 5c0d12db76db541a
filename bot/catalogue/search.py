"""Finds the procedures that a sentence is about.

Exact code first, then names found word by word, then ranked search; the words beside a name
or a vague phrase decide between neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.catalogue.choosing import Chooser
from bot.catalogue.collection import Catalogue
from bot.catalogue.confidence import NAMED, stands_out
from bot.catalogue.mentions import Mention, MentionFinder
from bot.catalogue.names import Word, names_of, words_of
from bot.text.normalise import NormalisedText, normalise

_CODE = re.compile(r"(?<![\w.])\d\.\d{6}(?!\d)|(?<!\w)CT\.[a-z0-9-]+")


@dataclass(frozen=True)
class Match:
    """A procedure that a query may mean."""

    code: str
    name: str
    """short name, as the header of an answer reads"""
    score: float
    """1.0 = its code; from ``NAMED`` on = named; below = how likely it is meant"""
    start: int
    end: int
    """the words of the query that speak for it"""


@dataclass(frozen=True)
class Findings:
    """Everything that a sentence says about procedures."""

    matches: tuple[Match, ...]
    """best first"""
    clarification: str | None
    """id of the question back, when the sentence names only a vague thing"""
    not_held: str | None = None
    """name of a procedure that the sentence names and the catalogue does not hold"""
    vague: tuple[int, int] | None = None
    """where the vague thing stands in the normalised text"""


class NamedSpan(NamedTuple):
    """A name over ``text[start:end]``."""

    start: int
    end: int
    held: bool
    """False: no procedure of the catalogue, nor one with a code elsewhere (a court's matter)"""


class ProcedureIndex:
    """The search index over one version of the catalogue; read only."""

    def __init__(self, catalogue: Catalogue) -> None:
        names = list(names_of(catalogue))
        self._short_names = {entry.code: entry.short_name for entry in catalogue.procedures}
        self._successors = {
            old: entry.code for entry in catalogue.procedures for old in entry.replaces
        }
        self._names = names
        self._finder = MentionFinder(names)
        self._chooser = Chooser(catalogue, names, self._finder.guide)

    def holds(self, code: str) -> bool:
        """Tell whether the catalogue has this procedure."""
        return code in self._short_names

    def short_name(self, code: str) -> str:
        """Return the name in an answer's header; ``KeyError`` for a code that is not held."""
        return self._short_names[code]

    def names(self) -> list[tuple[str, str]]:
        """Return (name, code) of everything by which a procedure is called."""
        return [(each.written, each.target) for each in self._names if self.holds(each.target)]

    def vague_phrases(self) -> list[str]:
        """Return the phrases of which one has to ask back what is meant."""
        return [each.written for each in self._names if each.kind == "clarification"]

    def search(self, query: str, limit: int = 4) -> list[Match]:
        """Return up to ``limit`` procedures for the query, best first; none is honest."""
        return list(self.find(normalise(query), limit).matches)

    def find(self, text: NormalisedText, limit: int = 4) -> Findings:
        """Return what the text says about procedures; offsets point into the typed text."""
        words = words_of(text)
        mentions = self._finder.find(words)
        matches = self._codes(text)
        seen = {match.code for match in matches}
        for match in self._chosen(words, mentions, text):
            if match.code not in seen:
                seen.add(match.code)
                matches.append(match)
        matches.sort(key=lambda match: -match.score)
        named = is_settled(matches)
        vague = [mention for mention in mentions if mention.clarification and not named]
        others = [mention.not_held for mention in mentions if mention.not_held]
        return Findings(
            matches=tuple(matches[:limit]),
            clarification=vague[0].clarification if vague else None,
            not_held=others[0] if others and not named else None,
            vague=(words[vague[0].first].start, words[vague[0].last - 1].end) if vague else None,
        )

    def named_spans(self, text: NormalisedText) -> list[NamedSpan]:
        """Return where names stand in the normalised text, from left to right."""
        words = words_of(text)
        return [
            NamedSpan(
                words[mention.first].start,
                words[mention.last - 1].end,
                not mention.is_no_procedure,
            )
            for mention in self._finder.find(words)
        ]

    def _codes(self, text: NormalisedText) -> list[Match]:
        found = []
        for match in _CODE.finditer(text.text):
            written = match.group()
            code = written if written in self._short_names else self._successors.get(written)
            if code is not None:
                span = text.source_span(match.start(), match.end())
                found.append(Match(code, self._short_names[code], 1.0, *span))
        return found

    def _chosen(
        self, words: list[Word], mentions: list[Mention], text: NormalisedText
    ) -> list[Match]:
        return [
            Match(
                choice.code,
                self._short_names[choice.code],
                round(choice.score, 4),
                *text.source_span(words[min(choice.places)].start, words[max(choice.places)].end),
            )
            for choice in self._chooser.choose(words, mentions)
        ]


def is_settled(matches: Sequence[Match]) -> bool:
    """Tell whether one is named, or sure enough without a name; ``matches`` come best first."""
    scores = [match.score for match in matches]
    return bool(scores) and (scores[0] >= NAMED or stands_out(scores))
