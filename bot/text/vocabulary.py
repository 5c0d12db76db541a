"""Which syllables and neighbours are Vietnamese, and which words a slip is mended to.

From underthesea's lexicon and two reviewed files: the words of the offices
(``domain_words.yml``) and the syllables that questions are made of
(``frequent_syllables.yml``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from pathlib import Path

from bot.text.diacritics import lexicon_words
from bot.text.fold import fold
from bot.text.lexicon import LEXICON_DIR, LexiconError, read_mapping

_LONGEST_WORD = 4
"""longer entries of the lexicon are sayings: their neighbours tell nothing"""


@dataclass(frozen=True)
class Vocabulary:
    """Read only; everything in lower case and in the project's tone style."""

    counts: Mapping[str, int]
    """syllable → how many words of the lexicon hold it"""
    pairs: frozenset[tuple[str, str]]
    """syllables that stand side by side in a word"""
    folded_pairs: frozenset[tuple[str, str]]
    domain_words: tuple[tuple[str, ...], ...]
    """words of the offices, as syllables"""
    frequent: frozenset[str]

    def is_pair(self, first: str, second: str, *, plain: bool = False) -> bool:
        """Tell whether a word holds the two side by side; ``plain``: without diacritics."""
        return (first, second) in (self.folded_pairs if plain else self.pairs)

    @cached_property
    def domain_pairs(self) -> frozenset[tuple[str, str]]:
        """Return the neighbours within domain words, written and folded."""
        written = {pair for word in self.domain_words for pair in pairwise(word)}
        return frozenset(written | {(fold(first), fold(second)) for first, second in written})

    @cached_property
    def folded_counts(self) -> Mapping[str, int]:
        """Return the counts of the syllables without their diacritics."""
        counts: Counter[str] = Counter()
        for syllable, count in self.counts.items():
            counts[fold(syllable)] += count
        return counts

    @cached_property
    def frequent_by_letters(self) -> Mapping[str, tuple[str, ...]]:
        """Return folded syllable → the frequent syllables with the same letters."""
        same: dict[str, list[str]] = defaultdict(list)
        for syllable in sorted(self.frequent):
            same[fold(syllable)].append(syllable)
        return {letters: tuple(syllables) for letters, syllables in same.items()}


def build_vocabulary(
    words: Iterable[str], domain_words: Iterable[str], frequent: Iterable[str]
) -> Vocabulary:
    """Return the vocabulary of a lexicon and the reviewed lists."""
    known = frozenset(frequent)
    domain = [tuple(word.split()) for word in domain_words]
    entries = [tuple(word.split()) for word in words]
    entries = [*domain, *(entry for entry in entries if len(entry) <= _LONGEST_WORD)]
    counts = Counter(chain.from_iterable(entries))
    counts.update(known)
    pairs = {pair for entry in entries for pair in pairwise(entry)}
    folded = {syllable: fold(syllable) for syllable in counts}
    return Vocabulary(
        counts={syllable: count for syllable, count in counts.items() if syllable.isalpha()},
        pairs=frozenset(pairs),
        folded_pairs=frozenset((folded[first], folded[second]) for first, second in pairs),
        domain_words=tuple(domain),
        frequent=known,
    )


def load_vocabulary(directory: Path, words: Iterable[str]) -> Vocabulary:
    """Read the two files of the directory; ``words``: the lexicon.

    Raises:
        LexiconError: names the file and what is wrong in it.
    """
    try:
        offices = read_mapping(directory / "domain_words.yml")
        domain = [word for group in offices["domain_words"].values() for word in group]
        stays = offices["stays"]
        frequent = read_mapping(directory / "frequent_syllables.yml")["frequent"].split()
        frequent += [word for word in stays if " " not in word]
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"{directory}: domain words or syllables: {error}") from error
    return build_vocabulary([*words, *stays], domain, frequent)


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """Return the project's vocabulary, read once; it takes a few tenths of a second."""
    return load_vocabulary(LEXICON_DIR, lexicon_words())
