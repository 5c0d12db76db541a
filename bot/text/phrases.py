"""Phrases in their standard spelling: southern, misspelt and misheard ones of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.text.fold import fold
from bot.text.lexicon import Lexicon
from bot.text.pieces import Piece, in_case_of, starts_sentence
from bot.text.vocabulary import Vocabulary


def in_standard_spelling(
    pieces: Sequence[Piece], lexicon: Lexicon, vocabulary: Vocabulary
) -> Iterator[Piece]:
    """Yield the pieces with each known phrase as one piece, the longest phrase first."""
    at = 0
    while at < len(pieces):
        length, spelling = _spelling_at(pieces, at, lexicon)
        if length == 1 and spelling is not None and _stays(pieces, at, vocabulary):
            spelling = None
        if spelling is None:
            yield pieces[at]
            at += 1
            continue
        merged = tuple(offset for piece in pieces[at : at + length] for offset in piece.offsets)
        typed = "".join(piece.text for piece in pieces[at : at + length])
        yield Piece(typed, merged, "word").replaced(in_case_of(pieces[at].text, spelling))
        at += length


def _spelling_at(pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    first = pieces[at].text.lower()
    longest = lexicon.spelling_starts.get(first, 0)
    if pieces[at].kind != "word" or not longest:
        return 1, None
    phrase = [first]
    ends = {1: 1}
    for place in range(at + 1, min(len(pieces) - 1, at + 2 * longest - 2), 2):
        if pieces[place].kind != "blank" or pieces[place + 1].kind != "word":
            break
        phrase.append(pieces[place + 1].text.lower())
        ends[len(phrase)] = place + 2 - at
    for length in range(len(phrase), 0, -1):
        spelling = lexicon.spelling(tuple(phrase[:length]))
        if spelling is not None:
            return ends[length], spelling
    return 1, None


def _stays(pieces: Sequence[Piece], at: int, vocabulary: Vocabulary) -> bool:
    """Tell whether one odd syllable is a name, or makes a word: thiệt hại, củng cố, đầy ắp."""
    word = pieces[at].text
    if word[0].isupper() and not starts_sentence(pieces, at):
        return True
    beside = [_word(pieces, at - 2, at - 1), word.lower(), _word(pieces, at + 2, at + 1)]
    plain = fold(word) == word.lower()
    return any(
        vocabulary.is_pair(first, second, plain=plain)
        for first, second in ((beside[0], beside[1]), (beside[1], beside[2]))
    )


def _word(pieces: Sequence[Piece], at: int, blank: int) -> str:
    inside = 0 <= at < len(pieces) and 0 <= blank < len(pieces)
    beside = inside and pieces[blank].kind == "blank" and pieces[at].kind == "word"
    return pieces[at].text.lower() if beside else ""
