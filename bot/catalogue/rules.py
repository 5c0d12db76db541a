"""Which facts hold on a day, and what the dated rules make of them. Pure.

A row without a channel is for every channel; where a row for the asked channel
exists too (same case, same part or unit), the row without a channel stands back.
No row that is valid on the day: an empty list, which the answer calls "chưa rõ".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.catalogue.collection import Rule
from bot.catalogue.model import (
    Certainty,
    Dated,
    Facet,
    Fee,
    FeeTier,
    FilingChannel,
    Procedure,
    ProcessingTime,
    Source,
)


@dataclass(frozen=True)
class AppliedFee:
    """A fee row as it is to be paid on a day."""

    row: Fee
    """as published, the base amount."""
    amount_vnd: int | None
    """whole đồng after ``rules``; None = unknown."""
    tiers: tuple[FeeTier, ...] = ()
    cap_vnd: int | None = None
    rules: tuple[Rule, ...] = ()
    """applied already, in their order; the answer names them."""
    conditional: tuple[Rule, ...] = ()
    """apply only when their conditions hold or for another way of filing; a line of their own."""

    def amount_if(self, rule: Rule) -> int | None:
        """Return the amount (whole đồng) should a conditional rule hold; None = unknown."""
        return _changed(self.amount_vnd, rule)


def rows_on[D: Dated](rows: Iterable[D], day: date) -> list[D]:
    """Return the rows that are valid on a day, in their order."""
    return [row for row in rows if row.holds_on(day)]


def source_of(sources: Sequence[Source], row: Dated | None) -> Source:
    """Return the source that a row names, or the first one."""
    named = row.source if row is not None else None
    return next((each for each in sources if each.id == named), sources[0])


def certainty_of(sources: Sequence[Source], row: Dated | None) -> Certainty:
    """Return how sure a row is: its own label, or its source's."""
    return (row.certainty if row is not None else None) or source_of(sources, row).label


def may_state(sources: Sequence[Source], row: Dated) -> bool:
    """Tell whether a row may be said to a citizen: nothing unverified is."""
    return certainty_of(sources, row) != "M"


def rules_for(procedure: Procedure, rules: Iterable[Rule], day: date, facet: Facet) -> list[Rule]:
    """Return the rules on a facet of this procedure that are valid on a day, by ``order``."""
    found = [r for r in rows_on(rules, day) if r.facet == facet and _concerns(r, procedure)]
    return sorted(found, key=lambda rule: (rule.order, rule.id))


def corrections_on(procedure: Procedure, rules: Iterable[Rule], day: date) -> list[Rule]:
    """Return the rules that correct outdated beliefs about this procedure on a day."""
    found = [r for r in rows_on(rules, day) if r.effect == "correct" and _concerns(r, procedure)]
    return sorted(found, key=lambda rule: (rule.order, rule.id))


def fees_on(
    procedure: Procedure,
    rules: Iterable[Rule],
    day: date,
    channel: FilingChannel | None = None,
) -> list[AppliedFee]:
    """Return the fee rows valid on a day with the rules applied; ``channel`` narrows them.

    A rule with conditions, or for a channel that neither row nor question names,
    is not applied: it stands in ``conditional``.
    """
    rows = _for_channel(rows_on(procedure.fee, day), channel, lambda fee: (fee.case, fee.per))
    on_fees = rules_for(procedure, rules, day, "fee")
    effects = [rule for rule in on_fees if rule.effect in ("factor", "waive")]
    return [_apply(row, effects, channel) for row in rows]


def times_on(
    procedure: Procedure, day: date, channel: FilingChannel | None = None
) -> list[ProcessingTime]:
    """Return the processing times valid on a day; ``channel`` narrows them."""
    rows = rows_on(procedure.processing_time, day)
    return _for_channel(rows, channel, lambda time: (time.case, time.part))


def notes_on(
    facet: Facet,
    procedure: Procedure,
    rules: Iterable[Rule],
    day: date,
    channel: FilingChannel | None = None,
) -> list[Rule]:
    """Return the notes to say with a facet on a day, by ``order``.

    A note for one filing channel is left out when another channel is asked about.
    A fee note with ``set_by`` or ``cases`` needs a valid fee row that it is about.
    """
    notes = [
        rule
        for rule in rules_for(procedure, rules, day, facet)
        if rule.effect == "note" and (channel is None or rule.channel in (None, channel))
    ]
    if facet != "fee":
        return notes
    rows = rows_on(procedure.fee, day)
    return [
        rule
        for rule in notes
        if not (rule.set_by or rule.cases) or any(_about(rule, row) for row in rows)
    ]


def _concerns(rule: Rule, procedure: Procedure) -> bool:
    if not rule.procedures and not rule.areas:
        return True
    return procedure.code in rule.procedures or procedure.area in rule.areas


def _about(rule: Rule, row: Fee) -> bool:
    """Tell whether a fee rule speaks of this row's case, body and channel."""
    if rule.cases and row.case not in rule.cases:
        return False
    if rule.set_by is not None and (row.amount_vnd is not None or row.set_by != rule.set_by):
        return False
    return rule.channel is None or row.channel in (None, rule.channel)


def _for_channel[R: (Fee, ProcessingTime)](
    rows: list[R], channel: FilingChannel | None, subject: Callable[[R], Hashable]
) -> list[R]:
    if channel is None:
        return rows
    named = {subject(row) for row in rows if row.channel == channel}
    return [
        row
        for row in rows
        if row.channel == channel or (row.channel is None and subject(row) not in named)
    ]


def _apply(row: Fee, effects: list[Rule], channel: FilingChannel | None) -> AppliedFee:
    filed = channel or row.channel
    fee = AppliedFee(row, row.amount_vnd, tuple(row.tiers), row.cap_vnd)
    conditional: list[Rule] = []
    for rule in effects:
        if not _about(rule, row) or (filed and rule.channel not in (None, filed)):
            continue
        if rule.conditions or (rule.channel is not None and filed is None):
            conditional.append(rule)
        elif fee.amount_vnd != 0 or fee.tiers:
            fee = _under(fee, rule)
    useful = conditional if fee.amount_vnd != 0 or fee.tiers else []
    return replace(fee, conditional=tuple(useful))


def _under(fee: AppliedFee, rule: Rule) -> AppliedFee:
    return replace(
        fee,
        amount_vnd=_changed(fee.amount_vnd, rule),
        tiers=()
        if rule.effect == "waive"
        else tuple(
            FeeTier(from_unit=t.from_unit, amount_vnd=_changed(t.amount_vnd, rule) or 0)
            for t in fee.tiers
        ),
        cap_vnd=_changed(fee.cap_vnd, rule) if fee.cap_vnd is not None else None,
        rules=(*fee.rules, rule),
    )


def _changed(amount: int | None, rule: Rule) -> int | None:
    """Return the amount under a rule: waived is 0 even where the base is unknown."""
    if rule.effect == "waive":
        return 0
    if amount is None or rule.factor is None:
        return amount
    # Through str: the decimal that the officer wrote, not its binary neighbour.
    exact = amount * Decimal(str(rule.factor))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
