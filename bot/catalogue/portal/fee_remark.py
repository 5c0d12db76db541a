"""What the remark beside an amount says: what it is for, per what, until when.

A remark is understood when it tells no amount, or the cell's amount only, or several of
which each stands in a sentence of its own that names its case, and when nothing in it
changes the amount ("giảm", "50%") but a rate or an exemption between two dates. Any other
remark leaves the amount unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.catalogue.portal.money import Amount, amounts_in, number_of
from bot.catalogue.portal.texts import (
    balanced_end,
    has_any,
    key_of,
    one_line,
    trimmed,
    without_marker,
)
from bot.catalogue.portal.words import PortalWords, any_of

LONGEST_REMARK = 500
"""characters; a longer one is told to nobody, so its amount is not either"""
_DAY = r"(?:ngày\s+)?{0}(\d{{1,2}})\s*(?:/|tháng)\s*(\d{{1,2}})\s*(?:/|năm)\s*(\d{{4}})"
_BETWEEN = (
    r"(?:kể\s+)?từ\s+" + _DAY.format("") + r"\s+đến\s+(?:hết\s+)?" + _DAY.format("")
    + r"(?:\s+theo(?:\s+quy\s+định\s+tại)?\s+[^.;()]{1,60})?"
)  # fmt: skip
_EXEMPT = re.compile(rf"\(?\s*miễn(?:\s+(?:lệ\s+)?phí)?\s+{_BETWEEN}\s*\)?[.\s]*", re.IGNORECASE)
_RATE = re.compile(
    r"\(?\s*áp\s+dụng\s+mức\s+(?:thu\s+)?(?:lệ\s+)?phí\s*:?\s*(?P<number>\d[\d.,]*\d)\s*"
    rf"(?:đồng|đ)(?:\s*/\s*[^\W\d_][\w\s]{{0,20}}?)?(?:\s*\([^()]{{1,80}}\))?\s+{_BETWEEN}\s*\)?[.\s]*",
    re.IGNORECASE,
)
_PER_ALONE = re.compile(r"(?:(?:đồng|đ)\s*)?/\s*(?:0?1\s+)?(?P<per>[^\W\d_][^\d().,;:]{0,30})")
_CITATION = re.compile(
    r"\(?\s*(?:\*\s*)?(?:theo\s+)?(?:quy\s+định\s+tại\s+)?(?:theo\s+)?thông\s+tư\s+(?:số\s+)?"
    r"\d+/\d{4}/[^\s;:()]+(?:\s+ngày\s+[\d/\s]+)?(?:\s+của\s+(?:bộ\s+trưởng\s+)?bộ\s+tài\s+chính)?"
    r"\s*[.:,]?\s*\)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[;\n]|\.\s+(?=[^\W\da-z_])|\s+[-+*]\s+|\.?\s*(?<![^\W\d_])(?=(?:Lệ phí|Phí)\s*:)"
)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """An amount and the days between which it holds."""

    amount: int
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Price:
    """What one line of fees says."""

    rates: tuple[Rate, ...]
    per: str | None = None
    label: str = ""
    """what it is for, or when: ``cấp lại do hỏng``; empty when nothing is said."""
    remark: str = ""
    """the whole remark, to be told with a price that stands alone."""


def prices_of(amount: int, remark: str, words: PortalWords, collected: date) -> list[Price] | None:
    """Return the prices of a line; None when its remark is not understood."""
    text = _unbracketed(one_line(remark))
    if len(text) > LONGEST_REMARK:
        return None
    text, dated = _without_dated(text)
    if dated is None or changes_amount(text, words):
        return None
    found = amounts_in(text, words)
    if any(each.value is None for each in found):
        return None
    if len({each.value for each in found} | {amount}) == 1:
        return [_single(amount, text, found, dated, collected, words)]
    return None if dated else _several(amount, text, words)


def _unbracketed(text: str) -> str:
    """Return the text without brackets around the whole of it."""
    while text.startswith("(") and balanced_end(text, 0) == len(text.rstrip(" .")):
        text = text.rstrip(" .")[1:-1].strip()
    return text


def _without_dated(text: str) -> tuple[str, list[Rate] | None]:
    """Return the text without its dated clause, and the clause; None when there are several."""
    exempt, rated = list(_EXEMPT.finditer(text)), list(_RATE.finditer(text))
    clauses = exempt + rated
    if not clauses:
        return text, []
    if len(clauses) > 1:
        return text, None
    found = clauses[0]
    number = 0 if exempt else number_of(found["number"])
    days = [each for each in found.groups() if each and each.isdigit()][-6:]
    first, last = _day(days[:3]), _day(days[3:])
    if number is None or first is None or last is None or first > last:
        return text, None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if rest.count("(") != rest.count(")"):  # the clause was the last thing in a bracket
        rest = rest.replace("(", " ").replace(")", " ")
    return one_line(rest), [Rate(amount=number, valid_from=first, valid_to=last)]


def _day(parts: Sequence[str]) -> date | None:
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except (ValueError, IndexError):
        return None


def changes_amount(text: str, words: PortalWords) -> bool:
    """Tell whether something in the text changes the amount; who is exempt does not."""
    lowered = text.casefold()
    for phrase in words.exempt_people:
        lowered = lowered.replace(phrase, " ")
    return has_any(lowered, words.changing) or has_any(lowered, words.foreign_signs)


def _single(
    amount: int,
    text: str,
    found: Sequence[Amount],
    dated: Sequence[Rate],
    collected: date,
    words: PortalWords,
) -> Price:
    label = _label(text, found, words)
    per = next((each.per for each in found if each.per), None)
    if not found and (alone := _PER_ALONE.fullmatch(trimmed(_CITATION.sub(" ", text)))):
        per, label = one_line(alone["per"]), ""
    rates = _rates(amount, dated, collected)
    return Price(rates=rates, per=per, label=label, remark=without_marker(text) if label else "")


def _label(text: str, found: Sequence[Amount], words: PortalWords) -> str:
    """Return the text without its amounts and the circulars that it names."""
    for each in reversed(found):
        text = f"{text[: each.start]} {text[each.end :]}"
    text = trimmed(_CITATION.sub(" ", text).replace("()", " "))
    bare = re.sub(rf"^(?:{any_of(words.fee_labels)})\s*:", "", text).strip()
    return "" if key_of(bare) in words.empty_fee_words else trimmed(bare)


def _rates(amount: int, dated: Sequence[Rate], collected: date) -> tuple[Rate, ...]:
    """Return the amount around its dated exception; an exception that is over is left out."""
    base = Rate(amount=amount)
    for exception in dated:
        first, last = exception.valid_from, exception.valid_to
        if first is None or last is None or last < collected:
            continue
        after = replace(base, valid_from=last + timedelta(days=1))
        if first > collected:
            return replace(base, valid_to=first - timedelta(days=1)), exception, after
        return exception, after
    return (base,)


def _several(amount: int, text: str, words: PortalWords) -> list[Price] | None:
    """Return a price a sentence; None unless each sentence has one amount and its own case."""
    prices = list(_sentences(text, words))
    labels = [price.label.casefold() for price in prices if price is not None]
    if len(labels) < len(prices) or len(set(labels)) < len(labels):
        return None
    told = [price for price in prices if price is not None]
    return told if amount in {price.rates[0].amount for price in told} else None


def _sentences(text: str, words: PortalWords) -> Iterator[Price | None]:
    for part in _SENTENCE.split(text):
        found = amounts_in(part, words)
        if not found:
            if trimmed(_CITATION.sub(" ", part)):
                yield None
            continue
        value = found[0].value
        if len(found) > 1 or value is None:
            yield None
            continue
        yield Price(rates=(Rate(amount=value),), per=found[0].per, label=_label(part, found, words))
