"""What a dossier means today; the HTTP failures are in test_http_source.py."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.data_files import DataFileError
from bot.dossier.errors import (
    DossierError,
    DossierNotFound,
    DossierSourceInvalidReply,
    DossierSourceUnavailable,
)
from bot.dossier.model import Dossier, DossierPart
from bot.dossier.service import DossierReport, DossierService, Timing
from bot.dossier.statuses import STATUSES_FILE, load_statuses
from bot.settings import TIME_ZONE

pytestmark = pytest.mark.asyncio

CODE = "H13.16-240326-0001"
NOTHING_TO_SAY = Timing()


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=17, tzinfo=TIME_ZONE)


@pytest.fixture
def report(
    a_dossier: Callable[..., Dossier], a_service: Callable[..., DossierService]
) -> Callable[..., DossierReport]:
    async def build(now: str = "2026-11-23", **values: object) -> DossierReport:
        return await a_service(a_dossier(**values), at(now)).look_up(CODE)

    return build


@pytest.mark.parametrize(
    "error", [DossierNotFound(), DossierSourceUnavailable(), DossierSourceInvalidReply()]
)
async def test_a_failed_look_up_reaches_the_caller(
    a_service: Callable[..., DossierService], error: DossierError
) -> None:
    with pytest.raises(type(error)):
        await a_service(error).look_up(CODE)


async def test_days_left_skip_and_name_the_holiday(report) -> None:
    timing = (await report()).timing
    assert (timing.days_left, timing.is_late) == (2, False)
    assert [holiday.name for holiday in timing.holidays] == ["Ngày Văn hóa Việt Nam"]


async def test_on_the_day_itself_no_day_is_left_and_nothing_is_late(report) -> None:
    timing = (await report(now="2026-11-26")).timing
    assert (timing.days_left, timing.is_late) == (0, False)


@pytest.mark.parametrize("status", [2, 4])
async def test_past_the_appointment_a_running_dossier_is_late_by_working_days(
    report, status: int
) -> None:
    timing = (await report(status=status, appointment_at=at("2026-11-18"))).timing
    assert (timing.is_late, timing.late_by, timing.days_left) == (True, 3, None)


async def test_on_the_weekend_after_a_friday_it_is_late_by_no_working_day(report) -> None:
    timing = (await report(now="2026-11-21", appointment_at=at("2026-11-20"))).timing
    assert (timing.is_late, timing.late_by) == (True, 0)


@pytest.mark.parametrize("status", [1, 3, 5, 6, 7, 8])
async def test_while_the_clock_does_not_run_nothing_is_called_late(report, status: int) -> None:
    timing = (await report(status=status, appointment_at=at("2026-11-18"))).timing
    assert timing == NOTHING_TO_SAY


@pytest.mark.parametrize("status", [9, 10])
async def test_a_result_after_the_appointment_came_late(report, status: int) -> None:
    timing = (
        await report(status=status, appointment_at=at("2026-11-18"), finished_at=at("2026-11-20"))
    ).timing
    assert (timing.is_late, timing.late_by) == (True, 2)


async def test_a_result_in_time_that_was_fetched_late_is_not_late(report) -> None:
    timing = (
        await report(
            status=10,
            appointment_at=at("2026-11-18"),
            finished_at=at("2026-11-18"),
            returned_at=at("2026-11-23"),
        )
    ).timing
    assert timing == NOTHING_TO_SAY


async def test_without_the_day_of_the_result_nothing_is_judged(report) -> None:
    assert (await report(status=9, appointment_at=at("2026-11-18"))).timing == NOTHING_TO_SAY


async def test_without_an_appointment_nothing_is_counted(report) -> None:
    assert (await report(appointment_at=None)).timing == NOTHING_TO_SAY


async def test_days_left_into_an_undecided_year_are_provisional(report) -> None:
    assert (await report(appointment_at=at("2027-01-08"))).timing.is_provisional


async def test_each_part_has_its_own_state(report) -> None:
    parts = (DossierPart(name="Khai sinh", status=9), DossierPart(name="Thẻ BHYT", status=4))
    told = (await report(parts=parts)).parts
    assert [row.status.name for row in told] == ["Đã xử lý xong", "Đang xử lý"]


async def test_all_ten_states_have_their_words() -> None:
    statuses = load_statuses()
    assert [statuses.of(code).code for code in range(1, 11)] == [*range(1, 11)]
    assert [row.code for row in statuses.statuses if row.final] == [3, 7, 8, 10]
    assert [row.code for row in statuses.statuses if row.clock == "paused"] == [5, 6]


async def test_a_status_file_without_all_ten_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "statuses.yml"
    text = STATUSES_FILE.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - code: 10")], encoding="utf-8")
    with pytest.raises(DataFileError, match="codes 1 to 10"):
        load_statuses(path)
