"""A text in pieces: words, blanks, signs and what stays, each pointing into its source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.text.protected import find_protected
from bot.text.tone_marks import one_style

Offsets = tuple[tuple[int, int], ...]
"""for each character: (start, end) of its source in the typed text"""

_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f"
_TOKEN = re.compile(
    rf"(?P<word>[^\W_][\w\u0300-\u036f{_HIDDEN}]*(?:/[^\W\d_](?!\w))?)|(?P<blank>\s+)|(?P<sign>.)",
    re.DOTALL,
)
_HIDDEN_CHARACTER = re.compile(f"[{_HIDDEN}]")
_OPENING = frozenset("{}@#_\\")
_EYES = frozenset(":=;-")
_JOINING = frozenset("-./_:&=+'")
_SENTENCE_END = frozenset(".!?:-•*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text; ``offsets`` has an entry for each character."""

    text: str
    offsets: Offsets
    kind: str
    """word, blank, sign or fixed"""

    def replaced(self, text: str, kind: str = "word") -> Piece:
        """Return the piece with another text that points to the same source."""
        if text == self.text and kind == self.kind:
            return self
        if len(text) == len(self.offsets):
            return Piece(text, self.offsets, kind)
        whole = (self.offsets[0][0], self.offsets[-1][1])
        return Piece(text, (whole,) * len(text), kind)

    def spaced(self, parts: Sequence[str]) -> Piece:
        """Return the piece with blanks between its ``parts``; a letter keeps its source."""
        text: list[str] = []
        offsets: list[tuple[int, int]] = []
        at = 0
        for part in parts:
            if text:
                text.append(" ")
                offsets.append(offsets[-1])
            text.append(self.text[at : at + len(part)])
            offsets += self.offsets[at : at + len(part)]
            at += len(part)
        return Piece("".join(text), tuple(offsets), self.kind)


def cut_into_pieces(text: str, offsets: Offsets) -> list[Piece]:
    """Return the pieces in order: clean, in one tone style, protected spans as ``fixed``."""
    pieces = map(_cleaned, _raw_pieces(text, offsets))
    return [piece for piece in pieces if piece.text]


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without a blank at an end or after another one."""
    merged: list[Piece] = []
    for piece in pieces:
        if piece.kind == "blank" and (not merged or merged[-1].kind == "blank"):
            continue
        merged.append(piece)
    if merged and merged[-1].kind == "blank":
        merged.pop()
    return merged


def runs_of_words(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the places of words that follow each other with one blank between them."""
    run: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.kind == "word":
            run.append(at)
        elif piece.kind != "blank" or piece.text != " ":
            if run:
                yield run
            run = []
    if run:
        yield run


def starts_sentence(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a capital at this place says nothing about names."""
    if at and pieces[at - 1].kind == "blank":
        return at == 1 or pieces[at - 1].text == "\n" or pieces[at - 2].text in _SENTENCE_END
    return at == 0 or pieces[at - 1].text in _SENTENCE_END


def is_attached(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether the word is a part of something longer: ``a-b.c``, ``{time}``, ``@name``."""
    return _holds(pieces, at - 1, at - 2) or _holds(pieces, at + 1, at + 2)


def is_face(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether the word is the letter of an emoticon or of an option: ``:v``, ``-k``."""
    return len(pieces[at].text) == 1 and at > 0 and pieces[at - 1].text in _EYES


def _holds(pieces: Sequence[Piece], sign: int, beyond: int) -> bool:
    if not 0 <= sign < len(pieces) or pieces[sign].kind != "sign":
        return False
    if pieces[sign].text in _OPENING:
        return True
    inside = 0 <= beyond < len(pieces) and pieces[beyond].kind != "blank"
    return inside and pieces[sign].text in _JOINING


def in_case_of(typed: str, meant: str) -> str:
    """Return ``meant`` in capitals or with a capital where ``typed`` has them."""
    if len(typed) > 1 and typed.isupper():
        return meant.upper()
    return meant[0].upper() + meant[1:] if typed[0].isupper() else meant


def _raw_pieces(text: str, offsets: Offsets) -> Iterator[Piece]:
    def tokens(start: int, end: int) -> Iterator[Piece]:
        for found in _TOKEN.finditer(text, start, end):
            first, last = found.span()
            yield Piece(text[first:last], offsets[first:last], str(found.lastgroup))

    at = 0
    for span in find_protected(text):
        yield from tokens(at, span.start)
        yield Piece(text[span.start : span.end], offsets[span.start : span.end], "fixed")
        at = span.end
    yield from tokens(at, len(text))


def _cleaned(piece: Piece) -> Piece:
    if piece.kind == "blank":
        return piece.replaced("\n" if "\n" in piece.text else " ", "blank")
    if piece.kind == "fixed" or piece.text.isascii():
        return piece
    text = one_style(unicodedata.normalize("NFC", _HIDDEN_CHARACTER.sub("", piece.text)))
    return piece if text == piece.text else piece.replaced(text, piece.kind)
