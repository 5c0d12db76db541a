"""Which of several things a message points at: "cái thứ hai", "số 2", "cái cuối", "cái kia"."""

from __future__ import annotations

import re

from bot.answers.facets import FACET_OF_INTENT, payload
from bot.dialogue.decisions import Ask
from bot.dialogue.follow_up import leans_on_the_last_turn
from bot.dialogue.message import ConversationState, Understood, ask_of
from bot.dialogue.naming import names_something
from bot.dialogue.signs import means_all, means_the_other

MAX_ASKS = 3
_ORDINALS = {
    "mot": 1, "nhat": 1, "dau": 1, "dau tien": 1, "tren": 1, "tren cung": 1,
    "truoc": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4,
}  # fmt: skip
_LAST = {"sau", "cuoi", "cuoi cung", "chot", "sau cung", "duoi cung", "duoi"}
_PLACE = (
    r"(dau tien|dau|cuoi cung|cuoi|sau cung|tren cung|duoi cung|chot|truoc|sau"
    r"|mot|nhat|hai|nhi|ba|bon|tu|\d+|[a-z]+)"
)
_POINTER = re.compile(
    rf"(?:^|\b)(?:cai|so|thu|cau|y|muc|phan|lua chon|chon|nut|dong)\s+(?:(?:thu|so)\s+)?{_PLACE}\b"
)
_AT_A_THING = re.compile(
    rf"\b(?:(?:cai|vu|viec|muc|thu tuc)\s+(?:(?:thu|so)\s+)?{_PLACE}\b|so\s+(\d+)\b)"
)
"""what a question may point at: "thứ hai" alone is a Monday there"""
_BARE_NUMBER = re.compile(r"^\W*(\d+)\W*(?:di|nha|nhe|a|thoi)?\W*$")
_BY_NUMBER = re.compile(r"^\W*(?:da\s+)?(?:chon\s+)?(?:so\s+)?\d+\b")


def chosen_place(folded: str, count: int) -> int | None:
    """Return the index (from 0) of the choice that the message points at, if any."""
    if count == 0:
        return None
    return _index(_named_place(folded.strip(), count), count)


def pointed_payload(message: Understood, state: ConversationState) -> str | None:
    """Return the payload that a bare pointing means: one of the list, or a button's.

    "cái thứ hai" is the second thing that was listed as long as we talk about one of them;
    "số 2" is the second button.
    """
    folded = message.folded
    listed = _in_the_list(folded, state, _POINTER)
    by_number = _BY_NUMBER.match(folded) is not None
    if listed is not None and (not by_number or state.choices == state.listed):
        return _asked_the_same(state.listed[listed], message, state)
    place = chosen_place(folded, len(state.choices))
    return state.choices[place] if place is not None else None


def pointed_ask(message: Understood, state: ConversationState) -> Ask | None:
    """Return what a question asks that points at one of the list: "cái đầu mấy ngày"."""
    if message.intent not in FACET_OF_INTENT or names_something(message):
        return None
    place = _in_the_list(message.folded, state, _AT_A_THING)
    pointed = ask_of(state.listed[place]) if place is not None else None
    return Ask(message.intent, pointed[1]) if pointed else None


def all_asks(message: Understood, state: ConversationState) -> tuple[Ask, ...]:
    """Return what "cả hai luôn" asks: the last facet of all that was listed; none without a list.

    Just after the list each is asked what stands there.
    """
    listed = [asked for asked in map(ask_of, state.listed) if asked]
    if len(listed) < 2 or not means_all(message.text):
        return ()
    facet = state.last_intent if state.choices != state.listed else None
    return tuple(Ask(facet or intent, code) for intent, code in listed)[:MAX_ASKS]


def _in_the_list(folded: str, state: ConversationState, pointer: re.Pattern[str]) -> int | None:
    if state.choices != state.listed and state.offered != (state.procedure,):
        return None  # the buttons shown last are about something else
    count = len(state.listed)
    if count == 2 and means_the_other(folded):
        codes = [asked[1] if (asked := ask_of(each)) else None for each in state.listed]
        return 1 - codes.index(state.procedure) if codes.count(state.procedure) == 1 else None
    return _index(_pointed_place(folded, count, pointer), count)


def _asked_the_same(listed: str, message: Understood, state: ConversationState) -> str:
    """Return the payload of a listed thing; "cái đầu thì sao" asks the last facet of it."""
    asked = ask_of(listed)
    codes = {each[1] for each in map(ask_of, state.listed) if each}
    leans = leans_on_the_last_turn(message.text) or means_the_other(message.text)
    if asked is None or not leans or len(codes) < 2 or state.last_intent not in FACET_OF_INTENT:
        return listed
    return payload(state.last_intent or "", asked[1])


def _named_place(folded: str, count: int) -> int | None:
    bare = _BARE_NUMBER.match(folded)
    if bare:
        return int(bare.group(1))
    pointed = _pointed_place(folded, count, _POINTER)
    if pointed is not None:
        return pointed
    return count if folded in _LAST else _ORDINALS.get(folded)


def _pointed_place(folded: str, count: int, pointer: re.Pattern[str]) -> int | None:
    for pointed in pointer.finditer(folded):
        word = next(filter(None, pointed.groups()))
        if word.isdigit():
            return int(word)
        if word in _LAST:
            return count
        if word in _ORDINALS:
            return _ORDINALS[word]
    return None


def _index(place: int | None, count: int) -> int | None:
    return place - 1 if place is not None and 1 <= place <= count else None
