"""Which of the procedures that a sentence names, touches or resembles is meant.

A name that is said names its procedure, unless the words beside it are those of a more
specific one ("trích lục" kết hôn). A vague phrase is decided by the words beside it, or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.acts import asking_places
from bot.catalogue.alignment import ReadText
from bot.catalogue.bundles import Bundles, Together
from bot.catalogue.collection import Catalogue
from bot.catalogue.confidence import NAMED, chance
from bot.catalogue.evidence import Evidence, OptionWords
from bot.catalogue.grammar import only_touched
from bot.catalogue.mentions import Mention
from bot.catalogue.names import Name, Word
from bot.catalogue.ranking import Ranked, Ranking
from bot.catalogue.reading import Reading, beside
from bot.catalogue.spelling import SpellingGuide

_TOUCHED = 0.5
"""a procedure that is only touched may be offered, never taken"""
_POOL = 16
"""so many similar procedures are weighed"""
_DECIDED = 0.5
"""an option of a question back is chosen from this chance on"""
_CLEARLY = 3.0
"""and when it is so many times as likely as the next one"""
_DOUBTED = 0.6
"""a name is doubted when the acts beside it speak so much for a neighbour"""
_DISPLACED = 0.85
"""and from here on the neighbour is named in its place"""
_UNSURE = 0.7
"""two that the sentence leaves open: neither is taken, both may be offered"""
_CONTENDER = 0.35
"""a neighbour is considered when one of its names is so alike"""
_SAID_APART = 0.98
"""a name that is said apart is said as good as whole"""
_TOGETHER = 0.75
"""and its words stand so close together"""
_BETWEEN = 3
"""with at most so many other words between them"""
_VERDICT_COST = 0.5
"""a procedure that only the words beside a name or a vague phrase tell is named less surely"""
_BUNDLE_COST = 0.2
_SUREST = 0.99
"""only its code is surer than a name"""
_UNDECIDED = 0.45
"""beside an open question nothing is surer than this"""


@dataclass(frozen=True)
class Choice:
    """A procedure that may be meant, how surely, and the words that speak for it."""

    code: str
    score: float
    places: frozenset[int]


class Chooser:
    """Weighs names, similar names and the words beside them."""

    def __init__(self, catalogue: Catalogue, names: Sequence[Name], guide: SpellingGuide) -> None:
        own = [name for name in names if name.kind not in {"clarification", "other"}]
        self._ranking = Ranking(own, guide)
        self._evidence = Evidence(own)
        self._options = OptionWords(catalogue, self._evidence)
        self._bundles = Bundles(catalogue, self._options, self._ranking.weights)

    def choose(self, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Choice]:
        """Return what may be meant, in no order."""
        hidden = asking_places(words) | frozenset(
            at
            for mention in mentions
            if not mention.codes and not mention.clarification
            for at in range(mention.first, mention.last)
        )
        text = self._ranking.read(words, hidden)
        found = self._ranking.search(text, _POOL)
        touched = only_touched(words, mentions)
        reading = Reading(words, mentions, touched, text, {each.code: each for each in found})
        chosen = self._named(reading)
        return [*chosen.values(), *self._similar(reading, chosen)]

    def _named(self, reading: Reading) -> dict[str, Choice]:
        whole = self._bundles.named(reading.words, reading.mentions, reading.text)
        if whole is not None:
            return self._as_one(reading, whole)
        apart = self._said_apart(reading)
        chosen: dict[str, Choice] = {}
        asked = list(apart)
        for mention in reading.mentions:
            places = frozenset(range(mention.first, mention.last))
            free = mention not in reading.touched and not any(
                places <= other.places for other in apart
            )
            for code in mention.codes:
                score = _named_score(reading, code, mention.cost) * (1.0 if free else _TOUCHED)
                choice = Choice(code, score, places)
                chosen[code] = max(choice, chosen.get(code, choice), key=lambda each: each.score)
                asked += [choice] * free
        chosen.update({choice.code: choice for choice in apart})
        for choice in asked:
            chosen.update(self._specific(reading, choice, chosen))
        return chosen

    @staticmethod
    def _as_one(reading: Reading, whole: Together) -> dict[str, Choice]:
        """Return the bundle that is named by its parts; the parts are only touched."""
        score = _named_score(reading, whole.code, _BUNDLE_COST)
        chosen = {whole.code: Choice(whole.code, score, frozenset(range(whole.first, whole.last)))}
        for mention in reading.mentions:
            for code in mention.codes:
                score = _named_score(reading, code, mention.cost) * _TOUCHED
                places = frozenset(range(mention.first, mention.last))
                chosen.setdefault(code, Choice(code, score, places))
        return chosen

    def _said_apart(self, reading: Reading) -> list[Choice]:
        """Return the procedures of which all words of a name are said, others in between."""
        named = [set(range(mention.first, mention.last)) for mention in reading.mentions]
        found = []
        for code, ranked in reading.ranked.items():
            places = set(ranked.places)
            telling = [at for at in places if not reading.text.everyday[at]]
            free = all(words.isdisjoint(places) or words < places for words in named)
            if (
                free
                and ranked.coverage >= _SAID_APART
                and ranked.alignment.cohesion >= _TOGETHER
                and ranked.alignment.between <= _BETWEEN
                and len(telling) > 1
            ):
                score = _named_score(reading, code, 1.0 - ranked.alignment.cohesion)
                found.append(Choice(code, score, frozenset(places)))
        return _most_telling(found, reading.text)

    def _specific(
        self, reading: Reading, named: Choice, chosen: Mapping[str, Choice]
    ) -> dict[str, Choice]:
        """Return what changes when the words beside a name are those of a neighbour."""
        about = {reading.text.stems[at] for at in named.places if not reading.text.everyday[at]}
        said = beside(reading, named.places)
        best, most = "", 0.0
        for code, ranked in reading.ranked.items():
            known = chosen.get(code)
            if (known and known.score >= NAMED) or ranked.score < _CONTENDER:
                continue
            if about.issubset(self._evidence.of(code)):
                speaks = self._evidence.for_the_first(said, about, code, named.code)
                if speaks > most:
                    best, most = code, speaks
        return _displaced(reading, named, best, most) if most >= _DOUBTED else {}

    def _similar(self, reading: Reading, chosen: Mapping[str, Choice]) -> list[Choice]:
        """Return the procedures that are not named, with the chance that they are meant."""
        named = any(choice.score >= NAMED for choice in chosen.values())
        vague = [mention for mention in reading.mentions if mention.clarification]
        decided = self._decided(reading, vague[0]) if vague and not named else None
        open_codes = self._left_open(reading, vague[0]) if vague and not named else set()
        found = []
        for code, ranked in reading.ranked.items():
            if code in chosen:
                continue
            score = self._chance(reading, ranked)
            if open_codes and code in open_codes:
                score = min(score, _UNDECIDED)
            if code == decided:
                score = _named_score(reading, code, _VERDICT_COST)
            found.append(Choice(code, score, frozenset(ranked.places)))
        return found

    def _chance(self, reading: Reading, ranked: Ranked) -> float:
        others = (each.score for each in reading.ranked.values() if each is not ranked)
        shares = self._evidence.of(ranked.code)
        telling = [at for at in ranked.places if not reading.text.everyday[at]]
        usual = max((shares.get(reading.text.stems[at], 0.0) for at in telling), default=0.0)
        ahead = ranked.score - max(others, default=0.0)
        return chance(ranked.score, len(telling), ahead, usual)

    def _left_open(self, reading: Reading, vague: Mention) -> set[str]:
        """Return the options of the vague phrase, and whatever shares a word with it."""
        phrase = set(range(vague.first, vague.last))
        return set(self._options.of(vague.clarification or "")) | {
            code
            for code, ranked in reading.ranked.items()
            if any(at in phrase and not reading.text.everyday[at] for at in ranked.places)
        }

    def _decided(self, reading: Reading, vague: Mention) -> str | None:
        """Return the option of a question back that the other words of the sentence choose."""
        choices = self._options.of(vague.clarification or "")
        said = beside(reading, frozenset(range(vague.first, vague.last)))
        chances = self._evidence.chances(said, choices)
        best, second = sorted(chances, key=lambda code: -chances[code])[:2]
        clear = chances[best] >= _DECIDED and chances[best] >= _CLEARLY * chances[second]
        return best if clear else None


def _displaced(reading: Reading, named: Choice, best: str, speaks: float) -> dict[str, Choice]:
    """Return the neighbour and the name: the neighbour in its place, or both left open."""
    sure = speaks >= _DISPLACED
    places = named.places | set(reading.ranked[best].places)
    score = _named_score(reading, best, _VERDICT_COST) if sure else _UNSURE
    return {
        best: Choice(best, score, places),
        named.code: replace(named, score=named.score * _TOUCHED if sure else _UNSURE),
    }


def _most_telling(choices: Sequence[Choice], text: ReadText) -> list[Choice]:
    """Return the names that are said apart; over the same words only the most telling one."""
    told = {choice: sum(text.weights[at] for at in choice.places) for choice in choices}
    return [
        choice
        for choice in choices
        if not any(
            told[other] > told[choice] and not choice.places.isdisjoint(other.places)
            for other in choices
        )
    ]


def _named_score(reading: Reading, code: str, cost: float) -> float:
    """Return a score from ``NAMED`` on; the costlier and the less alike, the nearer to it."""
    ranked = reading.ranked.get(code)
    likeness = ranked.score if ranked else 0.0
    return NAMED + (_SUREST - NAMED) * min(1.0, likeness) * (1.0 - cost)
