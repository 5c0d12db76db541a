"""A record of the portal as an entry of the catalogue, with what is unsure beside it.

Wrong is worse than unknown: a facet that is not read surely stays empty, and the portal's
own text of it goes to ``unparsed``, for officers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.catalogue.model import Facet, LegalBasis, Online, Procedure, Source
from bot.catalogue.portal.agencies import read_agency, read_levels, read_who
from bot.catalogue.portal.cases import CaseBook
from bot.catalogue.portal.fees import FeeContext, read_fees
from bot.catalogue.portal.identity import other_procedure
from bot.catalogue.portal.laws import laws_of_table, read_laws
from bot.catalogue.portal.names import official_name, short_name
from bot.catalogue.portal.papers import read_documents
from bot.catalogue.portal.papers_table import read_papers
from bot.catalogue.portal.real_tables import papers_of_table, ways_of_table
from bot.catalogue.portal.sections import is_cut, read_conditions, read_results, read_steps
from bot.catalogue.portal.shapes import (
    ADDRESS,
    AREA,
    CODE,
    CONDITIONS,
    LAWS,
    NAME,
    PAPERS,
    RESULTS,
    STEPS,
    WAYS,
    WHO,
    ImportedProcedure,
    Papers,
    RawRecord,
    Reading,
    Refusal,
    Way,
)
from bot.catalogue.portal.texts import before_any, one_line
from bot.catalogue.portal.times import read_times
from bot.catalogue.portal.ways_table import read_ways
from bot.catalogue.portal.words import PortalWords, portal_words

SOURCE_ID = "cong"
LONGEST_SECTION = 200_000
"""characters; the longest section collected so far has 45,000"""
_CODE = re.compile(r"\d\.\d{6}")


def parse_record(
    raw: RawRecord, collected: date, words: PortalWords | None = None
) -> ImportedProcedure | Refusal:
    """Return what is sure of a record, or why it is kept out.

    Never raises for what a record says; ``DataFileError`` when the vocabulary is broken.
    """
    words = words or portal_words()
    code, name = one_line(raw.text(CODE)), official_name(raw.text(NAME))
    if not _CODE.fullmatch(code):
        found = f"“{code[:40]}” is no code of a procedure" if code else "it has no code"
        return Refusal(code=code[:40] or None, name=name or None, reason=f"{raw.where}: {found}")
    if words.says_nothing(name):
        return Refusal(code=code, name=None, reason=f"{raw.where}: it has no name")
    if max(map(len, raw.texts.values())) > LONGEST_SECTION:
        return Refusal(code=code, name=name, reason=f"{raw.where}: a section of it is too long")
    if (reason := other_procedure(raw, words)) is not None:
        return Refusal(code=code, name=name, reason=f"{raw.where}: {reason}")
    return _Import(raw, collected, words).procedure(code, name)


@dataclass
class _Import:
    """One record on its way; gathers what is unsure."""

    raw: RawRecord
    collected: date
    words: PortalWords
    unparsed: dict[Facet, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def procedure(self, code: str, name: str) -> ImportedProcedure:
        """Return the entry with its gaps."""
        raw, words = self.raw, self.words
        cases = CaseBook()
        ways = self._ways()
        papers, forms = read_documents(self._papers(), words, cases)
        agency, doubt = read_agency(raw, words)
        self.doubts += [doubt] if doubt else []
        told = one_line(raw.text(ADDRESS))
        if not words.says_nothing(told):
            self.unparsed["where"] = told
        entry = Procedure(
            code=code,
            name=name,
            short_name=short_name(name, words),
            aliases=[],
            area=one_line(raw.text(AREA)),
            levels=self._take(read_levels(raw, agency, words), None, ""),
            agency=agency,
            who_can_file=self._take(read_who(raw, words), "who_can_file", WHO),
            documents=self._take(papers, "documents", PAPERS),
            forms=forms,
            steps=self._take(self._steps(), "steps", STEPS),
            processing_time=self._take(
                read_times(ways, raw.text(STEPS), words, cases), "processing_time", WAYS
            ),
            fee=self._take(read_fees(ways, self._fee_context(), cases.id_of), "fee", WAYS),
            online=self._online(ways),
            results=self._take(read_results(raw.text(RESULTS), words), "result", RESULTS),
            conditions=self._take(
                read_conditions(raw.text(CONDITIONS), words), "conditions", CONDITIONS
            ),
            legal_basis=self._take(self._laws(), "legal_basis", LAWS),
            cases=cases.cases,
            last_reviewed=self.collected,
            sources=[self._source(code)],
        )
        return ImportedProcedure(procedure=entry, unparsed=self.unparsed, doubts=self.doubts)

    def _take[T](self, reading: Reading[T], facet: Facet | None, key: str) -> list[T]:
        """Return what was read of a facet, and note what was not."""
        self.doubts += [doubt for doubt in reading.doubts if doubt not in self.doubts]
        if facet is not None and not reading.whole:
            self._leave(facet, key)
        return list(reading.values)

    def _leave(self, facet: Facet, key: str) -> None:
        text = before_any(self.raw.text(key), self.words.page_tails).strip()
        if not self.words.says_nothing(text):
            self.unparsed[facet] = text

    def _ways(self) -> list[Way]:
        tables, text = self.raw.tables.get(WAYS), self.raw.text(WAYS)
        ways = ways_of_table(tables, self.words) if tables else read_ways(text, self.words)
        if ways is None:
            if not self.words.says_nothing(text):
                self.doubts.append("the table of ways to file cannot be read")
            for facet in _FACETS_OF_WAYS:
                self._leave(facet, WAYS)
        return ways or []

    def _papers(self) -> list[Papers]:
        tables, text = self.raw.tables.get(PAPERS), self.raw.text(PAPERS)
        papers = papers_of_table(tables, self.words) if tables else read_papers(text, self.words)
        if papers is None:
            if not self.words.says_nothing(text):
                self.doubts.append("the tables of papers cannot be read")
            self._leave("documents", PAPERS)
        return papers or []

    def _laws(self) -> Reading[LegalBasis]:
        tables = self.raw.tables.get(LAWS)
        if tables:
            return laws_of_table(tables, self.words)
        return read_laws(self.raw.text(LAWS), self.words)

    def _steps(self) -> Reading[str]:
        if PAPERS not in self.raw.tables and is_cut(self.raw.text(PAPERS), self.words):
            doubt = "the steps end early: their rest stands among the papers"
            return Reading(whole=False, doubts=(doubt,))
        return read_steps(self.raw.text(STEPS), self.words)

    def _fee_context(self) -> FeeContext:
        return FeeContext(
            words=self.words,
            collected=self.collected,
            source=SOURCE_ID,
            steps=self.raw.text(STEPS),
            papers=self.raw.text(PAPERS),
            laws=self.raw.text(LAWS),
        )

    def _online(self, ways: Iterable[Way]) -> Online | None:
        """Return that it can be filed online; the portal does not say how far."""
        return Online(level="available") if any(way.channel == "online" for way in ways) else None

    def _source(self, code: str) -> Source:
        title = self.words.source_title.format(code=code)
        return Source(id=SOURCE_ID, label="P", title=title, collected=self.collected)


_FACETS_OF_WAYS: tuple[Facet, ...] = ("processing_time", "fee", "online_filing")
