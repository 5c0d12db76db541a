"""The HTTP source against a fake office on the wire; failures first."""

import json
from datetime import datetime
from typing import Any

import httpx
import pytest

from bot.dossier.errors import (
    DossierNotFound,
    DossierSourceInvalidReply,
    DossierSourceUnavailable,
)
from bot.dossier.sources.http import Patience
from bot.settings import TIME_ZONE
from tests.dossier.office import CODE, GOOD, Answer, Office, error, good

pytestmark = pytest.mark.asyncio


async def test_an_unknown_code_is_not_found() -> None:
    with pytest.raises(DossierNotFound):
        await Office(error(404, "not_found")).fetch()


async def test_a_404_that_the_office_did_not_write_is_no_answer_about_the_dossier() -> None:
    with pytest.raises(DossierSourceInvalidReply):
        await Office(httpx.Response(404, text="<h1>nginx</h1>")).fetch()


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(httpx.ConnectError("refused"), id="refused"),
        pytest.param(httpx.ConnectTimeout("slow"), id="connect-timeout"),
        pytest.param(httpx.ReadTimeout("slow"), id="read-timeout"),
        pytest.param(httpx.RemoteProtocolError("cut off"), id="cut-off"),
        pytest.param(error(502), id="502"),
        pytest.param(error(503), id="503"),
        pytest.param(error(504), id="504"),
    ],
)
async def test_a_passing_failure_is_tried_three_times_then_unavailable(failure: Answer) -> None:
    office = Office(failure)
    with pytest.raises(DossierSourceUnavailable, match="after 3 attempts"):
        await office.fetch()
    assert len(office.requests) == 3
    assert 0.1 <= office.pauses[0] <= 0.2 <= office.pauses[1] <= 0.4


async def test_a_failure_that_passes_is_not_seen_by_the_citizen() -> None:
    office = Office(error(503), good())
    assert (await office.fetch()).status == 4


