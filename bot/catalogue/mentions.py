"""Finds the catalogue's names inside a text: whole words, the longest name first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.catalogue.acts import asking_places
from bot.catalogue.names import Name, NameKind, Word
from bot.catalogue.spelling import SpellingGuide, diacritics_cost, same_vowels

_COST_PER_WORD = 0.05
"""a name of n words may differ by n times this; a single word must be right"""

_OTHER_VOWELS = 0.2
"""a slip in the consonants leaves the vowels as they were typed: đơn is not đóng"""
_MOST_OF_A_WORD = 0.1
"""no word of a name may differ by more, however long the name is"""


@dataclass(frozen=True)
class Mention:
    """A name found over ``words[first:last]`` of the text."""

    targets: tuple[tuple[NameKind, str], ...]
    """what the name stands for; several when entries share it"""
    first: int
    last: int
    cost: float
    """0 = letter by letter, or typed without diacritics"""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the procedures that the name stands for."""
        kinds = ("alias", "short_name", "name")
        return tuple(target for kind, target in self.targets if kind in kinds)

    @property
    def clarification(self) -> str | None:
        """Return the id of the question back that the name asks for, if any."""
        ids = [target for kind, target in self.targets if kind == "clarification"]
        return ids[0] if ids else None

    @property
    def not_held(self) -> str | None:
        """Return the name of a procedure that the catalogue does not hold, if it is one."""
        names = [target for kind, target in self.targets if kind == "other"]
        only = len(names) == len(self.targets)
        return next(filter(None, names), None) if only else None

    @property
    def is_no_procedure(self) -> bool:
        """Tell whether it names what has no code at all: a divorce, a bank's card."""
        return all(target == ("other", "") for target in self.targets)


@dataclass
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


class MentionFinder:
    """A tree of all names by folded word."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._root = _Node()
        vocabulary: set[str] = set()
        for name in names:
            node = self._root
            for word in name.words:
                vocabulary.add(word.folded)
                node = node.children.setdefault(word.folded, _Node())
            node.names.append(name)
        self.guide = SpellingGuide(vocabulary)

    def find(self, words: Sequence[Word]) -> list[Mention]:
        """Return mentions that do not overlap, from left to right."""
        silent = asking_places(words)
        readings = [
            {} if at in silent else self.guide.readings(word.folded)
            for at, word in enumerate(words)
        ]
        found = [
            mention for first in range(len(words)) for mention in self._from(words, readings, first)
        ]
        found.sort(key=lambda mention: (mention.first - mention.last, mention.cost))
        taken: set[int] = set()
        kept = []
        for mention in found:
            span = range(mention.first, mention.last)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.first)

    def _from(
        self, words: Sequence[Word], readings: Sequence[dict[str, float]], first: int
    ) -> Iterator[Mention]:
        # breadth first over the tree; costs of readings add up along the way
        nodes = [(self._root, 0.0)]
        at = first
        while nodes and at < len(words):
            nodes = [
                (node.children[reading], cost + more)
                for node, cost in nodes
                for reading, more in readings[at].items()
                if reading in node.children
            ]
            at += 1
            mention = _best(words[first:at], nodes, first)
            if mention is not None:
                yield mention


def _best(typed: Sequence[Word], nodes: list[tuple[_Node, float]], first: int) -> Mention | None:
    allowed = _COST_PER_WORD * len(typed) if len(typed) > 1 else 0.0
    priced: list[tuple[float, Name]] = []
    for node, cost in nodes:
        for name in node.names:
            each = [_typed_cost(*pair) for pair in zip(typed, name.words, strict=True)]
            full = cost + sum(each)
            if full <= allowed + 1e-9 and max(each) <= _MOST_OF_A_WORD:
                priced.append((full, name))
    if not priced:
        return None
    lowest = min(cost for cost, _ in priced)
    targets = {(name.kind, name.target): None for cost, name in priced if cost == lowest}
    return Mention(tuple(targets), first, first + len(typed), lowest)


def _typed_cost(typed: Word, meant: Word) -> float:
    # what was typed without diacritics speaks neither for nor against them
    if typed.is_plain:
        return 0.0
    if typed.folded != meant.folded:
        return 0.0 if same_vowels(typed.written, meant.written) else _OTHER_VOWELS
    return diacritics_cost(typed.written, meant.written)
