"""The official name, and a short one to head an answer with."""

from __future__ import annotations

import re

from bot.catalogue.portal.texts import has_any, one_line
from bot.catalogue.portal.words import PortalWords, any_of

_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{1,120})\)\s*$")
_SHORTEST = 12


def official_name(text: str) -> str:
    """Return the name on one line, without a stop or quotes around it."""
    return one_line(text).strip(" .;,\"“”'")


def short_name(name: str, words: PortalWords) -> str:
    """Return the name without "Thủ tục" in front and brackets of an office behind.

    ``Thủ tục cấp lại … (thực hiện tại cấp tỉnh)`` is ``Cấp lại …``. What would be no name
    without it keeps it: ``Thủ tục đối với …``.
    """
    short = name
    while (found := _BRACKET.search(short)) and _is_boilerplate(found["inside"], words):
        short = short[: found.start()]
    start = re.match(rf"(?:{any_of(words.name_starts)})[\s:,]+", short, re.IGNORECASE)
    if start and not short[start.end() :].casefold().startswith(words.name_needs_start):
        short = short[start.end() :]
    short = short.strip()
    if len(short) < _SHORTEST:
        return name
    return short[0].upper() + short[1:]


def _is_boilerplate(inside: str, words: PortalWords) -> bool:
    return has_any(f"{inside} ", words.name_brackets)
