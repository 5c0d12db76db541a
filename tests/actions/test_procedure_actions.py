from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.procedures import ActionAnswerProcedure, ActionFallback
from bot.services import Services
from tests.actions.heard import pressed, understood

Run = Callable[..., Any]
BIRTH, DEATH = "1.001193", "1.000656"


async def test_an_answer_is_uttered_with_source_and_remembered(run: Run, services: Services):
    heard = await run(
        ActionAnswerProcedure(services), understood("ask_fee", "phí khai sinh", BIRTH)
    )
    assert heard.responses == ["utter_reply"]
    assert heard.text.startswith("**Đăng ký khai sinh** – đúng hạn: **miễn phí**.")
    assert "chưa có con số chính thức" in heard.text
    assert heard.text.splitlines()[-1].startswith("Nguồn: ")
    assert heard.slots["procedure"] == BIRTH
    assert heard.slots["last_intent"] == "ask_fee"
    assert heard.slots["choices"] == heard.payloads
    assert len(heard.payloads) <= 4


async def test_a_follow_up_takes_procedure_and_facet_from_the_slots(run: Run, services: Services):
    slots = {"procedure": BIRTH, "last_intent": "ask_fee"}
    message = understood("ask_overview", "thế khai tử?", DEATH)
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert heard.text.startswith("**Đăng ký khai tử** – đúng hạn: **miễn phí**.")


async def test_an_outdated_belief_is_corrected_first(run: Run, services: Services):
    message = understood("ask_where", "làm lý lịch ở sở tư pháp hả", "3.000333")
    heard = await run(ActionAnswerProcedure(services), message)
    first = heard.text.splitlines()[0]
    assert "Sở Tư pháp" in first
    assert "Công an" in heard.text


@pytest.mark.parametrize(
    ("day", "says", "says_not"),
    [
        pytest.param(date(2026, 11, 23), "**25.000đ**/thẻ (mức gốc 50.000đ)", "", id="halved"),
        pytest.param(date(2027, 1, 2), "**50.000đ**/thẻ", "25.000đ", id="full"),
    ],
)
async def test_the_identity_card_fee_is_the_one_of_the_day(
    run: Run, on: Callable[[date], Services], day: date, says: str, says_not: str
):
    message = understood("ask_fee", "đổi căn cước nhiêu tiền", "1.014063")
    heard = await run(ActionAnswerProcedure(on(day)), message)
    assert says in heard.text
    if says_not:
        assert says_not not in heard.text


async def test_a_vague_message_gets_one_question_with_buttons(run: Run, services: Services):
    message = understood("ask_overview", "làm giấy xác nhận", clarification="giay-xac-nhan")
    heard = await run(ActionAnswerProcedure(services), message)
    assert heard.text == "Anh/chị cần xác nhận điều gì?"
    assert 2 <= len(heard.payloads) <= 4
    assert heard.slots["choices"] == heard.payloads


async def test_a_belief_spares_the_question_back(run: Run, services: Services):
    message = understood("ask_where", "làm lý lịch ở sở tư pháp hả", clarification="ly-lich")
    heard = await run(ActionAnswerProcedure(services), message)
    assert "Công an" in heard.text
    assert heard.slots["procedure"] == "3.000333"


async def test_a_vague_clause_is_asked_back_in_a_bubble_of_its_own(run: Run, services: Services):
    message = understood("ask_documents", "khai tử cần gì, tiền mai táng lãnh đâu", DEATH)
    message["asks"].append({"intent": "ask_where", "procedure": None, "clarification": "mai-tang"})
    heard = await run(ActionAnswerProcedure(services), message)
    assert len(heard.messages) == 2
    assert heard.messages[0]["buttons"] == []
    assert heard.slots["choices"] == heard.payloads


async def test_a_facet_without_procedure_is_remembered_for_the_name(run: Run, services: Services):
    heard = await run(ActionAnswerProcedure(services), understood("ask_fee", "phí bao nhiêu"))
    assert "thủ tục nào" in heard.text
    assert heard.slots["last_intent"] == "ask_fee"


async def test_a_pressed_button_is_answered(run: Run, services: Services):
    heard = await run(ActionAnswerProcedure(services), pressed("ask_documents", procedure=BIRTH))
    assert "Giấy chứng sinh" in heard.text


async def test_long_answers_keep_the_rest_for_more(run: Run, services: Services):
    heard = await run(ActionAnswerProcedure(services), pressed("ask_documents", procedure=BIRTH))
    assert "Văn bản ủy quyền" in heard.messages[0]["custom"]["more"]


async def test_two_asks_get_two_numbered_answers(run: Run, services: Services):
    message = understood("ask_documents", "khai tử cần gì, phí kết hôn nhiêu", DEATH)
    message["asks"].append({"intent": "ask_fee", "procedure": "1.000894"})
    heard = await run(ActionAnswerProcedure(services), message)
    assert "**1. Đăng ký khai tử**" in heard.text
    assert "**2. Đăng ký kết hôn**: **miễn phí**" in heard.text


async def test_the_clause_that_needs_no_procedure_is_answered_too(run: Run, services: Services):
    message = understood("ask_fee", "phí khai sinh, thứ bảy có làm không", BIRTH)
    message["asks"].append({"intent": "ask_office_hours", "procedure": None})
    heard = await run(ActionAnswerProcedure(services), message)
    assert heard.responses == ["utter_reply", "utter_reply"]
    assert "Giờ làm việc" in heard.text


async def test_a_procedure_that_was_withdrawn_is_said_to_be_gone(run: Run, services: Services):
    slots = {"procedure": "9.999999", "last_intent": "ask_fee"}
    heard = await run(ActionAnswerProcedure(services), understood("ask_fee", "còn phí?"), slots)
    assert heard.responses == ["utter_procedure_gone"]
    assert heard.slots["procedure"] is None


