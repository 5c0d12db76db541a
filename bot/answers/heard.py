"""Phrases as people say them, as patterns over a folded message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.fold import fold


def heard_as(phrases: Iterable[str], *, gap: int = 3) -> re.Pattern[str]:
    """Return the pattern of any of the phrases; ``…`` stands for up to ``gap`` words."""
    return re.compile(rf"\b(?:{'|'.join(_pattern(phrase, gap) for phrase in phrases)})\b")


def spoken_words(message_folded: str) -> str:
    """Return the folded message as words apart by one space, as the patterns expect it."""
    return " ".join(re.findall(r"\w+", message_folded))


def _pattern(phrase: str, gap: int) -> str:
    parts = [re.escape(part.strip()) for part in fold(phrase).split("…")]
    return rf"(?: \S+){{0,{gap}}}? ".join(parts)
