"""From what was typed to what was meant, every character still pointing to its source.

Order: protected spans → NFC and one tone-mark style, hidden characters dropped →
abbreviations in context and input-method slips → joined words cut → phrases in standard
spelling → syllables and words that were written as they sound. Case and punctuation stay;
runs of blanks become one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text.fold import fold
from bot.text.joined_words import default_word_cutter
from bot.text.lexicon import NEIGHBOURS, Lexicon, default_lexicon
from bot.text.lone_syllables import default_lone_syllables
from bot.text.phrases import in_standard_spelling
from bot.text.pieces import (
    Offsets,
    Piece,
    cut_into_pieces,
    in_case_of,
    is_attached,
    is_face,
    runs_of_words,
    starts_sentence,
    trimmed,
)
from bot.text.sound_slips import Run, default_sound_slips
from bot.text.typing_slips import repair_slip
from bot.text.vocabulary import default_vocabulary

_PASSES = 8
_WRITTEN = 0.25
"""share of the words that carry diacritics from which on a text was typed with them"""


@dataclass(frozen=True)
class NormalisedText:
    """A normalised text and where each of its characters came from."""

    text: str
    offsets: Offsets
    """for each character of ``text``: (start, end) of its source in the typed text"""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the typed text that ``text[start:end]`` came from."""
        if start >= end:
            raise ValueError("an empty span has no source")
        return self.offsets[start][0], self.offsets[end - 1][1]

    def part(self, start: int, end: int) -> NormalisedText:
        """Return ``text[start:end]``, still pointing into the whole typed text."""
        return NormalisedText(self.text[start:end], self.offsets[start:end])


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
    pieces = cut_into_pieces(source.text, source.offsets)
    pieces = _without_short_words(pieces, lexicon)
    pieces = list(in_standard_spelling(pieces, lexicon, default_vocabulary()))
    pieces = _mended(trimmed(pieces), lexicon)
    return NormalisedText(
        "".join(piece.text for piece in pieces),
        tuple(offset for piece in pieces for offset in piece.offsets),
    )


def _without_short_words(pieces: list[Piece], lexicon: Lexicon) -> list[Piece]:
    words = [at for at, piece in enumerate(pieces) if piece.kind in {"word", "fixed"}]
    folded = [_as_neighbour(pieces[at]) for at in words]
    kept = _kept(pieces, lexicon)
    result = list(pieces)
    for order, at in enumerate(words):
        if pieces[at].kind == "fixed" or is_face(pieces, at):
            continue
        previous = " ".join(folded[max(order - NEIGHBOURS, 0) : order])
        following = " ".join(folded[order + 1 : order + 1 + NEIGHBOURS])
        meaning = _meaning(pieces[at].text, previous, following, lexicon)
        if meaning is not None:
            result[at] = pieces[at].replaced(meaning)
        elif at not in kept:
            result[at] = _cut(pieces[at])
    return result


def _as_neighbour(piece: Piece) -> str:
    return "#" if piece.kind == "fixed" and piece.text[0].isdigit() else fold(piece.text)


def _meaning(word: str, previous: str, following: str, lexicon: Lexicon) -> str | None:
    lowered = word.lower()
    meaning = lexicon.read(lowered, previous, following)
    if meaning is None and lowered not in lexicon.foreign and not word.isupper():
        meaning = repair_slip(lowered)
    if meaning is not None and word[0].isupper() and word[1:].islower():
        return meaning[0].upper() + meaning[1:]
    return meaning


def _cut(piece: Piece) -> Piece:
    parts = default_word_cutter().cut(piece.text.lower())
    return piece.spaced(parts) if parts else piece


def _mended(pieces: list[Piece], lexicon: Lexicon) -> list[Piece]:
    result = list(pieces)
    is_plain = _is_plain(pieces)
    kept = _kept(pieces, lexicon)
    lone = default_lone_syllables()
    for places in runs_of_words(pieces):
        typed = [pieces[at].text.lower() for at in places]
        fixed = {order for order, at in enumerate(places) if at in kept}
        meant = default_sound_slips().mend(Run(typed, fixed, is_plain))
        around = ["", *meant, ""]
        for order, at in enumerate(places):
            word = meant[order]
            if word == typed[order] and order not in fixed:
                word = lone.mend(word, around[order], around[order + 2])
            if word != typed[order]:
                result[at] = pieces[at].replaced(in_case_of(pieces[at].text, word))
    return result


def _kept(pieces: Sequence[Piece], lexicon: Lexicon) -> set[int]:
    """Return the places of words that may be names or codes, or are known to be foreign."""
    # capitals throughout say nothing about names
    shouts = not any(letter.islower() for piece in pieces for letter in piece.text)
    return {
        at
        for at, piece in enumerate(pieces)
        if piece.kind == "word"
        and (
            piece.text.lower() in lexicon.foreign
            or is_attached(pieces, at)
            or (not shouts and _looks_like_name(pieces, at))
        )
    }


def _looks_like_name(pieces: Sequence[Piece], at: int) -> bool:
    word = pieces[at].text
    return word[0].isupper() and (word.isupper() or not starts_sentence(pieces, at))


def _is_plain(pieces: Sequence[Piece]) -> bool:
    words = [piece.text.lower() for piece in pieces if piece.kind == "word"]
    return sum(fold(word) != word for word in words) <= _WRITTEN * len(words)