@pytest.mark.parametrize("status", [401, 403, 429, 500, 501])
async def test_other_refusals_are_unavailable_at_once(status: int) -> None:
    office = Office(error(status))
    with pytest.raises(DossierSourceUnavailable):
        await office.fetch()
    assert len(office.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"code": "H13', id="cut"),
        pytest.param(b"<html>", id="html"),
        pytest.param(b"[" * 60_000, id="deep"),
        pytest.param(b"\xff\xfe\xfa", id="bytes"),
    ],
)
async def test_a_body_that_is_no_json_is_an_invalid_reply(body: bytes) -> None:
    with pytest.raises(DossierSourceInvalidReply, match="not JSON"):
        await Office(httpx.Response(200, content=body)).fetch()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"code": "H13.16-240326-0002"}, "code: ", id="another-dossier"),
        pytest.param({"code": None}, "code: ", id="no-code"),
        pytest.param({"status": "4"}, "status: ", id="status-text"),
        pytest.param({"status": 11}, "status: ", id="status-unknown"),
        pytest.param({"status": True}, "status: ", id="status-bool"),
        pytest.param({"procedure_name": ["x"]}, "procedure_name: ", id="name-list"),
        pytest.param({"procedure_name": " \n"}, "procedure_name: ", id="name-empty"),
        pytest.param({"agency": "a" * 301}, "agency: ", id="agency-long"),
        pytest.param({"updated_at": None}, "updated_at: missing", id="no-update"),
        pytest.param({"updated_at": "23/11/2026"}, "updated_at: ", id="vietnamese-date"),
        pytest.param({"updated_at": "2026-11-23T14:05:00"}, "updated_at: ", id="no-offset"),
        pytest.param({"updated_at": "0001-01-01T00:00:00+14:00"}, "updated_at: ", id="overflow"),
        pytest.param({"appointment_at": 1764000000}, "appointment_at: ", id="number-date"),
        pytest.param({"sensitive": "no"}, "sensitive: ", id="sensitive-text"),
        pytest.param({"parts": {}}, "parts: ", id="parts-object"),
        pytest.param({"parts": [{}] * 11}, "parts: ", id="too-many-parts"),
        pytest.param({"parts": ["x"]}, r"parts\[0\]: ", id="part-text"),
        pytest.param(
            {"parts": [{"name": "x", "status": 0}]}, r"parts\[0\]\.status: ", id="part-status"
        ),
        pytest.param({"supplement": []}, "supplement: ", id="supplement-list"),
        pytest.param(
            {"supplement": {"papers": [1]}}, r"supplement\.papers\[0\]: ", id="paper-number"
        ),
    ],
)
async def test_a_wrong_field_is_named(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(DossierSourceInvalidReply, match=f"^{named}"):
        await Office(good(**changes)).fetch()


async def test_a_reply_that_is_no_object_is_named() -> None:
    with pytest.raises(DossierSourceInvalidReply, match=r"^reply: "):
        await Office(httpx.Response(200, json=[GOOD])).fetch()


async def test_the_message_about_a_wrong_field_does_not_repeat_its_value() -> None:
    with pytest.raises(DossierSourceInvalidReply) as caught:
        await Office(good(appointment_at="Nguyễn Văn A")).fetch()
    assert "Nguyễn" not in str(caught.value)


async def test_a_redirect_is_not_followed() -> None:
    office = Office(httpx.Response(302, headers={"location": "http://elsewhere.test/"}))
    with pytest.raises(DossierSourceInvalidReply):
        await office.fetch()
    assert len(office.requests) == 1


async def test_the_code_and_the_key_are_sent_as_agreed() -> None:
    office = Office(good())
    await office.fetch()
    (request,) = office.requests
    assert str(request.url) == f"http://office.test/api/dossiers/{CODE}"
    assert request.headers["authorization"] == "Bearer secret-key"


async def test_a_code_cannot_leave_its_place_in_the_address() -> None:
    office = Office(error(404, "not_found"))
    with pytest.raises(DossierNotFound):
        await office.fetch("../health?x=1")
    assert office.requests[0].url.raw_path == b"/api/dossiers/..%2Fhealth%3Fx%3D1"


async def test_a_good_reply_becomes_a_dossier_in_local_time() -> None:
    dossier = await Office(good()).fetch()
    assert dossier.appointment_at == datetime(2026, 11, 26, 17, 0, tzinfo=TIME_ZONE)
    assert dossier.updated_at.tzinfo is TIME_ZONE
    assert (dossier.received_at, dossier.parts, dossier.supplement) == (None, (), None)


async def test_personal_fields_that_nobody_asked_for_are_dropped() -> None:
    dossier = await Office(good(applicant={"name": "Nguyễn Văn A"}, note="Nguyễn Văn A")).fetch()
    assert "Nguyễn" not in repr(dossier)


async def test_names_are_one_line_without_mark_up() -> None:
    dossier = await Office(good(agency="**UBND**\n phường\u0007 Cái  Khế ")).fetch()
    assert dossier.agency == "UBND phường Cái Khế"


async def test_parts_and_supplement_are_read() -> None:
    dossier = await Office(
        good(
            parts=[{"name": "Khai sinh", "status": 9, "finished_at": "2026-11-20T09:00:00+07:00"}],
            supplement={"papers": ["Giấy chứng sinh"], "personal": False, "due_at": None},
        )
    ).fetch()
    assert [(part.name, part.status) for part in dossier.parts] == [("Khai sinh", 9)]
    assert dossier.supplement is not None
    assert dossier.supplement.papers == ("Giấy chứng sinh",)


async def test_a_supplement_is_personal_unless_the_office_says_otherwise() -> None:
    dossier = await Office(good(supplement={"papers": ["Giấy ra viện"]})).fetch()
    assert dossier.supplement is not None
    assert dossier.supplement.personal


async def test_the_key_is_not_shown_by_an_error() -> None:
    with pytest.raises(DossierSourceUnavailable) as caught:
        await Office(error(401)).fetch()
    assert "secret-key" not in repr(caught.value)
    assert json.dumps(CODE) not in repr(caught.value)


async def test_the_whole_budget_stays_under_eight_seconds() -> None:
    assert Patience().budget < 8
