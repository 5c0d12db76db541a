from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.dossiers import ActionCheckDossier, ActionExplainStatus
from actions.procedures import ActionAnswerProcedure
from bot.dossier.errors import DossierSourceInvalidReply, DossierSourceUnavailable
from bot.services import Services
from tests.actions.heard import Office, pressed, understood

Run = Callable[..., Any]
CODE = "H13.16-240326-0001"


@pytest.mark.parametrize("status", range(1, 11))
async def test_a_dossier_in_every_state_is_told_by_its_name(
    run: Run, services: Services, office: Office, status: int
):
    office.holds(CODE, status)
    heard = await run(
        ActionCheckDossier(services), understood("check_dossier", CODE, dossier_code=CODE)
    )
    assert f"**{services.statuses.of(status).name}**" in heard.text
    assert "0001" in heard.text
    assert CODE not in heard.text
    assert heard.slots["dossier_code"] == CODE
    assert len(heard.payloads) <= 4


async def test_the_code_is_remembered_for_the_next_question(
    run: Run, services: Services, office: Office
):
    office.holds(CODE, 4)
    slots = {"dossier_code": CODE}
    await run(ActionCheckDossier(services), understood("check_dossier", "tới đâu rồi"), slots)
    assert office.asked == [CODE]


async def test_without_a_code_it_is_asked_for(run: Run, services: Services, office: Office):
    heard = await run(ActionCheckDossier(services), understood("check_dossier", "hs tới đâu"))
    assert "mã hồ sơ" in heard.text
    assert office.asked == []


async def test_of_several_codes_one_is_asked_for(run: Run, services: Services, office: Office):
    message = understood("check_dossier", "hai cái này", dossier_code=CODE)
    message["entities"].append({"entity": "dossier_code", "value": "H13.16-240326-0002"})
    heard = await run(ActionCheckDossier(services), message)
    assert "hồ sơ nào" in heard.text
    assert len(heard.payloads) == 2
    assert office.asked == []


async def test_an_unknown_code_is_said_and_forgotten(run: Run, services: Services):
    heard = await run(
        ActionCheckDossier(services), understood("check_dossier", CODE, dossier_code=CODE)
    )
    assert "không tra được hồ sơ" in heard.text
    assert heard.slots["dossier_code"] is None


@pytest.mark.parametrize("failure", [DossierSourceUnavailable(), DossierSourceInvalidReply()])
async def test_an_office_that_is_down_is_said_to_be_unknown_and_the_code_is_kept(
    run: Run, services: Services, office: Office, failure: Exception
):
    office.failure = failure
    heard = await run(
        ActionCheckDossier(services), understood("check_dossier", CODE, dossier_code=CODE)
    )
    assert "**chưa biết** tình trạng" in heard.text
    assert heard.slots["dossier_code"] == CODE


@pytest.mark.parametrize("action", [ActionCheckDossier, ActionAnswerProcedure])
async def test_a_dossier_and_a_fee_in_one_message_are_both_answered(
    run: Run, services: Services, office: Office, action: type[Any]
):
    office.holds(CODE, 4)
    message = understood("check_dossier", "…", dossier_code=CODE)
    message["asks"].append({"intent": "ask_fee", "procedure": "1.000894"})
    heard = await run(action(services), message)
    assert "**Đang xử lý**" in heard.text
    assert "**Đăng ký kết hôn**: **miễn phí**" in heard.text
    assert heard.slots["dossier_code"] == CODE
    assert heard.slots["procedure"] == "1.000894"


@pytest.mark.parametrize(
    ("intent", "response"),
    [
        ("ask_dossier_late", "utter_dossier_about_late"),
        ("ask_dossier_supplement", "utter_dossier_about_supplement"),
    ],
)
async def test_rights_are_told_without_a_code_and_after_a_press(
    run: Run, services: Services, office: Office, intent: str, response: str
):
    without_code = await run(ActionCheckDossier(services), understood(intent, "sao lâu vậy"))
    after_press = await run(ActionCheckDossier(services), pressed(intent), {"dossier_code": CODE})
    assert without_code.responses == after_press.responses == [response]
    assert office.asked == []


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (pressed("explain_status", status="Đang xử lý"), "**Đang xử lý**:"),
        (understood("explain_status", "da xu ly xong la sao"), "**Đã xử lý xong**:"),
    ],
)
async def test_a_state_is_explained_by_its_name(
    run: Run, services: Services, message: dict[str, Any], says: str
):
    assert says in (await run(ActionExplainStatus(services), message)).text


async def test_a_state_of_another_name_is_not_guessed(run: Run, services: Services):
    message = understood("explain_status", "chờ luân chuyển là gì")
    heard = await run(ActionExplainStatus(services), message)
    assert heard.responses == ["utter_dossier_about_statuses"]


async def test_asked_again_for_the_papers_the_way_to_hand_them_in_is_told(
    run: Run, services: Services, office: Office
):
    office.holds("H13.16-261116-0005", 5)
    slots = {"dossier_code": "H13.16-261116-0005", "last_intent": "ask_dossier_supplement"}
    message = understood("ask_dossier_supplement", "nộp bổ sung ở đâu")
    heard = await run(ActionCheckDossier(services), message, slots)
    assert heard.responses == ["utter_dossier_about_supplement"]


async def test_a_code_that_is_none_never_shows_the_dossier_of_before(
    run: Run, services: Services, office: Office
):
    office.holds(CODE, 4)
    message = understood("check_dossier", "hs H13.16-261399-0042 tới đâu")
    heard = await run(ActionCheckDossier(services), message, {"dossier_code": CODE})
    assert "không nhận ra là mã hồ sơ" in heard.text
    assert office.asked == []
