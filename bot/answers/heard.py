"""Phrases as people say them, as patterns over a folded message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.fold import fold

_GAP = r"(?: \S+){0,3}?"


def heard_as(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of the phrases; ``…`` stands for up to three words."""
    return re.compile(rf"\b(?:{'|'.join(map(_pattern, phrases))})\b")


def spoken_words(message_folded: str) -> str:
    """Return the folded message as words apart by one space, as the patterns expect it."""
    return " ".join(re.findall(r"\w+", message_folded))


def _pattern(phrase: str) -> str:
    parts = [re.escape(part.strip()) for part in fold(phrase).split("…")]
    return f"{_GAP} ".join(parts)
