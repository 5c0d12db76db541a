"""Finds places in a text, with their official name of today where one is certain.

A place needs its kind word ("phường An Bình") unless its name is unmistakable, and an address
("An Khánh, Ninh Kiều, Cần Thơ") is one place. What is typed without diacritics, with a slip of
hỏi and ngã or in any case is understood; a street or a person with such a name is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.text.administrative_units import Level, Unit
from bot.text.gazetteer import Gazetteer, default_gazetteer
from bot.text.heard_words import HeardWord
from bot.text.place_mentions import Mention, find_mentions, named_before, words_of

_LINKS = frozenset({"thuoc", "cua", "o", "tai", "cu"})
_LINKING_SIGNS = re.compile(r"[\s,;:/().–-]*")
_MOST_LINKS = 2
_MOST_BARE_NAMES = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place over ``text[start:end]`` of the text as typed."""

    entity: Literal["place", "old_place"]
    """old_place: a unit that does not exist any more"""
    value: str
    """the official name of today; of an old unit that was divided, its old official name"""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Address:
    """Mentions of which each lies in the next, as one."""

    first: int
    last: int
    units: tuple[Unit, ...]
    """what the smallest of them may be"""
    head: Mention
    is_single: bool = True


def find_places(text: str, gazetteer: Gazetteer | None = None) -> list[Place]:
    """Return the places from left to right, without overlaps."""
    gazetteer = default_gazetteer() if gazetteer is None else gazetteer
    words = words_of(text, gazetteer)
    mentions = find_mentions(words, gazetteer)
    places: list[Place] = []
    while mentions:
        address = _address_ending_with(mentions, words, gazetteer)
        while mentions and mentions[-1].first >= address.first:
            mentions.pop()
        if mentions and _is_unknown_ward(mentions[-1], address, words, gazetteer):
            mentions.pop()
        place = _as_place(address, words, gazetteer)
        if place is not None:
            places.append(place)
    return places[::-1]


def _address_ending_with(
    mentions: Sequence[Mention], words: Sequence[HeardWord], gazetteer: Gazetteer
) -> _Address:
    last = mentions[-1]
    address = _Address(last.first, last.last, last.units, last)
    free = 0
    for mention in reversed(mentions[:-1]):
        longer = _extended(address, mention, words)
        if longer is None:
            free = mention.last
            break
        address = longer
    for _ in range(_MOST_BARE_NAMES):
        address = _with_bare_name(address, free, words, gazetteer)
    return address


def _extended(address: _Address, mention: Mention, words: Sequence[HeardWord]) -> _Address | None:
    if not _linked(words, mention.last, address.first):
        return None
    if mention.kind is None and any(unit.level is Level.PROVINCE for unit in mention.units):
        return None  # "Sóc Trăng, Cần Thơ" are two provinces
    for level in (Level.DISTRICT, Level.PROVINCE):
        around = [unit for unit in address.units if unit.level is level]
        inside = tuple(
            unit for unit in mention.units if any(unit.lies_in(other) for other in around)
        )
        if inside:
            return _Address(mention.first, address.last, inside, mention, is_single=False)
    return None


def _with_bare_name(
    address: _Address, free: int, words: Sequence[HeardWord], gazetteer: Gazetteer
) -> _Address:
    """Return the address with the name before its first comma, when that lies inside.

    The name does not reach over ``words[free]`` to the left.
    """
    if "," not in words[address.first].gap:
        return address
    for mention in named_before(words, free, address.first, gazetteer):
        longer = _extended(address, mention, words)
        if longer is not None:
            return longer
    return address


def _is_unknown_ward(
    mention: Mention, address: _Address, words: Sequence[HeardWord], gazetteer: Gazetteer
) -> bool:
    """Tell whether a ward is said to lie far away, where the gazetteer has none of that name."""
    return (
        mention.units[0].level is Level.WARD
        and _linked(words, mention.last, address.first)
        and not any(gazetteer.is_near(unit) for unit in address.units)
    )


def _linked(words: Sequence[HeardWord], end: int, start: int) -> bool:
    between = words[end:start]
    return (
        len(between) <= _MOST_LINKS
        and all(word.key in _LINKS for word in between)
        and all(_LINKING_SIGNS.fullmatch(word.gap) for word in words[end : start + 1])
    )


def _as_place(address: _Address, words: Sequence[HeardWord], gazetteer: Gazetteer) -> Place | None:
    head = address.head
    says_old = head.says_old or any(
        gazetteer.old_after.stand(words, head.first, last) for last in (head.last, address.last)
    )
    says_new = gazetteer.new_after.stand(words, head.first, address.last)
    units = _meant(address, says_old=says_old, gazetteer=gazetteer)
    existing = [unit for unit in units if unit.exists]
    gone = [unit for unit in units if not unit.exists]
    start, end = words[address.first].start, words[address.last - 1].end
    if existing and (says_new or not (says_old and gone)):
        return Place("place", _name_of(existing), start, end)
    return Place("old_place", _name_of(gone), start, end) if gone else None


def _meant(address: _Address, *, says_old: bool, gazetteer: Gazetteer) -> Sequence[Unit]:
    head, units = address.head, address.units
    if head.kind is None:
        if not address.is_single:
            return units
        if says_old:
            gone = [unit for unit in units if not unit.exists and gazetteer.is_near(unit)]
            highest = max((unit.level for unit in gone), default=None)
            return [unit for unit in gone if unit.level is highest]
        return gazetteer.meant_alone(head.name, units)
    exact = [unit for unit in units if unit.kind == head.kind.kind]
    if not address.is_single:
        return exact or units
    if head.is_vague:
        return ()
    near = [unit for unit in exact if gazetteer.is_near(unit)] or [
        unit for unit in units if gazetteer.is_near(unit)
    ]
    if near:
        return near
    tops = [unit for unit in units if unit.level is Level.PROVINCE]
    return [unit for unit in exact or tops if _is_sure_far_away(head, unit)]


def _is_sure_far_away(head: Mention, unit: Unit) -> bool:
    """Tell whether a unit of another province is meant where no province is named."""
    if unit.level is Level.PROVINCE:
        return True
    if len(head.name) == 1:
        return unit.level is Level.DISTRICT and head.name[0].is_number
    return unit.level is Level.DISTRICT or not head.has_plain_kind


def _name_of(units: Sequence[Unit]) -> str:
    """Return today's name when all units agree on it, else what their old names share."""
    today = {unit.official if unit.exists else unit.now for unit in units}
    [name, *others] = today
    if name is not None and not others:
        return name
    if len(units) == 1:
        return units[0].official
    tops = {unit.above[-1].title for unit in units if unit.above}
    return f"{units[0].title}, {tops.pop()}" if len(tops) == 1 else units[0].title
