"""The portal's vocabulary, read from ``catalogue_data/portal/words.yml``.

Errors: ``DataFileError`` names the file and the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.catalogue.model import FilingChannel, Level, TimeUnit
from bot.data_files import read_data_file
from bot.settings import PROJECT_DIR

WORDS_FILE = PROJECT_DIR / "catalogue_data" / "portal" / "words.yml"

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class PortalWords:
    """What ``words.yml`` says; its comments say what each list is for."""

    headings: Mapping[str, Words]
    channels: Mapping[str, FilingChannel]
    time_units: Mapping[str, TimeUnit]
    conditional: Words
    uncounted_units: Words
    nothing: Words
    nothing_signs: Words
    free_cell: str
    fee_labels: Words
    dong: Words
    cell_money: Words
    foreign_money: Words
    source_title: str
    unknown_agency: str
    result_code: str
    page_tails: Words
    nothing_demanded: Words
    council: Words
    resolution: Words
    national_resolution: Words
    ministry: Words
    council_laws: Words
    beside_the_fee: Words
    no_fee: Words
    paying: Words
    empty_fee_words: Words
    changing: Words
    foreign_signs: Words
    exempt_people: Words
    channel_words: Words
    copy_starts: Words
    original_starts: Words
    certified: Words
    alternatives: Words
    shown_beside: Words
    introduces: Words
    note_headings: Words
    group_headings: Words
    shown_headings: Words
    form_files: Words
    mixed_case_words: Words
    law_kinds: Words
    law_issuers: Words
    law_words: Words
    who: Words
    levels: Mapping[str, Level]
    levels_elsewhere: Words
    agency_levels: Mapping[Level, Words]
    own_province: Words
    name_starts: Words
    name_needs_start: Words
    name_brackets: Words
    ministries: Mapping[str, Words]
    province_decision: Words
    trial_decision: Words
    common_syllables: frozenset[str]
    labels: Mapping[str, str]

    def says_nothing(self, text: str) -> bool:
        """Tell whether a section or cell is empty or only says that nothing is known."""
        plain = text.strip().rstrip(".")
        return not plain or plain in self.nothing or text.strip() in self.nothing_signs

    @cached_property
    def channel(self) -> re.Pattern[str]:
        """Match a way of filing, as the tables write it."""
        return re.compile(any_of(self.channels))

    @cached_property
    def money(self) -> re.Pattern[str]:
        """Match an amount of a cell with its currency, a label such as ``Phí :`` in front or not.

        What follows the currency may be glued to it, so the currencies here are whole words.
        """
        return re.compile(
            rf"(?P<label>(?:{any_of(self.fee_labels)})\s*:\s*)?"
            rf"(?P<amount>\d[\d.,]*) ?(?P<currency>{any_of(self.cell_money)})"
        )

    @cached_property
    def time_and_fee(self) -> re.Pattern[str]:
        """Match what follows the way of filing in a squashed row: time, then the fee begins."""
        units = any_of([*self.time_units, *self.uncounted_units])
        nothing = any_of(self.nothing)
        label = rf"(?:{any_of(self.fee_labels)})\s*:"
        money = re.sub(r"\?P<\w+>", "?:", self.money.pattern)
        wordy = rf"{re.escape(self.free_cell)}|{nothing}"
        return re.compile(
            rf"(?P<time>\d+(?:[.,]\d+)? (?:{units})|{nothing}|[^\W\d_][^\d(\n]{{0,80}}?|)"
            rf"(?={wordy}|{money})"
            rf"|(?P<bare>\d+)(?={wordy}|{label})"
        )

    @cached_property
    def heading_of_ways(self) -> re.Pattern[str]:
        """Match the squashed column headings of the ways to file."""
        return self._heading("ways")

    @cached_property
    def heading_of_papers(self) -> re.Pattern[str]:
        """Match the squashed column headings of a table of papers."""
        return self._heading("papers")

    @cached_property
    def heading_of_laws(self) -> re.Pattern[str]:
        """Match the squashed column headings of the legal basis."""
        return self._heading("laws")

    @cached_property
    def law_number(self) -> re.Pattern[str]:
        """Match the number of a legal document whose kind and issuer are known.

        The number of a National Assembly has two digits from the tenth on, so that
        ``QH1354/2014`` is ``QH13`` and another number behind it.
        """
        issuers = any_of(self.law_issuers)
        assembly = r"(?:(?:NQ|PL|L)-)?(?:UBTV)?QH(?:1\d|\d)"
        issued = rf"(?:TTLT|TT|QĐ|VBHN|CT|NQ|NQLT|KH|HD)(?:-(?:{issuers}))+"
        kinds = rf"(?:{assembly}|{issued}|(?:{any_of(self.law_kinds)}))"
        number = r"(?:(?<![\d/.])\d{1,3}\.\d{1,3}|\d{1,12}[a-z]?)"  # 66.7/2025/NQ-CP has a point
        yearless = rf"(?<![\d/])\d{{1,12}}[a-z]?/{issued}"  # not the end of 08.a/2010/TT-BTP
        return re.compile(rf"{number}/(?:19|20)\d\d/{kinds}|{yearless}")

    def _heading(self, table: str) -> re.Pattern[str]:
        columns = (any_of(column.split("|")) for column in self.headings[table])
        return re.compile(r"\s*".join(f"(?:{column})" for column in columns))


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of these phrases, the longest first."""
    return "|".join(re.escape(each) for each in sorted(phrases, key=lambda each: -len(each)))


def load_words(path: Path) -> PortalWords:
    """Read a file of the portal's vocabulary."""
    return read_data_file(path, PortalWords)


@lru_cache(maxsize=1)
def portal_words() -> PortalWords:
    """Return the project's vocabulary of the portal, read once."""
    return load_words(WORDS_FILE)
