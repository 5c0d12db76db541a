"""Where a text may name a place: a kind and a name, or a name that needs no kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.text.administrative_units import Level, Unit
from bot.text.gazetteer import Gazetteer, KindWord
from bot.text.heard_words import HeardWord, read_words
from bot.text.protected import ProtectedSpan, find_protected
from bot.text.typing_slips import repair_slip
from bot.text.word_forms import agrees, sound_key

_WARDS = frozenset({"phường", "xã", "thị trấn", "đặc khu"})
_LEVELS = {
    **dict.fromkeys(_WARDS, frozenset({Level.WARD})),
    **dict.fromkeys(("quận", "huyện", "thị xã"), frozenset({Level.DISTRICT})),
    "thành phố": frozenset({Level.DISTRICT, Level.PROVINCE}),
    "tỉnh": frozenset({Level.PROVINCE}),
}
_BETWEEN_KIND_AND_NAME = re.compile(r"[\s.:]*")
_BETWEEN_NAME_WORDS = re.compile(r"[\s'’–-]+")
_GLUED = re.compile(r"([a-z])(\d{1,2})")
_NO_WORD = frozenset({"url", "email", "dossier_code", "procedure_code"})
_OLD = "cũ"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named over ``words[first:last]``; several units may be meant."""

    first: int
    last: int
    units: tuple[Unit, ...]
    kind: KindWord | None
    """None: the name stands alone"""
    name: tuple[HeardWord, ...]
    says_old: bool = False
    """the kind itself was called old: "quận cũ Ninh Kiều" """
    is_vague: bool = False
    """counts only in an address: "p5" """
    has_plain_kind: bool = False
    """the kind was typed without its diacritics, like another word: "xa", "quan" """


def words_of(text: str, gazetteer: Gazetteer) -> list[HeardWord]:
    """Return the words, slips of the input method repaired; codes and web addresses blanked out."""
    spans = [span for span in find_protected(text) if span.kind in _NO_WORD]
    return [_as_meant(word, spans, gazetteer) for word in read_words(text)]


