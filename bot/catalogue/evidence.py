"""What the other words of a sentence say about which of several procedures is meant.

"Hộ kinh doanh" leaves many open; "tạm ngừng" beside it is a word of one of them only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from math import exp, log

from bot.catalogue.acts import acts_of
from bot.catalogue.collection import Catalogue, Clarification
from bot.catalogue.meanings import stems_of, written_stem_of
from bot.catalogue.names import Name, Word, words_of
from bot.text.normalise import normalise

_DOUBT = 0.04
"""a word that no name of a procedure has is not impossible there"""
_TELLING, _ACT_TELLING = 0.1, 0.05
"""a word, or an act, in fewer of a procedure's names does not speak for it"""
_MOST = 1.5
"""how much one word may say (logarithm of how much likelier it makes the one)"""
_LABEL_SHARE = 0.5
"""the words of a button count as if this share of the procedure's names had them"""

ACT = "act:"
"""in front of what is done, among the words"""

Shares = Mapping[str, float]
"""stem → share of the names that have it"""


class Evidence:
    """Which words the names of each procedure have, and how often."""

    def __init__(self, names: Sequence[Name]) -> None:
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        totals: dict[str, int] = defaultdict(int)
        self._names: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name in names:
            totals[name.target] += 1
            signs = signs_of(name.words)
            self._names[name.target].append(frozenset(signs))
            for sign in signs:
                counts[name.target][sign] += 1
        self._shares: dict[str, Shares] = {
            code: {stem: count / totals[code] for stem, count in found.items()}
            for code, found in counts.items()
        }

    def of(self, code: str) -> Shares:
        """Return the words of the procedure's names."""
        return self._shares.get(code, {})

    def chances(self, said: Mapping[str, float], choices: Mapping[str, Shares]) -> dict[str, float]:
        """Return how likely each choice is; the chances add up to 1.

        ``said`` holds the stems beside the phrase and how much each counts.
        """
        sums = dict.fromkeys(choices, 0.0)
        for stem, counts in said.items():
            shares = {choice: words.get(stem, 0.0) for choice, words in choices.items()}
            if max(shares.values(), default=0.0) < _TELLING:
                continue
            usual = sum(shares.values()) / len(shares)
            for choice, share in shares.items():
                sums[choice] += counts * log((share + _DOUBT) / (usual + _DOUBT))
        highest = max(sums.values(), default=0.0)
        odds = {choice: exp(value - highest) for choice, value in sums.items()}
        return {choice: value / sum(odds.values()) for choice, value in odds.items()}

    def for_the_first(
        self, said: Mapping[str, float], about: Set[str], first: str, second: str
    ) -> float:
        """Return how much the acts that are told speak for the first procedure.

        Only those names of each are counted that hold all words that it is ``about``.
        """
        mine, others = self._among(first, about), self._among(second, about)
        total = 0.0
        for sign, counts in said.items():
            if sign.startswith(ACT):
                shares = mine.get(sign, 0.0), others.get(sign, 0.0)
                if max(shares) >= _ACT_TELLING:
                    ratio = log((shares[0] + _DOUBT) / (shares[1] + _DOUBT))
                    total += counts * max(-_MOST, min(_MOST, ratio))
        return total

    def _among(self, code: str, about: Set[str]) -> Shares:
        names = [name for name in self._names.get(code, ()) if about <= name]
        counts: dict[str, float] = defaultdict(float)
        for name in names:
            for sign in name:
                if sign.startswith(ACT):
                    counts[sign] += 1.0 / (len(names) + 1)
        return counts


class OptionWords:
    """The options of each question back, with the words that speak for them."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence) -> None:
        self._questions = {each.id: each for each in catalogue.clarifications}
        self._evidence = evidence
        self._choices: dict[str, dict[str, Shares]] = {}

    def of(self, clarification: str) -> dict[str, Shares]:
        """Return code, or label of what is not held, → its words."""
        known = self._choices.get(clarification)
        if known is None:
            found = dict(self._options(self._questions[clarification], {clarification}))
            known = self._choices[clarification] = found
        return known

    def _options(self, question: Clarification, seen: set[str]) -> Iterable[tuple[str, Shares]]:
        for option in question.options:
            label = dict.fromkeys(signs_of(words_of(normalise(option.label))), _LABEL_SHARE)
            following = option.clarification
            if following is not None and following in self._questions:
                if following not in seen:
                    yield from self._options(self._questions[following], seen | {following})
            elif option.code is not None:
                words = self._evidence.of(option.code)
                yield option.code, _stronger(label, words)
            else:
                yield option.label, label


def signs_of(words: Sequence[Word]) -> set[str]:
    """Return the stems of the words, written and folded, and the acts that they tell."""
    written = map(written_stem_of, words)
    return {*stems_of(words), *written, *(f"{ACT}{act}" for act in acts_of(words))}


def _stronger(first: Shares, second: Shares) -> Shares:
    return {stem: max(first.get(stem, 0.0), second.get(stem, 0.0)) for stem in {*first, *second}}
