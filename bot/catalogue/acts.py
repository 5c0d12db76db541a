"""What is done to a thing or has happened to it: lost, wrong, changed, erased, abroad.

These words tell one procedure on a thing from another, however people put them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.catalogue.linking_words import DIED, LONGEST_ACT, LOST, ActFile, default_acts
from bot.catalogue.names import Word
from bot.text.fold import fold


class _Acts:
    """The phrases that tell acts, by how they are written and without diacritics."""

    def __init__(self, file: ActFile) -> None:
        self.written: dict[str, str] = {}
        self.plain: dict[str, str] = {}
        self.mat = file.lost_or_died
        for act, phrases in file.acts.items():
            for phrase in phrases:
                self.written[phrase] = act
                if phrase not in file.not_plain:
                    self.plain.setdefault(fold(phrase), act)
        self.starts = frozenset(fold(phrase.split()[0]) for phrase in self.written)

    def at(self, words: Sequence[Word], at: int) -> tuple[str | None, int]:
        """Return the act that a phrase tells from this word on, and how many words it has."""
        if words[at].folded not in self.starts:
            return None, 1
        for length in range(min(LONGEST_ACT, len(words) - at), 0, -1):
            phrase = words[at : at + length]
            act = self.written.get(" ".join(word.written for word in phrase))
            if act is None and all(word.is_plain for word in phrase):
                act = self.plain.get(" ".join(word.folded for word in phrase))
            if act == LOST and [word.folded for word in phrase] == [self.mat.word]:
                return self._lost_or(words, at), length
            if act is not None:
                return act, length
        return None, 1

    def _lost_or(self, words: Sequence[Word], at: int) -> str | None:
        """Return what ``mất`` tells: a paper is lost, somebody has died, or it takes time."""
        following = words[at + 1].folded if at + 1 < len(words) else ""
        if following in self.mat.takes:
            return None
        before = {word.folded for word in words[max(0, at - 2) : at]}
        return DIED if before & self.mat.kin and following not in self.mat.papers else LOST


@lru_cache(maxsize=1)
def _default() -> _Acts:
    return _Acts(default_acts())


def acts_of(words: Sequence[Word]) -> dict[str, int]:
    """Return each act that the words tell and where it stands; the longest phrase first."""
    known = _default()
    found: dict[str, int] = {}
    at = 0
    while at < len(words):
        act, length = known.at(words, at)
        if act is not None:
            found.setdefault(act, at)
        at += length
    return found


def asking_places(words: Sequence[Word]) -> frozenset[int]:
    """Return where ``mất`` only asks how long or how much: it names nothing."""
    mat = _default().mat
    return frozenset(
        at
        for at, (word, following) in enumerate(pairwise(words))
        if word.folded == mat.word and following.folded in mat.takes
    )
