"""Topics that are no procedure, over the reviewed articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.articles import ActionTellTopic
from actions.conversation import ActionChooseOption, ActionOutOfScope, ActionSay, ActionStartOver
from actions.dossiers import ActionCheckDossier
from actions.procedures import ActionAnswerProcedure, ActionFallback
from bot.services import Services
from tests.actions.heard import pressed, understood
from tests.actions.test_conversation_actions import Run

FORGOTTEN = "quên mật khẩu vneid rồi"


async def test_an_intent_without_procedure_is_answered_by_its_article(
    run: Run, services: Services
) -> None:
    heard = await run(ActionTellTopic(services), understood("report_portal_problem", "lỗi hoài"))
    assert heard.responses == ["utter_reply"]
    assert "không sửa được" in heard.text
    assert "Nguồn:" in heard.text
    assert heard.slots["choices"] == heard.payloads


async def test_an_intent_whose_article_was_withdrawn_is_said_to_be_unknown(
    run: Run, services: Services
) -> None:
    heard = await run(ActionTellTopic(services), understood("complain", "bực quá"))
    assert heard.responses == ["utter_article_gone"]


@pytest.mark.parametrize(
    "action", [ActionAnswerProcedure, ActionFallback, ActionOutOfScope, ActionSay]
)
async def test_an_article_that_is_spoken_of_is_told_whatever_the_intent(
    run: Run, services: Services, action: Callable[[Services], ActionSay]
) -> None:
    heard = await run(action(services), understood("help", FORGOTTEN))
    assert "chưa có thông tin đã kiểm chứng" in heard.text
    assert "choose_option" not in str(heard.payloads[0])


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (ActionStartOver, understood("start_over", FORGOTTEN)),
        (ActionSay, understood("tell_distress", FORGOTTEN)),
    ],
)
async def test_starting_over_and_distress_do_not_give_way(run, services, action, message) -> None:
    heard = await run(action(services), message)
    assert "utter_reply" not in heard.responses


async def test_the_code_of_a_dossier_goes_first(run: Run, services: Services) -> None:
    message = understood("check_dossier", "cách tra hồ sơ H13.16-240326-0001")
    message["entities"] = [{"entity": "dossier_code", "value": "H13.16-240326-0001"}]
    heard = await run(ActionCheckDossier(services), message)
    assert "Tôi không tra được hồ sơ" in heard.text


async def test_a_button_opens_an_article(run: Run, services: Services) -> None:
    heard = await run(ActionChooseOption(services), pressed("choose_option", article="da-bi-lua"))
    assert "ngân hàng" in heard.text.splitlines()[0]


async def test_an_article_that_was_withdrawn_is_said_to_be_unknown(
    run: Run, services: Services
) -> None:
    heard = await run(ActionChooseOption(services), pressed("choose_option", article="nothing"))
    assert heard.responses == ["utter_article_gone"]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 8, 14), "Chưa bắt đầu"),
        (date(2026, 8, 15), "Đang miễn phí"),
        (date(2027, 2, 28), "Đang miễn phí"),
        (date(2027, 3, 1), "hết từ 01/03/2027"),
    ],
)
async def test_the_campaign_is_told_as_of_the_day(
    run: Run, on: Callable[[date], Services], day: date, first: str
) -> None:
    heard = await run(ActionAnswerProcedure(on(day)), understood("ask_fee", "công dân số là gì"))
    assert first in heard.text.splitlines()[0]


async def test_a_topic_beside_a_named_procedure_asks_for_its_facet(
    run: Run, services: Services
) -> None:
    text = "đổi bằng lái online còn được miễn theo công dân số không"
    message = understood("ask_online_filing", text, "3.000347")
    heard = await run(ActionAnswerProcedure(services), message)
    answer, headline = (each["reply_text"] for each in heard.messages)
    assert answer.startswith("**Đổi giấy phép lái xe**: **135.000đ**")
    assert headline.startswith("Đang miễn phí cho **")
    assert heard.slots["procedure"] == "3.000347"


async def test_the_code_of_a_procedure_is_not_taken_for_a_dossier(
    run: Run, services: Services
) -> None:
    message = understood("check_dossier", "mã 2.001023 còn dùng không", "3.000722")
    message["procedures"][0]["score"] = 1.0
    heard = await run(ActionCheckDossier(services), message)
    assert "Liên thông khai sinh" in heard.text


async def test_a_vague_clause_is_not_asked_back_when_another_clause_is_exact(
    run: Run, services: Services
) -> None:
    message = understood("ask_documents", "mua xe cũ, sang tên xe cần gì", "1.013076")
    vague = {"intent": "ask_overview", "procedure": None, "clarification": "mua-ban-xe"}
    message["asks"].append(vague)
    heard = await run(ActionAnswerProcedure(services), message)
    assert len(heard.messages) == 1


@pytest.mark.parametrize(
    ("intent", "text", "code"),
    [
        ("ask_account", "mở khóa tài khoản định danh", "3.000275"),
        ("ask_contact", "rút bhxh 1 lần ở đâu", "1.001613"),
        ("ask_appointment", "khai sinh", "1.001193"),
    ],
)
async def test_a_named_procedure_goes_before_the_topic_of_the_intent(
    run: Run, services: Services, intent: str, text: str, code: str
) -> None:
    heard = await run(ActionTellTopic(services), understood(intent, text, code))
    assert heard.slots["procedure"] == code


@pytest.mark.parametrize(
    ("intent", "text", "told"),
    [
        ("ask_contact", "số điện thoại chỗ làm khai sinh", "Số điện thoại, địa chỉ"),
        ("ask_appointment", "đặt lịch làm khai sinh", "không đặt lịch"),
    ],
)
async def test_who_asks_for_a_number_or_an_appointment_gets_no_papers(
    run: Run, services: Services, intent: str, text: str, told: str
) -> None:
    heard = await run(ActionTellTopic(services), understood(intent, text, "1.001193"))
    assert told in heard.text
