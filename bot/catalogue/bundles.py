"""A group of procedures that is filed together, named by its parts: "khai sinh, thường trú"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.catalogue.acts import acts_of
from bot.catalogue.alignment import NameStems, ReadText
from bot.catalogue.collection import Catalogue
from bot.catalogue.evidence import OptionWords
from bot.catalogue.linking_words import TOGETHER, default_words
from bot.catalogue.meanings import WordWeights
from bot.catalogue.mentions import Mention
from bot.catalogue.model import Part
from bot.catalogue.names import Word, words_of
from bot.text.normalise import normalise

_SAID = 0.6
"""a part without a name of its own is named when so much of it is said at once"""


@dataclass(frozen=True)
class Together:
    """A bundle and the words that name its parts."""

    code: str
    first: int
    last: int


class Bundles:
    """The procedures that consist of others."""

    def __init__(self, catalogue: Catalogue, options: OptionWords, weights: WordWeights) -> None:
        self._options = options
        self._words = default_words().bundles
        self._parts = {
            entry.code: [
                (part, NameStems.of(words_of(normalise(part.name)), weights))
                for part in entry.parts
            ]
            for entry in catalogue.procedures
            if entry.parts
        }

    def named(
        self, words: Sequence[Word], mentions: Sequence[Mention], text: ReadText
    ) -> Together | None:
        """Return the bundle of which two parts or more are named as one thing."""
        folded = [word.folded for word in words]
        if any(" ".join(pair) in self._words.apart for pair in pairwise(folded)):
            return None
        gathered = TOGETHER in acts_of(words)
        for code, parts in self._parts.items():
            spans = self._spans(parts, mentions, text)
            if len(spans) > 1 and (gathered or self._is_one_thing(spans, folded)):
                return Together(code, spans[0][0], spans[-1][1])
        return None

    def _spans(
        self, parts: Sequence[tuple[Part, NameStems]], mentions: Sequence[Mention], text: ReadText
    ) -> list[tuple[int, int]]:
        """Return where parts are named, from left to right; two names of one part are one."""
        if not any(self._is(mention, part) for part, _ in parts for mention in mentions):
            return []
        found: dict[tuple[int, int], None] = {}
        for part, stems in parts:
            own = [mention for mention in mentions if self._is(mention, part)]
            if own:
                found.setdefault((own[0].first, own[0].last))
                continue
            laid = text.lay(stems, {})
            if laid and laid.coverage >= _SAID and laid.between <= 1:
                found.setdefault((min(laid.places), max(laid.places) + 1))
        spans = sorted(found)
        return [span for at, span in enumerate(spans) if at == 0 or span[0] >= spans[at - 1][1]]

    def _is(self, mention: Mention, part: Part) -> bool:
        if part.code is None:
            return False
        vague = mention.clarification
        return part.code in mention.codes or (
            vague is not None and part.code in self._options.of(vague)
        )

    def _is_one_thing(self, spans: Sequence[tuple[int, int]], folded: Sequence[str]) -> bool:
        return all(
            all(word in self._words.connecting for word in folded[before[1] : after[0]])
            for before, after in pairwise(spans)
        )
