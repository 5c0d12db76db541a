"""The pretend office as the real source and service meet it."""

from datetime import date, datetime

import httpx
import pytest

from bot.deadlines.calendar_files import load_calendar
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.errors import DossierSourceInvalidReply, DossierSourceUnavailable
from bot.dossier.service import DossierReport, DossierService
from bot.dossier.sources.http import HttpDossierSource, Patience
from bot.dossier.statuses import load_statuses
from bot.sandbox import SANDBOX_KEY
from bot.sandbox.invented import load_invented
from bot.sandbox.office import NEVER_SECONDS, SLOW_SECONDS, create_app
from bot.settings import TIME_ZONE

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=TIME_ZONE)
FAULTS = {fault.kind: fault.code for fault in load_invented().faults}


def source_at(office: httpx.AsyncClient) -> HttpDossierSource:
    return HttpDossierSource(office, "http://office.test", SANDBOX_KEY, Patience(pause=0.001))


async def look_up(office: httpx.AsyncClient, code: str) -> DossierReport:
    return await DossierService(
        source_at(office),
        load_calendar(),
        load_statuses(),
        lambda: NOW,
        load_sensitive_procedures(),
    ).look_up(code)


async def test_the_sample_dossier_is_being_worked_on_and_in_time(
    office: httpx.AsyncClient,
) -> None:
    report = await look_up(office, "H13.16-240326-0001")
    assert (report.status.code, report.timing.is_late, report.timing.days_left) == (4, False, 2)
    assert report.updated_at == datetime(2026, 11, 23, 14, 5, tzinfo=TIME_ZONE)
    assert report.is_sandbox


@pytest.mark.parametrize("day", [23, 24, 28, 29], ids=["monday", "holiday", "saturday", "sunday"])
async def test_the_late_sample_is_late_by_three_working_days_on_any_day(day: int) -> None:
    now = NOW.replace(day=day)
    transport = httpx.ASGITransport(create_app(lambda: now))
    async with httpx.AsyncClient(transport=transport) as client:
        dossier = await source_at(client).fetch("H13.16-240326-0042")
    assert dossier.appointment_at is not None
    appointment = dossier.appointment_at.date()
    assert load_calendar().working_days_between(appointment, now.date()) == 3


async def test_nothing_invented_happens_in_the_future(office: httpx.AsyncClient) -> None:
    for invented in load_invented().dossiers:
        dossier = await source_at(office).fetch(invented.code)
        happened = (
            dossier.received_at,
            dossier.accepted_at,
            dossier.finished_at,
            dossier.returned_at,
            dossier.updated_at,
        )
        assert all(moment <= NOW for moment in happened if moment), invented.code


async def test_sensitive_dossiers_keep_their_procedure(office: httpx.AsyncClient) -> None:
    report = await look_up(office, "G01.000-261117-890031")
    assert report.dossier.procedure_name is None


async def test_each_part_of_a_group_is_there(office: httpx.AsyncClient) -> None:
    report = await look_up(office, "G22.99.08-261120-896048")
    assert [part.status.code for part in report.parts] == [9, 4, 2]


async def test_broken_json_is_an_invalid_reply(office: httpx.AsyncClient) -> None:
    with pytest.raises(DossierSourceInvalidReply):
        await look_up(office, FAULTS["broken_json"])


@pytest.mark.parametrize("kind", ["error_500", "timeout"])
async def test_scripted_failures_are_unavailable(office: httpx.AsyncClient, kind: str) -> None:
    with pytest.raises(DossierSourceUnavailable):
        await look_up(office, FAULTS[kind])


async def test_the_slow_dossier_and_the_stuck_one_make_the_office_wait(
    office: httpx.AsyncClient, slept: list[float]
) -> None:
    assert (await look_up(office, FAULTS["slow"])).status.code == 4
    assert slept == [SLOW_SECONDS]
    await office.get(f"/dossiers/{FAULTS['timeout']}")
    assert slept[-1] == NEVER_SECONDS > Patience().budget > SLOW_SECONDS


async def test_one_503_is_repaired_by_asking_again(office: httpx.AsyncClient) -> None:
    assert (await look_up(office, FAULTS["unavailable_once"])).status.code == 4


async def test_the_office_can_be_taken_down_and_up_again(office: httpx.AsyncClient) -> None:
    assert (await office.post("/faults", json={"down": True})).json() == {"down": True}
    with pytest.raises(DossierSourceUnavailable):
        await look_up(office, "H13.16-240326-0001")
    await office.post("/faults", json={"down": False})
    assert (await look_up(office, "H13.16-240326-0001")).status.code == 4


@pytest.mark.parametrize("body", [b"", b"[]", b'{"down": "yes"}', b'{"up": true}'])
async def test_a_wrong_fault_is_refused(office: httpx.AsyncClient, body: bytes) -> None:
    assert (await office.post("/faults", content=body)).status_code == 400


async def test_only_this_machine_may_take_the_office_down() -> None:
    transport = httpx.ASGITransport(create_app(lambda: NOW), client=("192.0.2.7", 4000))
    async with httpx.AsyncClient(transport=transport, base_url="http://office.test") as client:
        assert (await client.post("/faults", json={"down": True})).status_code == 404
        assert (await client.get("/health")).status_code == 200


async def test_the_dossiers_stay_alive_on_later_days() -> None:
    later = datetime(2027, 3, 1, 9, 0, tzinfo=TIME_ZONE)
    transport = httpx.ASGITransport(create_app(lambda: later))
    async with httpx.AsyncClient(transport=transport) as client:
        dossier = await source_at(client).fetch("H13.16-240326-0001")
    assert dossier.appointment_at is not None
    assert dossier.appointment_at.date() == date(2027, 3, 3)
