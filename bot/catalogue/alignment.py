"""How a name lies in a text: which of its words are said, how close together, what stands between.

A text is read once (``ReadText``), then many names are laid over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from bot.catalogue.meanings import WordWeights, is_everyday, stem_of
from bot.catalogue.names import Word
from bot.catalogue.spelling import SpellingGuide, diacritics_cost

_WORST_READING = 3.0
"""a word that is a slip away counts less by its cost times this"""
_CAREFUL = 0.3
"""a text with diacritics on this share of its words means its plain words as they stand"""
_LAZY = 0.7
"""a plain word counts this much in such a text when the name has diacritics there"""
_NEXT = 2
"""words at most this far from the name's place may belong to another name"""
_NEAR_SHARE, _FAR_SHARE = 0.7, 0.1
"""how much other words stand in the name's way when they stand beside it, or farther away"""
_CLOSENESS = (0.0, 1.0, 0.9, 0.8, 0.7, 0.5)
"""two words of a name that follow each other, by how far apart they are said: 1 = at once"""
_FAR_APART = 0.3
_TURNED_ROUND = 0.85
_SPREAD_COST = 0.01
"""of two places where as much of the name is said, the one where it stands closer"""
_MARK_COST = 5.0
"""other diacritics than the name's count against a word by their cost times this"""
_ANCHORS = 3


@dataclass(frozen=True, slots=True)
class NameStems:
    """A name made ready: its different stems in order, and what each weighs."""

    stems: tuple[str, ...]
    written: tuple[str, ...]
    weights: tuple[float, ...]
    total: float

    @staticmethod
    def of(words: Sequence[Word], weights: WordWeights) -> NameStems:
        """Return the stems of the name's words."""
        different = {stem_of(word): word for word in reversed(words)}
        stems = tuple(reversed(different))
        weighed = tuple(weights.of(different[stem]) for stem in stems)
        written = tuple(different[stem].written for stem in stems)
        return NameStems(stems, written, weighed, max(sum(weighed), 1e-9))


@dataclass(frozen=True, slots=True)
class Alignment:
    """A name laid over a text."""

    coverage: float
    """share of the name that is said"""
    cohesion: float
    """1 = its words stand together and in order"""
    explained: float
    """share of what is said there that the name tells"""
    places: tuple[int, ...]
    """the words of the text that say it, in the order of the name"""

    @property
    def between(self) -> int:
        """Return how many other words stand between its words."""
        return max(self.places) - min(self.places) + 1 - len(self.places)


class ReadText:
    """The words of a text with everything that each may stand for."""

    def __init__(
        self,
        words: Sequence[Word],
        weights: WordWeights,
        guide: SpellingGuide,
        hidden: frozenset[int] = frozenset(),
    ) -> None:
        """Read the words; those at the ``hidden`` places say nothing."""
        self.words = words
        self.stems = ["" if at in hidden else stem_of(word) for at, word in enumerate(words)]
        self.is_careful = _is_careful(words)
        self.everyday = [is_everyday(word, self.is_careful) for word in words]
        self.weights = [
            0.0 if at in hidden else weights.of(word, self.is_careful)
            for at, word in enumerate(words)
        ]
        self._places: dict[str, list[tuple[int, float]]] = {}
        for at, (word, stem) in enumerate(zip(words, self.stems, strict=True)):
            self._places.setdefault(stem, []).append((at, 1.0))
            if stem and stem not in weights:
                for reading, cost in guide.readings(word.folded).items():
                    if reading != stem:
                        quality = 1.0 - _WORST_READING * cost
                        self._places.setdefault(reading, []).append((at, quality))

    def lay(self, name: NameStems, known: Mapping[str, float]) -> Alignment | None:
        """Return how the name lies here; ``known`` words of its procedure stand in no way."""
        found = {
            at: self._places[stem] for at, stem in enumerate(name.stems) if stem in self._places
        }
        if not found:
            return None
        places, said = self._nearest(name, found)
        if said <= 0.0:
            return None
        foreign = self._foreign(set(places.values()), known)
        return Alignment(
            said / name.total,
            _cohesion(name, places),
            said / (said + foreign),
            tuple(places.values()),
        )

    def _foreign(self, taken: Set[int], known: Mapping[str, float]) -> float:
        """Return what is said there besides the name, the less the farther away."""
        first, last = min(taken), max(taken)
        foreign = 0.0
        for at, weight in enumerate(self.weights):
            if at not in taken:
                away = 0 if first < at < last else min(abs(at - first), abs(at - last))
                share = 1.0 if away == 0 else _NEAR_SHARE if away <= _NEXT else _FAR_SHARE
                foreign += weight * share * (1.0 - known.get(self.stems[at], 0.0))
        return foreign

    def _nearest(
        self, name: NameStems, found: Mapping[int, list[tuple[int, float]]]
    ) -> tuple[dict[int, int], float]:
        """Return name word → place near the rarest word that is said, and what is said."""
        rarest = max(found, key=lambda at: (name.weights[at], -len(found[at])))
        around = [
            self._around(place - rarest, name, found) for place, _ in found[rarest][:_ANCHORS]
        ]
        places, said, _ = max(around, key=lambda each: each[1] - _SPREAD_COST * each[2])
        return places, said

    def _around(
        self, start: int, name: NameStems, found: Mapping[int, list[tuple[int, float]]]
    ) -> tuple[dict[int, int], float, float]:
        """Return name word → place for a name that starts here, what is said, how far it spreads.

        A word of the text says one word of the name only.
        """
        places: dict[int, int] = {}
        said = spread = 0.0
        taken: set[int] = set()
        for at, choices in found.items():
            wanted = start + at
            free = [choice for choice in choices if choice[0] not in taken]
            if free:
                place, quality = min(free, key=lambda c: (abs(c[0] - wanted), -c[1]))
                taken.add(place)
                places[at] = place
                said += name.weights[at] * quality * self._diacritics(place, name, at)
                spread += abs(place - wanted)
        return places, said, spread

    def _diacritics(self, place: int, name: NameStems, at: int) -> float:
        """Return how much the diacritics of a word of the text are those of the name: 1 all."""
        word, meant = self.words[place], name.written[at]
        if word.written == meant or word.folded != name.stems[at]:
            return 1.0
        if word.is_plain:
            return _LAZY if self.is_careful else 1.0
        return 1.0 - _MARK_COST * diacritics_cost(word.written, meant)


def _is_careful(words: Sequence[Word]) -> bool:
    return sum(not word.is_plain for word in words) >= _CAREFUL * len(words) > 0


def _cohesion(name: NameStems, places: Mapping[int, int]) -> float:
    together = possible = 0.0
    for first, second in pairwise(sorted(places)):
        weight = min(name.weights[first], name.weights[second])
        gap = places[second] - places[first]
        distance = abs(gap)
        # words of the name that are not said leave a gap of their own
        distance = max(1, distance - (second - first - 1))
        close = _CLOSENESS[distance] if distance < len(_CLOSENESS) else _FAR_APART
        together += weight * close * (1.0 if gap > 0 else _TURNED_ROUND)
        possible += weight
    return together / possible if possible else 1.0
