"""Amounts, days and lists as people read them; the words come from the responses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answers.phrases import Phrases


def money(phrases: Phrases, amount_vnd: int) -> str:
    """Return whole đồng with dots between thousands, e.g. ``8.000đ``."""
    return phrases.say("utter_fact_money", amount=f"{amount_vnd:,}".replace(",", "."))


def money_range(phrases: Phrases, low: int | None, high: int | None) -> str | None:
    """Return ``5.000đ–10.000đ``, one amount, or None when neither is known."""
    known = sorted({amount for amount in (low, high) if amount is not None})
    return "–".join(money(phrases, amount) for amount in known) or None


def short_day(day: date) -> str:
    """Return ``23/11/2026``."""
    return f"{day:%d/%m/%Y}"


def number(value: float) -> str:
    """Return a number of days without a needless ``.0`` and with a decimal comma."""
    return f"{value:g}".replace(".", ",")


def listed(items: Sequence[str]) -> str:
    """Return the items one after another, apart by ``;`` where one has a comma itself."""
    told = [item.strip().rstrip(".") for item in items]
    return ("; " if any("," in item for item in told) else ", ").join(told)


def sentence(text: str) -> str:
    """Return the text with a capital letter and a full stop."""
    text = text.strip()
    if not text:
        return text
    ended = text if text[-1] in ".?:;…!" else text + "."
    return ended[0].upper() + ended[1:]


def lowered(text: str) -> str:
    """Return the text with its first letter small, unless a word in capitals begins it."""
    is_name = len(text) > 1 and text[1].isupper()
    return text if is_name or not text else text[0].lower() + text[1:]


def without_remark(name: str) -> str:
    """Return a name without the remark in brackets at its end."""
    return re.sub(r"\s*\([^()]*\)$", "", name)
