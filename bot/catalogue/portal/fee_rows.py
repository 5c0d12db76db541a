"""Rows of fees from what each row of the portal's table says: cases or ways of filing.

Ministries put cases into the table's rows as well as ways of filing. Prices that differ are
ways of filing where their words name the way, cases where each has other words of its own;
else nobody can tell (one of them may be a slip), and all of them are unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.catalogue.model import Fee, FilingChannel
from bot.catalogue.portal.fee_remark import Price
from bot.catalogue.portal.shapes import Way
from bot.catalogue.portal.texts import has_any
from bot.catalogue.portal.words import PortalWords

Kind = Literal["priced", "free", "council", "ministry", "foreign", "default", "unknown"]
CaseOf = Callable[[str], str]
_EVERY_WAY = 3


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one row of the table says of its fee."""

    kind: Kind
    prices: tuple[Price, ...] = ()
    note: str | None = None
    doubt: str | None = None
    in_question: tuple[int, ...] = ()
    """the amounts of the cell, where its words were not understood."""


type Told = tuple[FilingChannel, Verdict]


def rows_of(
    ways: Sequence[Way], verdicts: Sequence[Verdict], case_of: CaseOf, words: PortalWords
) -> tuple[list[Fee], str | None]:
    """Return the rows, and a doubt where rows contradict one another.

    Nothing is returned where no row says anything: an empty facet is unknown by itself.
    """
    told = list(dict.fromkeys((way.channel, v) for way, v in zip(ways, verdicts, strict=True)))
    priced = [each for each in told if each[1].kind == "priced"]
    rest = [each for each in told if each[1].kind != "priced"]
    if not priced:
        return _unknown_rows(rest), None
    fees = _priced_rows(priced, bool(rest), case_of, words)
    if fees is None:
        return _unknown_rows(rest), "prices differ, and nothing tells them apart"
    if rest and any(fee.channel is None for fee in fees):
        return [], "some rows of the table have a price, others none"
    known = {fee.channel for fee in fees}
    if any(channel in known and verdict.kind != "default" for channel, verdict in rest):
        return [], "rows of one way of filing contradict each other"
    return fees + [fee for fee in _gaps(rest) if fee.channel not in known], None


def _priced_rows(
    priced: Sequence[Told], has_gaps: bool, case_of: CaseOf, words: PortalWords
) -> list[Fee] | None:
    by_channel: dict[FilingChannel, list[Price]] = defaultdict(list)
    for channel, verdict in priced:
        by_channel[channel] += [p for p in verdict.prices if p not in by_channel[channel]]
    lists = list(by_channel.values())
    prices = list(dict.fromkeys(price for each in lists for price in each))
    everywhere = len(lists) == _EVERY_WAY and not has_gaps
    if all(_same(each, lists[0]) for each in lists):
        tells_every_way = len(lists[0]) > 1 and _name_ways(lists[0], words)
        channels = [None] if everywhere or tells_every_way else list(by_channel)
        return _spread(channels, lists[0], case_of)
    if all(len(each) == 1 for each in lists) and _differ_by_way(prices, words):
        return [fee for channel, each in by_channel.items() for fee in _alone(channel, each[0])]
    if has_gaps or not _are_cases(prices) or _name_ways(prices, words):
        return None
    return _spread([None], prices, case_of)


def _same(one: Sequence[Price], other: Sequence[Price]) -> bool:
    return [_sense(each) for each in one] == [_sense(each) for each in other]


def _sense(price: Price) -> tuple[object, ...]:
    return price.rates, price.label.casefold()


def _differ_by_way(prices: Sequence[Price], words: PortalWords) -> bool:
    same_price = len({price.rates for price in prices}) == 1  # in other words
    return same_price or _name_ways(prices, words)


def _name_ways(prices: Sequence[Price], words: PortalWords) -> bool:
    return any(has_any(price.label, words.channel_words) for price in prices)


def _are_cases(prices: Sequence[Price]) -> bool:
    """Tell whether each price has words of its own."""
    labels = {price.label.casefold() for price in prices}
    return "" not in labels and len(labels) == len({_sense(price) for price in prices})


def _spread(
    channels: Sequence[FilingChannel | None], prices: Sequence[Price], case_of: CaseOf
) -> list[Fee] | None:
    """Return every price for every way; None when several prices have no words of their own."""
    if len(prices) == 1:
        return [fee for channel in channels for fee in _alone(channel, prices[0])]
    distinct = list({_sense(price): price for price in prices}.values())
    if not _are_cases(distinct):
        return None
    return [
        replace(fee, case=case_of(price.label), note=None)
        for channel in channels
        for price in distinct
        for fee in _alone(channel, price)
    ]


def _alone(channel: FilingChannel | None, price: Price) -> Iterator[Fee]:
    for rate in price.rates:
        yield Fee(
            channel=channel,
            amount_vnd=rate.amount,
            per=price.per,
            note=price.remark or None,
            valid_from=rate.valid_from,
            valid_to=rate.valid_to,
        )


def _unknown_rows(rest: Sequence[Told]) -> list[Fee]:
    """Return the rows that say who decides, or how much in another currency."""
    telling = [each for each in rest if each[1].kind in ("council", "ministry", "foreign")]
    if not telling:
        return []
    # A row that nobody filled in does not contradict the others.
    filled = [each for each in rest if each[1].kind != "default"]
    if len({_sense_of_gap(verdict) for _, verdict in filled}) == 1:
        return [_gap(None, telling[0][1])]
    return _gaps(rest)


def _gaps(rest: Sequence[Told]) -> list[Fee]:
    gaps = {(channel, _sense_of_gap(verdict)): verdict for channel, verdict in rest}
    return [_gap(channel, verdict) for (channel, _), verdict in gaps.items()]


def _sense_of_gap(verdict: Verdict) -> tuple[str | None, str | None]:
    return _decided_by(verdict), verdict.note


def _decided_by(verdict: Verdict) -> Literal["council", "ministry"] | None:
    if verdict.kind == "council":
        return "council"
    return "ministry" if verdict.kind == "ministry" else None


def _gap(channel: FilingChannel | None, verdict: Verdict) -> Fee:
    return Fee(channel=channel, amount_vnd=None, set_by=_decided_by(verdict), note=verdict.note)