def find_mentions(words: Sequence[HeardWord], gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions from left to right, without overlaps."""
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = (
            _with_kind(words, at, gazetteer)
            or _glued(words, at, gazetteer)
            or _alone(words, at, gazetteer, found[-1] if found else None)
        )
        if mention is not None:
            found.append(mention)
        at = at + 1 if mention is None else mention.last
    return found


def named_before(
    words: Sequence[HeardWord], start: int, end: int, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield the names without kind in ``words[start:end]`` that reach to its end, longest first."""
    for first in range(max(start, end - gazetteer.most_words), end):
        units = _units(words, first, end, gazetteer)
        if units and not gazetteer.names_before.stand(words, first, end):
            yield Mention(first, end, units, None, tuple(words[first:end]))


def _as_meant(word: HeardWord, closed: Sequence[ProtectedSpan], gazetteer: Gazetteer) -> HeardWord:
    if any(span.start < word.end and word.start < span.end for span in closed):
        return replace(word, written="", key="\0")
    meant = None if gazetteer.knows(word) else _without_slip(word.written)
    return word if meant is None else replace(word, written=meant, key=sound_key(meant))


@lru_cache(maxsize=8192)
def _without_slip(word: str) -> str | None:
    return repair_slip(word)


def _with_kind(words: Sequence[HeardWord], at: int, gazetteer: Gazetteer) -> Mention | None:
    for length in (2, 1):
        if at + length >= len(words) or (length == 2 and not words[at + 1].follows_directly):
            continue
        for kind in gazetteer.kinds(words[at : at + length]):
            mention = _named(words, at, at + length, kind, gazetteer)
            if mention is not None:
                plain = all(word.is_plain for word in words[at : at + length])
                return replace(mention, has_plain_kind=plain and not kind.is_short)
    return None


def _named(
    words: Sequence[HeardWord], first: int, name: int, kind: KindWord, gazetteer: Gazetteer
) -> Mention | None:
    mention = _after_kind(words, first, name, kind, gazetteer)
    if mention is None and name + 1 < len(words) and agrees(words[name].written, _OLD):
        mention = _after_kind(words, first, name + 1, kind, gazetteer)
        return mention and replace(mention, says_old=True)
    return mention


def _after_kind(
    words: Sequence[HeardWord], first: int, name: int, kind: KindWord, gazetteer: Gazetteer
) -> Mention | None:
    if not _BETWEEN_KIND_AND_NAME.fullmatch(words[name].gap):
        return None
    for last in range(min(len(words), name + gazetteer.most_words), name, -1):
        units = _of_kind(_units(words, name, last, gazetteer), kind)
        if units:
            is_vague = kind.is_short and kind.kind in _WARDS and words[name].is_number
            spelt = tuple(words[name:last])
            return Mention(first, last, units, kind, spelt, is_vague=is_vague)
    return None


def _glued(words: Sequence[HeardWord], at: int, gazetteer: Gazetteer) -> Mention | None:
    found = _GLUED.fullmatch(words[at].written)
    if found is None:
        return None
    letter, number = (replace(words[at], written=part, key=part) for part in found.groups())
    for kind in gazetteer.kinds([letter]):
        units = _of_kind(tuple(gazetteer.units([number])), kind)
        if units:
            return Mention(at, at + 1, units, kind, (number,), is_vague=kind.kind in _WARDS)
    return None


def _alone(
    words: Sequence[HeardWord], at: int, gazetteer: Gazetteer, before: Mention | None
) -> Mention | None:
    for last in range(min(len(words), at + gazetteer.most_words), at, -1):
        units = _units(words, at, last, gazetteer)
        if units and (
            _is_around(units, before, words, at) or _stands_alone(words, at, last, units, gazetteer)
        ):
            return Mention(at, last, units, None, tuple(words[at:last]))
    return None


def _is_around(
    units: Sequence[Unit], before: Mention | None, words: Sequence[HeardWord], at: int
) -> bool:
    """Tell whether the name goes on with the address that the mention before began."""
    if before is None or before.last != at or "," not in words[at].gap:
        return False
    return any(lower.lies_in(unit) for lower in before.units for unit in units)


def _stands_alone(
    words: Sequence[HeardWord], first: int, last: int, units: Sequence[Unit], gazetteer: Gazetteer
) -> bool:
    """Tell whether a name without kind is a place here, and no street, person or other word."""
    if gazetteer.names_before.stand(words, first, last) or gazetteer.goes_on(words, first, last):
        return False
    name = words[first:last]
    is_written_out = gazetteer.is_written_out(name)
    if not is_written_out and not all(word.is_plain for word in name):
        return False  # "ngoài Thanh Xuân" is not Thạnh Xuân
    sureness = gazetteer.sureness(name, units)
    if sureness == "never" or _is_surname(words, first, last, gazetteer):
        return False
    if sureness == "firm":
        return True
    if gazetteer.people_before.stand(words, first, last):
        return False
    if gazetteer.is_whole_message(words, first, last):
        return True
    if sureness == "written" and is_written_out and not all(word.is_plain for word in name):
        return True
    return any(
        neighbours.stand(words, first, last)
        for neighbours in (gazetteer.places_before, gazetteer.places_after)
    )


def _is_surname(words: Sequence[HeardWord], first: int, last: int, gazetteer: Gazetteer) -> bool:
    is_named = gazetteer.surnames_before.stand(words, first, last)
    return is_named and not words[first - 1].is_plain


def _units(
    words: Sequence[HeardWord], first: int, last: int, gazetteer: Gazetteer
) -> tuple[Unit, ...]:
    inner = words[first + 1 : last]
    if not all(_BETWEEN_NAME_WORDS.fullmatch(word.gap) for word in inner):
        return ()
    return tuple(gazetteer.units(words[first:last]))


def _of_kind(units: Sequence[Unit], kind: KindWord) -> tuple[Unit, ...]:
    """Return the units at the kind's level; an abbreviation must be of the very kind."""
    levels = _LEVELS[kind.kind]
    return tuple(
        unit
        for unit in units
        if unit.level in levels and (not kind.is_short or unit.kind == kind.kind)
    )
