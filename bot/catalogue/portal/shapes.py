"""What the portal's records become on their way to an entry of the catalogue.

``RawRecord`` is one record as it was read, whether from JSON or from a Word export;
``Way``, ``Papers`` and ``Law`` are the rows of its tables, the same for both;
``ImportedProcedure`` is what is sure of it, with the portal's own text of what is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalogue.model import Facet, FilingChannel, Procedure

NAME, CODE, DECISION, PAGE = "ten_thu_tuc", "ma_thu_tuc", "so_quyet_dinh", "detail_url"
STEPS, WAYS, PAPERS = "trinh_tu_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so"
LAWS, RESULTS, CONDITIONS = "can_cu_phap_ly", "ket_qua_xu_ly", "yeu_cau_dieu_kien"
AREA, LEVELS, WHO = "linh_vuc", "cap_thuc_hien", "doi_tuong_thuc_hien"
AGENCY, COMPETENT, ADDRESS = "co_quan_thuc_hien", "co_quan_co_tham_quyen", "dia_chi_tiep_nhan"
FOLDER, FILE, PAGE_ID = "folder", "file", "formality_id"


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A record that is kept out whole, and why."""

    code: str | None
    """None: it could not be read so far."""
    name: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a Word export: the heading above it and its rows, the header left out."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    """a cell a column of the portal's table, in the portal's order; a missing one is empty."""


@dataclass(frozen=True, kw_only=True)
class RawRecord:
    """One record as it was read; its texts are composed (NFC) and else untouched."""

    where: str
    """file and line, as people write them: ``records.jsonl:12``."""
    texts: Mapping[str, str]
    """a section a key, named as in the JSON records."""
    tables: Mapping[str, tuple[Table, ...]] = field(default_factory=dict)
    """sections that were real tables; where one is, its text only serves to be shown."""
    same_page: tuple[str, ...] = ()
    """other codes of the same file that claim to have been read from the same page."""
    same_steps: tuple[str, ...] = ()
    """names of other procedures of the same file that have these very steps."""

    def text(self, key: str) -> str:
        """Return a section's text; empty when there is none."""
        return self.texts.get(key, "")


@dataclass(frozen=True, kw_only=True)
class Way:
    """A row of the table of ways to file: cells as the portal shows them."""

    channel: FilingChannel
    time: str
    fee: str
    about: str
    glued: str = ""
    """time and fee when nothing tells where one ends: ``120,000 VNĐ``; both are empty then."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A row of a table of papers."""

    name: str
    form: str
    """name of the form's file; empty when there is none."""
    originals: int
    copies: int


@dataclass(frozen=True, kw_only=True)
class Papers:
    """One table of papers and the heading above it; the heading is empty for ``--``."""

    heading: str
    rows: tuple[Paper, ...]


@dataclass(frozen=True, kw_only=True)
class ImportedProcedure:
    """What is surely read of a record."""

    procedure: Procedure
    unparsed: dict[Facet, str]
    """the portal's own text of each facet that was not read, or not wholly, for officers."""
    doubts: list[str]
    """what an officer should look at, in plain English."""


@dataclass(frozen=True, kw_only=True)
class Reading[T]:
    """What was read of a facet."""

    values: tuple[T, ...] = ()
    whole: bool = True
    """False: something of the facet's text was not understood."""
    doubts: tuple[str, ...] = ()
