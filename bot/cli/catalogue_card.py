"""One entry of the catalogue as officers read it in the terminal."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, get_args

from bot.catalogue.collection import Rule
from bot.catalogue.model import Dated, Facet, Fee, Procedure
from bot.catalogue.rules import AppliedFee, fees_on, notes_on
from bot.catalogue.serial import plain

_DATED = {field.name for field in dataclasses.fields(Dated)}
_MAIN = ("id", "text", "name", "place")
"""keys that are said without their name"""


def card(procedure: Procedure, rules: Sequence[Rule], day: date) -> list[str]:
    """Return the lines of the card: every facet, every dated row, the rules of ``day``."""
    lines = [f"{procedure.code}  {procedure.short_name}", f"  {procedure.name}"]
    for field in dataclasses.fields(procedure):
        value = getattr(procedure, field.name)
        if field.name in ("code", "name", "short_name") or value is None or value == []:
            continue
        lines += _section(field.name, value, day)
    lines += [f"fees on {day}:", *_indented(_fee_lines(fees_on(procedure, rules, day)))]
    notes = [
        f"{facet}: {rule.id}: {rule.text}"
        for facet in get_args(Facet)
        for rule in notes_on(facet, procedure, rules, day)
    ]
    return [*lines, f"notes on {day}:", *_indented(notes)]


def card_data(procedure: Procedure, rules: Sequence[Rule], day: date) -> dict[str, Any]:
    """Return the card as JSON data: the entry, and its fees and notes of ``day``."""
    return {
        "procedure": plain(procedure),
        "day": day.isoformat(),
        "fees": [
            {
                "row": procedure.fee.index(fee.row),
                "amount_vnd": fee.amount_vnd,
                "rules": [rule.id for rule in fee.rules],
                "conditional": {rule.id: fee.amount_if(rule) for rule in fee.conditional},
            }
            for fee in fees_on(procedure, rules, day)
        ],
        "notes": {
            facet: [rule.id for rule in notes]
            for facet in get_args(Facet)
            if (notes := notes_on(facet, procedure, rules, day))
        },
    }


def _section(key: str, value: object, day: date) -> list[str]:
    if isinstance(value, list):
        return [f"{key}:", *_indented(_row(item, day) for item in value)]
    return [f"{key}: {_row(value, day)}"]


def _row(value: object, day: date) -> str:
    if not dataclasses.is_dataclass(value):
        return str(value)
    data = plain(value)
    said = [_inline(data[name]) for name in _MAIN if name in data]
    said += [
        f"{name}={_inline(part)}"
        for name, part in data.items()
        if name not in _DATED and name not in _MAIN
    ]
    if "caveat" in data:
        said.append(f"caveat={data['caveat']}")
    return ", ".join(said) + (_dates(value, day) if isinstance(value, Dated) else "")


def _inline(part: object) -> str:
    if isinstance(part, list):
        return "; ".join(_inline(item) for item in part)
    if isinstance(part, dict):
        return ", ".join(f"{name}={_inline(item)}" for name, item in part.items())
    return "unknown" if part is None else str(part)


def _dates(row: Dated, day: date) -> str:
    told = [part for part in (row.source, row.certainty) if part]
    if row.valid_from or row.valid_to:
        told.append(f"{row.valid_from or '…'} to {row.valid_to or '…'}")
    if not row.holds_on(day):
        told.append("not valid today")
    return f"  [{', '.join(told)}]" if told else ""


def _fee_lines(fees: Iterable[AppliedFee]) -> Iterator[str]:
    for fee in fees:
        share = fee.row.percent
        base = f"{share:g}%" if share is not None else _amount(fee.row.amount_vnd)
        base += _of_what(fee.row)
        line = " ".join(part for part in (fee.row.case, fee.row.channel, base) if part)
        if fee.rules:
            named = ", ".join(f"{rule.id} ({rule.title})" for rule in fee.rules)
            line += f" → {_amount(fee.amount_vnd)} by {named}"
        yield line
        for rule in fee.conditional:
            on = "; ".join([*([rule.channel] if rule.channel else []), *rule.conditions])
            yield f"  {_amount(fee.amount_if(rule))} by {rule.id} ({rule.title}) if {on}"


def _of_what(row: Fee) -> str:
    """Return what the amount is for: " per trang; from the 3. 1.000đ; at most 200.000đ"."""
    told = [f"from the {tier.from_unit}. {_amount(tier.amount_vnd)}" for tier in row.tiers]
    if row.cap_vnd is not None:
        told.append(f"at most {_amount(row.cap_vnd)}")
    per = f" per {row.per}" if row.per else ""
    return "; ".join([per, *told])


def _amount(amount: int | None) -> str:
    return "unknown" if amount is None else f"{amount:,}đ".replace(",", ".")


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines] or ["  unknown"]
