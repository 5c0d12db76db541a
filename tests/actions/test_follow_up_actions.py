"""Going back to the last answer: again, shorter, not that one, how sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.conversation import ActionStartOver
from actions.follow_ups import ActionDeny, ActionSayAgain, ActionVouch
from actions.procedures import ActionAnswerProcedure
from bot.services import Services
from tests.actions.heard import understood

Run = Callable[..., Any]
BIRTH, DEATH, MARRIAGE = "1.001193", "1.000656", "1.000894"
FEE_OF_BIRTH = {"procedure": BIRTH, "last_intent": "ask_fee"}


async def test_the_last_answer_is_told_again(run: Run, services: Services):
    slots = {"procedure": BIRTH, "last_intent": "ask_fee"}
    heard = await run(ActionSayAgain(services), understood("ask_again", "nói lại"), slots)
    assert heard.text.startswith("**Đăng ký khai sinh** – đúng hạn: **miễn phí**.")
    heard = await run(ActionSayAgain(services), understood("ask_again", "nói lại"))
    assert heard.responses == ["utter_say_again"]


async def test_the_last_answer_is_told_in_short_and_in_full(run: Run, services: Services):
    short = await run(ActionSayAgain(services), understood("ask_again", "ngan thoi"), FEE_OF_BIRTH)
    answer, *rest = short.text.splitlines()
    assert answer == "**Đăng ký khai sinh** – đúng hạn: **miễn phí**."
    assert rest[-1].startswith("Nguồn:")
    assert not any(line.startswith("Trễ hạn") for line in rest)
    full = await run(
        ActionSayAgain(services), understood("ask_again", "chi tiết hơn"), FEE_OF_BIRTH
    )
    assert len(full.text) > len(short.text)


async def test_what_is_not_meant_is_asked_back_with_its_neighbours(run: Run, services: Services):
    heard = await run(ActionDeny(services), understood("deny", "hong phải cái đó"), FEE_OF_BIRTH)
    assert "hỏi thủ tục nào" in heard.text
    assert all(payload.startswith("ask_fee?") for payload in heard.payloads)
    assert heard.slots["denied"] is True
    assert "procedure" not in heard.slots


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        pytest.param("không cần đâu", FEE_OF_BIRTH, id="no-to-an-offer"),
        pytest.param("không phải", {}, id="nothing-was-answered"),
    ],
)
async def test_any_other_no_is_taken_as_such(
    run: Run, services: Services, text: str, slots: dict[str, Any]
):
    heard = await run(ActionDeny(services), understood("deny", text), slots)
    assert heard.responses == ["utter_deny"]


async def test_a_doubt_is_told_the_source(run: Run, services: Services):
    message = understood("bot_challenge", "chắc không")
    heard = await run(ActionVouch(services), message, FEE_OF_BIRTH)
    assert heard.responses == ["utter_vouch", "utter_reply"]
    assert "Nguồn:" in heard.text
    heard = await run(ActionVouch(services), message)
    assert heard.responses == ["utter_bot_challenge"]


async def test_numbered_answers_are_listed_until_we_talk_of_something_else(
    run: Run, services: Services
):
    message = understood("ask_fee", "phí khai sinh với kết hôn", BIRTH)
    message["asks"] = [{"intent": "ask_fee", "procedure": code} for code in (BIRTH, MARRIAGE)]
    heard = await run(ActionAnswerProcedure(services), message)
    numbered = [f"ask_fee?procedure={code}" for code in (BIRTH, MARRIAGE)]
    assert heard.slots["listed"] == heard.slots["choices"] == numbered
    message = understood("ask_processing_time", "cái thứ hai mấy ngày")
    heard = await run(ActionAnswerProcedure(services), message, heard.slots)
    assert heard.slots["procedure"] == MARRIAGE
    assert heard.slots["listed"] == numbered
    assert heard.slots["choices"] == heard.payloads
    message = understood("ask_fee", "phí khai tử", DEATH)
    heard = await run(ActionAnswerProcedure(services), message, heard.slots)
    assert heard.slots["listed"] is None


async def test_back_is_not_the_start(run: Run, services: Services):
    slots = {**FEE_OF_BIRTH, "earlier_procedures": [MARRIAGE]}
    message = understood("start_over", "quay lại cái hồi nãy")
    heard = await run(ActionStartOver(services), message, slots)
    assert heard.slots["procedure"] == MARRIAGE
    message = understood("start_over", "quay lại từ đầu")
    heard = await run(ActionStartOver(services), message, slots)
    assert heard.responses == ["utter_start_over"]