async def test_an_unclear_message_that_names_a_procedure_is_answered(run: Run, services: Services):
    message = understood("nlu_fallback", "khai tử á", DEATH)
    heard = await run(ActionFallback(services), message)
    assert heard.text.startswith("**Đăng ký khai tử**")


async def test_an_unclear_message_says_what_is_possible(run: Run, services: Services):
    heard = await run(ActionFallback(services), understood("nlu_fallback", "asdf qwer"))
    assert heard.responses == ["utter_fallback"]
    assert heard.slots["choices"] == ["help", "talk_to_human"]


async def test_what_was_told_is_remembered_and_not_offered_again(run: Run, services: Services):
    slots = {"procedure": BIRTH, "told": ["documents"], "last_intent": "ask_documents"}
    heard = await run(ActionAnswerProcedure(services), understood("ask_fee", "còn phí?"), slots)
    assert heard.slots["told"] == ["documents", "fee"]
    assert not any(payload.startswith("ask_documents") for payload in heard.payloads)


async def test_another_procedure_begins_anew_and_the_first_is_kept_to_compare(
    run: Run, services: Services
):
    slots = {"procedure": BIRTH, "told": ["documents"], "last_intent": "ask_documents"}
    message = understood("ask_fee", "phí khai tử", DEATH)
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert heard.slots["told"] == ["fee"]
    assert heard.slots["earlier_procedures"] == [BIRTH]


async def test_the_time_left_is_the_dossiers_that_was_looked_up(
    run: Run, services: Services, office
):
    office.holds("H13.16-261116-0004", 4)
    slots = {"dossier_code": "H13.16-261116-0004", "last_intent": "check_dossier"}
    message = understood("ask_processing_time", "còn mấy ngày nữa")
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert "Ngày hẹn trả" in heard.text


async def test_a_matter_with_a_door_of_its_own_is_not_asked_which_procedure(
    run: Run, services: Services
):
    message = understood("ask_online_filing", "làm giấy giả được không")
    heard = await run(ActionAnswerProcedure(services), message)
    assert heard.responses == ["utter_out_of_scope_unlawful"]


async def test_whether_a_paper_is_needed_is_asked_of_the_procedure_in_hand(
    run: Run, services: Services
):
    slots = {"procedure": "1.000894", "last_intent": "tell_life_event"}
    message = understood("ask_documents", "cần giấy độc thân không", "1.004873")
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert heard.text.startswith("**Đăng ký kết hôn**: Thường không cần xin giấy độc thân trước.")
    message = understood("ask_documents", "giấy độc thân cần gì", "1.004873")
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert heard.text.startswith("**Giấy xác nhận tình trạng hôn nhân**")


async def test_a_matter_that_is_not_held_is_not_answered_with_the_procedure_in_hand(
    run: Run, services: Services
):
    slots = {"procedure": BIRTH, "last_intent": "ask_documents"}
    message = understood("ask_where", "làm visa ở đâu")
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert heard.responses == ["utter_out_of_scope_not_held"]
    message = understood("ask_fee", "hộ nghèo có được miễn không")
    heard = await run(ActionAnswerProcedure(services), message, slots)
    assert heard.text.startswith("**Đăng ký khai sinh**")


@pytest.mark.parametrize(
    ("text", "is_mourning"),
    [
        ("ba em mới mất, khai tử cần gì", True),
        ("khai tử cần gì", False),
        ("má tui mất căn cước, làm lại sao", False),
    ],
)
async def test_a_death_told_beside_the_question_gets_a_kind_word_first(
    run: Run, services: Services, text: str, is_mourning: bool
):
    message = understood("ask_documents", text, DEATH)
    heard = await run(ActionAnswerProcedure(services), message)
    assert heard.responses == ["utter_life_event_grief"] * is_mourning + ["utter_reply"]


async def test_a_belief_is_corrected_before_the_procedure_is_known(run: Run, services: Services):
    message = understood("ask_documents", "mang sổ hộ khẩu theo không")
    heard = await run(ActionAnswerProcedure(services), message)
    assert heard.text.startswith("Không còn sổ hộ khẩu giấy.")
    assert heard.text.splitlines()[-1].startswith("Nguồn: TT 116/2026/TT-BCA")
    assert len(heard.payloads) == 4


@pytest.mark.parametrize("action", [ActionAnswerProcedure, ActionFallback])
async def test_a_death_is_met_with_what_to_do_and_not_with_a_list(
    run: Run, services: Services, action: Callable[[Services], ActionFallback]
):
    heard = await run(action(services), understood("ask_steps", "chồng mất rồi làm gì"))
    assert heard.text.startswith("Xin chia buồn")
    assert heard.slots["procedure"] == "2.002913"


@pytest.mark.parametrize(
    ("age", "code"), [("5", "1.014062"), ("13", "1.014062"), ("14", "1.014061")]
)
async def test_an_age_answers_the_question_back(run: Run, services: Services, age: str, code: str):
    message = understood("ask_documents", f"con {age} tuổi làm căn cước cần gì")
    message["clarification"] = "can-cuoc-cho-con"
    heard = await run(ActionAnswerProcedure(services), message)
    assert heard.slots["procedure"] == code
    choices = ["ask_fee?procedure=1.014061", "ask_fee?procedure=1.014062"]
    slots = {"last_intent": "ask_fee", "choices": choices}
    later = await run(ActionAnswerProcedure(services), understood("inform", f"{age} tuổi"), slots)
    assert later.slots["procedure"] == code
