"""Finds the procedures that a sentence is about.

Exact code first, then names found word by word, then ranked search; a ranked entry
overtakes a named one only when it explains more of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.collection import Catalogue
from bot.catalogue.grammar import only_touched
from bot.catalogue.mentions import Mention, MentionFinder
from bot.catalogue.names import Word, names_of, words_of
from bot.catalogue.ranking import Ranked, Ranking
from bot.text.normalise import NormalisedText, normalise

NAMED = 0.85
"""from this score on, the sentence names the procedure"""
_CODE = re.compile(r"(?<![\w.])\d\.\d{6}(?!\d)|(?<!\w)CT\.[a-z0-9-]+")
_OVERTAKES = 1.05
_MOSTLY_SAID = 0.7
_ALL_SAID = 0.9
"""only the pairs of words that stand in another order are missing"""
_TOUCHED = 0.55
"""a procedure that is only touched may be offered, never taken"""
_POOL = 16


@dataclass(frozen=True)
class Match:
    """A procedure that a query may mean."""

    code: str
    name: str
    """short name, as the header of an answer reads"""
    score: float
    """1.0 = its code; from ``NAMED`` on = named; below = only similar"""
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


class ProcedureIndex:
    """The search index over one version of the catalogue; read only."""

    def __init__(self, catalogue: Catalogue) -> None:
        names = list(names_of(catalogue))
        self._short_names = {entry.code: entry.short_name for entry in catalogue.procedures}
        self._successors = {
            old: entry.code for entry in catalogue.procedures for old in entry.replaces
        }
        self._finder = MentionFinder(names)
        self._ranking = Ranking(names)

    def search(self, query: str, limit: int = 4) -> list[Match]:
        """Return up to ``limit`` procedures for the query, best first; none is honest."""
        return list(self.find(normalise(query), limit).matches)

    def find(self, text: NormalisedText, limit: int = 4) -> Findings:
        """Return what the text says about procedures; offsets point into the typed text."""
        words = words_of(text)
        mentions = self._finder.find(words)
        matches = self._codes(text)
        seen = {match.code for match in matches}
        for match in self._scored(words, mentions, text):
            if match.code not in seen:
                seen.add(match.code)
                matches.append(match)
        matches.sort(key=lambda match: -match.score)
        named = any(mention.codes for mention in mentions) or self._is_named(matches)
        vague = [mention.clarification for mention in mentions if mention.clarification]
        others = [mention.not_held for mention in mentions if mention.not_held]
        return Findings(
            matches=tuple(matches[:limit]),
            clarification=vague[0] if vague and not named else None,
            not_held=others[0] if others and not named else None,
        )

    def named_spans(self, text: NormalisedText) -> list[tuple[int, int]]:
        """Return where names stand in the normalised text, from left to right."""
        words = words_of(text)
        return [
            (words[mention.first].start, words[mention.last - 1].end)
            for mention in self._finder.find(words)
        ]

    @staticmethod
    def _is_named(matches: Sequence[Match]) -> bool:
        return bool(matches) and matches[0].score >= NAMED

    def _codes(self, text: NormalisedText) -> list[Match]:
        found = []
        for match in _CODE.finditer(text.text):
            written = match.group()
            code = written if written in self._short_names else self._successors.get(written)
            if code is not None:
                span = text.source_span(match.start(), match.end())
                found.append(Match(code, self._short_names[code], 1.0, *span))
        return found

    def _scored(
        self, words: list[Word], mentions: list[Mention], text: NormalisedText
    ) -> list[Match]:
        hidden = {
            at
            for mention in mentions
            if not mention.codes and not mention.clarification
            for at in range(mention.first, mention.last)
        }
        open_words = [word for at, word in enumerate(words) if at not in hidden]
        ranked = self._ranking.search([word.folded for word in open_words], _POOL)
        named = {code: mention for mention in mentions for code in mention.codes}
        scores = {entry.code: entry.score for entry in ranked}
        bar = max((scores.get(code, 0.0) for code in named), default=2.0) * _OVERTAKES
        vague = [
            [word.folded for word in words[mention.first : mention.last]]
            for mention in mentions
            if mention.clarification
        ]
        touched = only_touched(words, mentions)
        found = []
        for code, mention in named.items():
            score = _named_score(scores.get(code, 0.0), mention.cost)
            score = score * _TOUCHED if mention in touched else score
            span = _span(words, mention.first, mention.last, text)
            found.append(self._match(code, score, span))
        names = [[word.folded for word in words[m.first : m.last]] for m in named.values()]
        for entry in ranked:
            if entry.code not in named:
                overtakes = (
                    entry.score >= bar
                    and entry.coverage >= _MOSTLY_SAID
                    and _contains(entry, names)
                )
                # "hộ kinh doanh muốn tạm ngừng": all of "tạm ngừng hộ kinh doanh" is said
                exact = not named and entry.coverage >= _ALL_SAID and _contains(entry, vague)
                is_named = overtakes or exact
                score = _named_score(entry.score, 0.0) if is_named else entry.score * NAMED
                found.append(self._match(entry.code, score, _told(open_words, entry, text)))
        return found

    def _match(self, code: str, score: float, span: tuple[int, int]) -> Match:
        return Match(code, self._short_names[code], round(score, 4), *span)


def _contains(entry: Ranked, named: Sequence[Sequence[str]]) -> bool:
    said = {word.folded for word in entry.name.words}
    return any(said.issuperset(words) for words in named)


def _named_score(ranked: float, cost: float) -> float:
    return NAMED + (0.99 - NAMED) * min(1.0, ranked) * (1.0 - cost)


def _span(words: list[Word], first: int, last: int, text: NormalisedText) -> tuple[int, int]:
    return text.source_span(words[first].start, words[last - 1].end)


def _told(words: list[Word], entry: Ranked, text: NormalisedText) -> tuple[int, int]:
    said = {word.folded for word in entry.name.words}
    places = [at for at, word in enumerate(words) if word.folded in said]
    if not places:
        places = [0, len(words) - 1]
    return text.source_span(words[places[0]].start, words[places[-1]].end)
