"""Cuts words into the pieces of a unigram vocabulary (SentencePiece's model, Kudo 2018)."""

from __future__ import annotations

from collections.abc import Sequence

_SPACE = "\u2581"
START, END, UNKNOWN = 0, 2, 3
"""places of ``<s>``, ``</s>`` and ``<unk>`` in the vocabulary (XLM-R's order)"""
_UNKNOWN_PENALTY = 10.0
_REMEMBERED = 50_000


class PieceVocabulary:
    """Finds the likeliest pieces of each word; words are cut one by one and remembered."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """Take the pieces and the logarithm of their probabilities, in the same order."""
        self._places = {piece: place for place, piece in enumerate(pieces)}
        self._scores = [float(score) for score in scores]
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, pieces))
        self._remembered: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str, limit: int) -> list[int]:
        """Return start, at most ``limit`` pieces of the text, and end."""
        found: list[int] = []
        for word in text.split():
            found += self._of_word(word)
            if len(found) >= limit:
                break
        return [START, *found[:limit], END]

    def _of_word(self, word: str) -> tuple[int, ...]:
        known = self._remembered.get(word)
        if known is None:
            known = tuple(self._likeliest(_SPACE + word))
            if len(self._remembered) < _REMEMBERED:
                self._remembered[word] = known
        return known

    def _likeliest(self, word: str) -> list[int]:
        # best[end] = (score, where the last piece starts, its place)
        best: list[tuple[float, int, int]] = [(0.0, 0, UNKNOWN)]
        for end in range(1, len(word) + 1):
            options = [(best[end - 1][0] + self._unknown_score, end - 1, UNKNOWN)]
            for start in range(max(0, end - self._longest), end):
                place = self._places.get(word[start:end])
                if place is not None and place > UNKNOWN:
                    options.append((best[start][0] + self._scores[place], start, place))
            best.append(max(options))
        places: list[int] = []
        end = len(word)
        while end:
            _, start, place = best[end]
            # unknown letters in a row are one unknown piece
            if not (place == UNKNOWN and places and places[-1] == UNKNOWN):
                places.append(place)
            end = start
        return places[::-1]
