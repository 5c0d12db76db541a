"""The collected records, where they are at hand: nothing raises, and the rules hold for all.

``PORTAL_RECORDS`` names a file or a folder of them; else the folder ``portal-records`` beside
the project is looked for.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.catalogue.model import Procedure
from bot.catalogue.portal.files import read_records
from bot.catalogue.portal.record import parse_record
from bot.catalogue.portal.shapes import WAYS, ImportedProcedure, RawRecord, Refusal
from bot.catalogue.portal.texts import has_any
from bot.catalogue.portal.words import PortalWords
from bot.settings import PROJECT_DIR

from .writing import DAY

PLACE = Path(os.environ.get("PORTAL_RECORDS", PROJECT_DIR.parent / "shared" / "portal-records"))
FILES = sorted(PLACE.glob("*.jsonl.gz")) if PLACE.is_dir() else [PLACE]

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in FILES) or not FILES,
    reason="no collected records are at hand (PORTAL_RECORDS names them)",
)

type Read = list[tuple[RawRecord, ImportedProcedure | Refusal]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Return every record with what became of it."""
    records = [item for path in FILES for item in read_records(path)]
    assert not [item for item in records if isinstance(item, Refusal) and item.code is None]
    return [(item, parse_record(item, DAY)) for item in records if isinstance(item, RawRecord)]


@pytest.fixture(scope="module")
def accepted(read: Read) -> list[tuple[RawRecord, ImportedProcedure]]:
    """Return the records that became entries."""
    return [(raw, entry) for raw, entry in read if isinstance(entry, ImportedProcedure)]


type Accepted = list[tuple[RawRecord, ImportedProcedure]]


def test_nearly_all_are_accepted(read: Read) -> None:
    refusals = [entry for _, entry in read if isinstance(entry, Refusal)]
    assert len(refusals) < 0.03 * len(read), [refusal.reason for refusal in refusals]


def test_what_the_council_sets_is_no_number(accepted: Accepted, words: PortalWords) -> None:
    wrong = [
        entry.procedure.code
        for raw, entry in accepted
        if has_any(raw.text(WAYS), ("hội đồng nhân dân", "hđnd"))
        and any(fee.amount_vnd == 0 for fee in entry.procedure.fee)
    ]
    assert wrong == []


def test_a_facet_without_a_value_has_its_text_or_none(accepted: Accepted) -> None:
    for raw, entry in accepted:
        if not entry.procedure.processing_time and "Ngày" in raw.text(WAYS):
            assert "processing_time" in entry.unparsed, entry.procedure.code


def test_the_pages_furniture_reaches_no_value(accepted: Accepted) -> None:
    furniture = ("Chọn cơ quan", "Không có thông tin", "Từ khóa", "Mẫu đơn, tờ khaiSố lượng")
    wrong = [
        entry.procedure.code
        for _, entry in accepted
        if any(each in repr(entry.procedure) for each in furniture)
    ]
    assert wrong == []


def test_every_case_that_is_named_exists(accepted: Accepted) -> None:
    for _, entry in accepted:
        known = {None, *(case.id for case in entry.procedure.cases)}
        assert _cases_of(entry.procedure) <= known, entry.procedure.code


def _cases_of(procedure: Procedure) -> set[str | None]:
    return {
        *(row.case for row in procedure.documents),
        *(row.case for row in procedure.processing_time),
        *(row.case for row in procedure.fee),
        *(row.case for row in procedure.forms),
    }
