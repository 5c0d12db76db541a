from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    ActionChooseOption,
    ActionDeleteMyData,
    ActionOutOfScope,
    ActionSay,
    ActionStartOver,
)
from actions.life_events import ActionLifeEvent
from actions.offices import ActionOfficeHours
from actions.speaking import speak
from bot.channels.replies import Reply
from bot.services import Services
from tests.actions.heard import pressed, understood

Run = Callable[..., Any]
CHOICES = ["ask_fee?procedure=1.001193", "ask_fee?procedure=1.000656&facet_case=tre-han"]


async def test_a_choice_goes_on_as_if_its_button_was_pressed(run: Run, services: Services):
    message = understood("choose_option", "cái thứ hai")
    heard = await run(ActionChooseOption(services), message, {"choices": CHOICES})
    listen, user = heard.events
    assert (listen["event"], listen["name"]) == ("action", "action_listen")
    assert user["event"] == "user"
    assert user["parse_data"]["intent"]["name"] == "ask_fee"
    assert user["parse_data"]["pressed"] is True
    assert {"entity": "procedure", "value": "1.000656"} in user["parse_data"]["entities"]
    assert heard.messages == []


async def test_yes_takes_the_only_choice(run: Run, services: Services):
    slots = {"choices": CHOICES[:1]}
    heard = await run(ActionChooseOption(services), understood("affirm", "ừ"), slots)
    assert heard.events[1]["parse_data"]["intent"]["name"] == "ask_fee"


@pytest.mark.parametrize(
    ("intent", "text", "choices", "response"),
    [
        pytest.param("choose_option", "cái thứ năm", CHOICES, "utter_choose_again", id="beyond"),
        pytest.param("choose_option", "cái thứ hai", None, "utter_nothing_to_choose", id="none"),
        pytest.param("affirm", "ừ", CHOICES, "utter_affirm", id="yes-to-which"),
        pytest.param("affirm", "ừ", None, "utter_affirm", id="yes-to-nothing"),
    ],
)
async def test_a_choice_that_points_nowhere_is_asked_again(
    run: Run, services: Services, intent: str, text: str, choices: list[str] | None, response: str
):
    heard = await run(ActionChooseOption(services), understood(intent, text), {"choices": choices})
    assert heard.responses == [response]


async def test_a_choice_that_the_catalogue_does_not_hold_is_said_to_be_unknown(
    run: Run, services: Services
):
    heard = await run(ActionChooseOption(services), pressed("choose_option", facet_case="not_held"))
    assert "chưa có thông tin" in heard.text


async def test_the_buttons_of_a_greeting_can_be_chosen_by_number(run: Run, services: Services):
    greeted = await run(ActionSay(services), understood("greet", "chào em"))
    assert greeted.responses == ["utter_greet"]
    heard = await run(
        ActionChooseOption(services), understood("choose_option", "số 3"), greeted.slots
    )
    assert heard.events[1]["parse_data"]["intent"]["name"] == "check_dossier"


async def test_grief_is_met_before_the_papers(run: Run, services: Services):
    heard = await run(
        ActionLifeEvent(services), understood("tell_life_event", "ba tui mới mất hồi hôm")
    )
    lines = heard.text.splitlines()
    assert lines[0] == "Xin chia buồn cùng gia đình anh/chị."
    assert "một lần" in heard.text
    assert "giấy báo tử" in heard.text
    assert heard.slots["procedure"] == "2.002913"
    assert len(heard.payloads) == 4
    assert len(lines) <= 8


@pytest.mark.parametrize(
    ("action", "response", "changes"),
    [
        (ActionStartOver(), "utter_start_over", {}),
        (ActionDeleteMyData(), "utter_delete_my_data", {"erase_conversation": True}),
    ],
)
async def test_everything_that_we_talked_about_is_forgotten(
    run: Run, action: Any, response: str, changes: dict[str, bool]
):
    heard = await run(action, understood("start_over", "làm lại từ đầu"))
    assert heard.responses == [response]
    assert heard.events[0]["event"] == "reset_slots"
    assert heard.slots == changes


async def test_an_unsure_wish_to_erase_is_asked_back_and_a_yes_erases(run: Run, services: Services):
    unsure = understood("delete_my_data", "bỏ hết đi")
    unsure["intent"]["confidence"] = 0.6
    heard = await run(ActionDeleteMyData(services), unsure)
    assert heard.responses == ["utter_confirm_delete_my_data"]
    assert heard.slots == {"choices": ["delete_my_data"]}
    agreed = await run(ActionChooseOption(services), understood("affirm", "ừ"), heard.slots)
    assert agreed.events[-1]["parse_data"]["intent"]["name"] == "delete_my_data"
    assert agreed.events[-1]["parse_data"]["pressed"]


async def test_the_day_off_of_this_week_is_told_with_the_hours(run: Run, services: Services):
    heard = await run(
        ActionOfficeHours(services), understood("ask_office_hours", "mai có làm không")
    )
    assert heard.responses == ["utter_office_holiday", "utter_reply"]
    assert "Giờ làm việc" in heard.text
    assert heard.messages[0]["day"] == "24/11/2026"


async def test_a_week_without_days_off_tells_the_hours_only(
    run: Run, on: Callable[[date], Services]
):
    heard = await run(
        ActionOfficeHours(on(date(2026, 12, 1))), understood("ask_office_hours", "mấy giờ làm")
    )
    assert heard.responses == ["utter_reply"]
    assert "Giờ làm việc" in heard.text


def test_braces_and_brackets_of_a_reply_do_not_break_the_text_that_rasa_fills_in():
    interpolate_text = pytest.importorskip("rasa.core.nlg.interpolator").interpolate_text
    dispatcher = CollectingDispatcher()
    speak(dispatcher, Reply("**đậm** {dấu} 0[1]"))
    (message,) = dispatcher.messages
    assert interpolate_text("{reply_text}", message) == "**đậm** {dấu} 0 [1]"


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("ly hôn ở đâu", "utter_out_of_scope_court"),
        ("làm giấy giả nhiêu", "utter_out_of_scope_unlawful"),
        ("trời mưa không", "utter_out_of_scope"),
    ],
)
async def test_out_of_scope_shows_the_way_where_there_is_one(
    run: Run, services: Services, text: str, response: str
):
    heard = await run(ActionOutOfScope(services), understood("out_of_scope", text))
    assert heard.responses == [response]


async def test_a_personal_number_gets_one_sentence_after_the_answer(run: Run, services: Services):
    heard = await run(ActionSay(services), understood("thank", "cảm ơn, sđt tui 0912345678"))
    assert heard.responses == ["utter_thank", "utter_personal_number"]


async def test_a_text_without_buttons_leaves_the_choices_open(run: Run, services: Services):
    heard = await run(ActionSay(services), understood("thank", "cảm ơn"), {"choices": CHOICES})
    assert heard.slots == {}


async def test_starting_over_is_not_meant_where_a_procedure_is_named(run: Run, services: Services):
    message = understood("start_over", "mất căn cước rồi làm lại ở đâu", "1.014064")
    heard = await run(ActionStartOver(services), message)
    assert heard.text.startswith("**Cấp lại thẻ căn cước**")


async def test_a_belief_is_corrected_even_where_nothing_else_is_understood(
    run: Run, services: Services
):
    heard = await run(ActionOutOfScope(services), understood("out_of_scope", "còn cmnd 9 số"))
    assert "hết giá trị" in heard.text
