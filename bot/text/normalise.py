"""From what was typed to what was meant, every character still pointing to its source.

Order: protected spans → NFC and one tone-mark style, hidden characters dropped →
abbreviations in context and input-method slips → phrases in standard spelling.
Case and punctuation stay; runs of blanks become one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.fold import fold
from bot.text.lexicon import Lexicon, default_lexicon
from bot.text.protected import find_protected
from bot.text.tone_marks import one_style
from bot.text.typing_slips import repair_slip

_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f"
_TOKEN = re.compile(
    rf"(?P<word>[^\W_][\w\u0300-\u036f{_HIDDEN}]*(?:/[^\W\d_](?!\w))?)|(?P<blank>\s+)|(?P<sign>.)",
    re.DOTALL,
)
_HIDDEN_CHARACTER = re.compile(f"[{_HIDDEN}]")
_PASSES = 4


@dataclass(frozen=True)
class NormalisedText:
    """A normalised text and where each of its characters came from."""

    text: str
    offsets: tuple[tuple[int, int], ...]
    """for each character of ``text``: (start, end) of its source in the typed text"""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the typed text that ``text[start:end]`` came from."""
        if start >= end:
            raise ValueError("an empty span has no source")
        return self.offsets[start][0], self.offsets[end - 1][1]

    def part(self, start: int, end: int) -> NormalisedText:
        """Return ``text[start:end]``, still pointing into the whole typed text."""
        return NormalisedText(self.text[start:end], self.offsets[start:end])


@dataclass(frozen=True)
class _Piece:
    text: str
    offsets: tuple[tuple[int, int], ...]
    kind: str
    """word, blank, sign or fixed"""

    def replaced(self, text: str, kind: str = "word") -> _Piece:
        if len(text) == len(self.offsets):
            return _Piece(text, self.offsets, kind)
        whole = (self.offsets[0][0], self.offsets[-1][1])
        return _Piece(text, (whole,) * len(text), kind)


def normalise(text: str, lexicon: Lexicon | None = None) -> NormalisedText:
    """Return the text as it was meant; normalising the result again changes nothing."""
    lexicon = default_lexicon() if lexicon is None else lexicon
    result = NormalisedText(text, tuple((at, at + 1) for at in range(len(text))))
    for _ in range(_PASSES):
        following = _one_pass(result, lexicon)
        if following.text == result.text:
            break
        result = following
    return result


def _one_pass(source: NormalisedText, lexicon: Lexicon) -> NormalisedText:
    pieces = [_cleaned(piece) for piece in _pieces(source)]
    pieces = [piece for piece in pieces if piece.text]
    pieces = _without_short_words(pieces, lexicon)
    pieces = list(_in_standard_spelling(pieces, lexicon))
    pieces = _trimmed(pieces)
    return NormalisedText(
        "".join(piece.text for piece in pieces),
        tuple(offset for piece in pieces for offset in piece.offsets),
    )


def _pieces(source: NormalisedText) -> Iterator[_Piece]:
    def cut(start: int, end: int, kind: str) -> _Piece:
        return _Piece(source.text[start:end], source.offsets[start:end], kind)

    def tokens(start: int, end: int) -> Iterator[_Piece]:
        for found in _TOKEN.finditer(source.text, start, end):
            yield cut(found.start(), found.end(), str(found.lastgroup))

    at = 0
    for span in find_protected(source.text):
        yield from tokens(at, span.start)
        yield cut(span.start, span.end, "fixed")
        at = span.end
    yield from tokens(at, len(source.text))


def _cleaned(piece: _Piece) -> _Piece:
    if piece.kind == "blank":
        return piece.replaced("\n" if "\n" in piece.text else " ", "blank")
    if piece.kind == "fixed" or piece.text.isascii():
        return piece
    text = one_style(unicodedata.normalize("NFC", _HIDDEN_CHARACTER.sub("", piece.text)))
    return piece if text == piece.text else piece.replaced(text, piece.kind)


def _without_short_words(pieces: list[_Piece], lexicon: Lexicon) -> list[_Piece]:
    words = [at for at, piece in enumerate(pieces) if piece.kind in {"word", "fixed"}]
    folded = [fold(pieces[at].text) for at in words]
    result = list(pieces)
    for order, at in enumerate(words):
        if pieces[at].kind == "fixed":
            continue
        previous = folded[order - 1] if order else ""
        following = folded[order + 1] if order + 1 < len(words) else ""
        meaning = _meaning(pieces[at].text, previous, following, lexicon)
        if meaning is not None:
            result[at] = pieces[at].replaced(meaning)
    return result


def _meaning(word: str, previous: str, following: str, lexicon: Lexicon) -> str | None:
    lowered = word.lower()
    meaning = lexicon.read(lowered, previous, following)
    if meaning is None and lowered not in lexicon.foreign and not word.isupper():
        meaning = repair_slip(lowered)
    if meaning is not None and word[0].isupper() and word[1:].islower():
        return meaning[0].upper() + meaning[1:]
    return meaning


def _in_standard_spelling(pieces: list[_Piece], lexicon: Lexicon) -> Iterator[_Piece]:
    at = 0
    while at < len(pieces):
        length, spelling = _spelling_at(pieces, at, lexicon)
        if spelling is None:
            yield pieces[at]
            at += 1
            continue
        merged = [offset for piece in pieces[at : at + length] for offset in piece.offsets]
        typed = "".join(piece.text for piece in pieces[at : at + length])
        capital = typed[0].isupper()
        spelling = spelling[0].upper() + spelling[1:] if capital else spelling
        yield _Piece(typed, tuple(merged), "word").replaced(spelling)
        at += length


def _spelling_at(pieces: list[_Piece], at: int, lexicon: Lexicon) -> tuple[int, str | None]:
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
        spelling = lexicon.spellings.get(tuple(phrase[:length]))
        if spelling is not None:
            return ends[length], spelling
    return 1, None


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    merged: list[_Piece] = []
    for piece in pieces:
        if piece.kind == "blank" and (not merged or merged[-1].kind == "blank"):
            continue
        merged.append(piece)
    if merged and merged[-1].kind == "blank":
        merged.pop()
    return merged
