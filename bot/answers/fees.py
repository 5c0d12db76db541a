"""What it costs: base amounts with the dated rules of the day applied and named."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers.rule_lines import applied_lines, conditional_lines
from bot.answers.told import Asked, Line
from bot.answers.wording import listed, lowered, money, number, sentence
from bot.catalogue.model import Fee
from bot.catalogue.rules import AppliedFee, fees_on


def tell_fees(asked: Asked) -> list[Line]:
    """Return the fees, one row a line; empty when the entry has no row for the day."""
    fees = [
        fee
        for fee in fees_on(asked.procedure, asked.rules, asked.day)
        if asked.may_tell(fee.row, fee.row.case)
    ]
    if not fees:
        return []
    alike: dict[tuple[str | None, str], list[AppliedFee]] = {}
    for fee in fees:
        alike.setdefault((fee.row.case, fee_words(asked, fee)), []).append(fee)
    # What is known comes first, with what the rules make of it.
    known = _fee_lines(asked, alike, known=True)
    known += applied_lines(asked, (rule for fee in fees for rule in fee.rules))
    unknown = _fee_lines(asked, alike, known=False)
    if unknown:
        unknown.append(Line(asked.say("utter_fee_ask_before", where=asker(asked))))
    rules = conditional_lines(asked, (rule for fee in fees for rule in fee.conditional))
    lines = known + rules + unknown if known else unknown + rules
    lines += _exemption_lines(asked, fees)
    return lines + [asked.line(sentence(fee.row.note), fee.row) for fee in fees if fee.row.note]


def asker(asked: Asked) -> str:
    """Return who knows what we do not: the (first) agency of the procedure."""
    return asked.procedure.agency.split(";")[0]


def fee_words(asked: Asked, fee: AppliedFee) -> str:
    """Return the amount in words: ``**miễn phí**``, ``**8.000đ**/bản``, or not known."""
    row = fee.row
    if row.percent is not None:
        base = f" {row.per}" if row.per else ""
        return f"**{number(row.percent)}%**{base}"
    if fee.amount_vnd is None:
        return asked.say(f"utter_fee_unknown_{row.set_by or 'any'}")
    if fee.amount_vnd == 0:
        return asked.say("utter_fact_fee_free")
    told = f"**{money(asked.phrases, fee.amount_vnd)}**"
    if row.per:
        told += f"/{row.per}"
    told += _tier_words(asked, fee)
    if row.amount_vnd is not None and row.amount_vnd != fee.amount_vnd:
        told += asked.say("utter_fee_base", amount=money(asked.phrases, row.amount_vnd))
    return told


def _tier_words(asked: Asked, fee: AppliedFee) -> str:
    told = ""
    for tier in fee.tiers:
        amount = money(asked.phrases, tier.amount_vnd)
        told += asked.say(
            "utter_fee_tier", unit=fee.row.per or "", from_unit=tier.from_unit, amount=amount
        )
    if fee.cap_vnd is not None:
        told += asked.say("utter_fee_cap", amount=money(asked.phrases, fee.cap_vnd))
    return told


def _fee_lines(
    asked: Asked, alike: Mapping[tuple[str | None, str], list[AppliedFee]], *, known: bool
) -> list[Line]:
    return [
        _fee_line(asked, group, words, alone=len(alike) == 1)
        for (_, words), group in alike.items()
        if group[0].row.is_known == known
    ]


def _fee_line(asked: Asked, alike: list[AppliedFee], words: str, *, alone: bool) -> Line:
    row = alike[0].row
    channels = asked.ways_of_filing([fee.row.channel for fee in alike], alone=alone)
    label = ", ".join(each for each in (asked.case_words(row.case), channels) if each)
    return asked.line(f"{label}: {words}." if label else f"{words}.", row)


def _exemption_lines(asked: Asked, fees: list[AppliedFee]) -> list[Line]:
    told: dict[str, Fee] = {}
    for fee in fees:
        if fee.row.exemptions:
            people = [lowered(each) for each in fee.row.exemptions]
            told.setdefault(listed(people), fee.row)
    return [
        asked.line(asked.say("utter_fee_exemptions", people=people), row)
        for people, row in told.items()
    ]
