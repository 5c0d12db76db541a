"""What it costs: the column of fees, believed only where its words agree with its number.

The portal fills the column with "Miễn phí" where nobody typed anything, so "Miễn phí" alone
is unknown. It is *no fee* when all that somebody typed about fees, the bracket beside it or
a sentence of the description, says so from end to end ("Không", "Không có", "Không thu phí",
"Lệ phí: không"; a circular may be cited), when no row of the table says otherwise, and when
neither steps nor papers speak of paying or of a receipt. "Chưa quy định" and "Không quy
định" say that nobody has set a fee: unknown.

Whatever the council or a local authority sets is unknown with ``set_by="council"``, whatever
stands beside it; a circular of the Ministry of Finance without a number gives
``set_by="ministry"``. A number is known when its remark is understood
(``bot.catalogue.portal.fee_remark``), the description tells no other amount, and it is no
slip (``20 VNĐ`` beside "20.000"). Rows that differ are cases when their remarks tell them
apart, and ways of filing when no row has a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.catalogue.model import Fee
from bot.catalogue.portal.fee_cell import FeeLine, fee_lines, is_foreign
from bot.catalogue.portal.fee_remark import LONGEST_REMARK, Price, changes_amount, prices_of
from bot.catalogue.portal.fee_rows import CaseOf, Verdict, rows_of
from bot.catalogue.portal.money import amounts_in, number_of
from bot.catalogue.portal.shapes import Reading, Way
from bot.catalogue.portal.texts import has_any, key_of, one_line
from bot.catalogue.portal.words import PortalWords, any_of

_SMALLEST = 1_000
"""đồng; a smaller amount is a slip, mostly of thousands"""
_SENTENCE = re.compile(r"[.;\n]")
_CITED = re.compile(r"\(?\s*(?:theo\s+)?thông\s+tư\s+(?:số\s+)?\d+/\d{4}/[^\s();]+\s*\)?", re.I)


@dataclass(frozen=True, kw_only=True)
class FeeContext:
    """What else of the record speaks of fees."""

    words: PortalWords
    collected: date
    source: str
    """id of the source that a statement of no fee names."""
    steps: str = field(default="", repr=False)
    papers: str = field(default="", repr=False)
    laws: str = field(default="", repr=False)

    @property
    def speaks_of_paying(self) -> bool:
        """Tell whether steps or papers say that something is paid."""
        return has_any(f"{self.steps}\n{self.papers}", self.words.paying)

    @property
    def has_council_law(self) -> bool:
        """Tell whether the laws name a circular about fees that councils set."""
        return any(law in self.laws for law in self.words.council_laws)


def judge(way: Way, context: FeeContext) -> Verdict:
    """Return what a row says of its fee."""
    words = context.words
    if way.glued:
        return _glued(way, context)
    lines = fee_lines(way.fee, words)
    if lines is None or not all(line.closed for line in lines):
        return Verdict(kind="unknown", doubt="a cell of fees does not end where it should")
    said = f"{' '.join(line.remark for line in lines)} {_about_fees(way)}"
    if _set_locally(said, words):
        return Verdict(kind="council")
    if any(line.amount for line in lines) or any(
        line.currency and line.amount is None for line in lines
    ):
        return _numbers(lines, way, context)
    return _no_number(lines, way, said, context)


def _set_locally(said: str, words: PortalWords) -> bool:
    if has_any(said, words.council):
        return True
    return has_any(said, words.resolution) and not has_any(said, words.national_resolution)


def _no_number(lines: Sequence[FeeLine], way: Way, said: str, context: FeeContext) -> Verdict:
    words = context.words
    if amounts_in(said, words):
        return Verdict(kind="unknown", doubt="“free” stands beside an amount")
    if _is_free(lines, way, words):
        return Verdict(kind="free")
    if has_any(said, words.ministry) and not has_any(said, words.beside_the_fee):
        return Verdict(kind="ministry")
    return Verdict(kind="unknown" if said.strip() else "default")


def _is_free(lines: Sequence[FeeLine], way: Way, words: PortalWords) -> bool:
    """Tell whether all that is said of fees is, from end to end, a statement of no fee."""
    said = [line.remark for line in lines] + [_about_fees(way)]
    label = re.compile(rf"^(?:{any_of(words.empty_fee_words)})\s*:\s*")
    told = [label.sub("", key_of(_CITED.sub(" ", each)).strip("()- ")) for each in said if each]
    return bool(told) and all(each in words.no_fee for each in told)


def _numbers(lines: Sequence[FeeLine], way: Way, context: FeeContext) -> Verdict:
    words = context.words
    if any(is_foreign(line, words) for line in lines):
        return Verdict(kind="foreign", note=one_line(way.fee)[:200])
    prices: list[Price] = []
    for line in lines:
        if line.amount is None or line.amount < _SMALLEST:
            return Verdict(kind="unknown", doubt=f"no likely amount: {one_line(way.fee)[:60]}")
        found = prices_of(line.amount, line.remark, words, context.collected)
        if found is None:
            doubt = f"the words beside {line.amount} đồng are not understood"
            amounts = tuple(each.amount for each in lines if each.amount)
            return Verdict(kind="unknown", doubt=doubt, in_question=amounts)
        prices += found
    return _agreed(prices, way, context)


def _agreed(prices: Sequence[Price], way: Way, context: FeeContext) -> Verdict:
    words = context.words
    told = {rate.amount for price in prices for rate in price.rates}
    if {each.value for each in amounts_in(way.about, words)} - told:
        return Verdict(kind="unknown", doubt="the description tells other amounts than the table")
    about = _about_fees(way)
    if changes_amount(about, words):
        return Verdict(kind="unknown", doubt="the description changes the amount of the table")
    if context.has_council_law and not _CITED.search(way.fee):
        return Verdict(kind="unknown", doubt="a number, but the laws leave the fee to the council")
    if has_any(about, words.exempt_people) and len(prices) == 1:
        remark = " ".join(part for part in (prices[0].remark, about) if part)
        prices = [replace(prices[0], remark=remark[:LONGEST_REMARK])]
    return Verdict(kind="priced", prices=tuple(prices))


def _about_fees(way: Way) -> str:
    """Return the sentences of a description that speak of fees."""
    parts = (one_line(part) for part in _SENTENCE.split(way.about))
    return ". ".join(part for part in parts if "phí" in part.casefold())


def _glued(way: Way, context: FeeContext) -> Verdict:
    """Cut a number that time and fee share, where the remark tells the amount again."""
    doubt = f"time and fee are glued together: {one_line(way.glued)[:40]}"
    lines = fee_lines(way.glued, context.words) or []
    if len(lines) != 1 or not lines[0].closed or is_foreign(lines[0], context.words):
        return Verdict(kind="unknown", doubt=doubt)
    values = {each.value for each in amounts_in(lines[0].remark, context.words)}
    digits = way.glued[: len(way.glued) - len(way.glued.lstrip("0123456789.,"))]
    for cut in range(1, 4):
        amount = number_of(digits[cut:])
        if amount and amount >= _SMALLEST and values == {amount} and digits[:cut].isdigit():
            found = prices_of(amount, lines[0].remark, context.words, context.collected)
            if found and not _set_locally(lines[0].remark, context.words):
                return _agreed(found, way, context)
    return Verdict(kind="unknown", doubt=doubt)


def _without_bare(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts, bare amounts unknown that carry words elsewhere in the table.

    Those words were not understood and may change the amount: "25.000đ until the end of …".
    """
    in_question = {amount for verdict in verdicts for amount in verdict.in_question}
    doubt = "an amount has words in another row that are not understood"
    return [
        Verdict(kind="unknown", doubt=doubt)
        if any(not price.per and price.rates[-1].amount in in_question for price in verdict.prices)
        else verdict
        for verdict in verdicts
    ]


def read_fees(ways: Sequence[Way], context: FeeContext, case_of: CaseOf) -> Reading[Fee]:
    """Return the rows of fees that are sure; ``whole`` tells whether all of the table is."""
    verdicts = _without_bare([judge(way, context) for way in ways])
    doubts = [verdict.doubt for verdict in verdicts if verdict.doubt]
    kinds = {verdict.kind for verdict in verdicts}
    if "free" in kinds and kinds <= {"free", "default"}:
        if context.speaks_of_paying or context.has_council_law:
            return Reading(whole=False, doubts=("“no fee”, but the record speaks of paying",))
        return Reading(values=(Fee(amount_vnd=0, source=context.source),))
    fees, doubt = rows_of(ways, verdicts, case_of, context.words)
    doubts += [doubt] if doubt else []
    whole = bool(fees) and kinds <= {"priced", "council", "ministry"} and doubt is None
    return Reading(values=tuple(fees), whole=whole, doubts=tuple(dict.fromkeys(doubts)))
