"""What "cái thứ hai", "số 2" and "cái kia" point at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.decision import decide
from bot.dialogue.message import ConversationState
from bot.dialogue.pointing import chosen_place, pointed_payload
from bot.text.fold import fold
from tests.dialogue.messages import BIRTH, DEATH, MARRIAGE, only_ask, said

TWO = (f"ask_documents?procedure={BIRTH}", f"ask_fee?procedure={MARRIAGE}")
BUTTONS = (f"ask_where?procedure={MARRIAGE}", f"ask_steps?procedure={MARRIAGE}", "talk_to_human")
JUST_LISTED = ConversationState(MARRIAGE, "ask_fee", listed=TWO, choices=TWO)
TALKS_OF_THE_SECOND = ConversationState(
    MARRIAGE, "ask_processing_time", listed=TWO, choices=BUTTONS
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        ("số 2", 1),
        ("cái thứ hai", 1),
        ("cái thứ 2 đi", 1),
        ("cái đầu", 0),
        ("cái đầu tiên nha", 0),
        ("cái cuối", 3),
        ("cái cuối cùng", 3),
        ("chọn 3", 2),
        ("dạ 4 ạ", None),
        ("câu ba", 2),
        ("thứ nhất", 0),
        ("hai", 1),
        pytest.param("5", None, id="beyond-the-choices"),
        pytest.param("0", None, id="zero"),
        pytest.param("cái kia", None, id="no-place"),
        pytest.param("phí bao nhiêu", None, id="another-question"),
    ],
)
def test_a_choice_is_found_by_its_place_among_four(text: str, place: int | None) -> None:
    assert chosen_place(fold(text), 4) == place


def test_nothing_can_be_chosen_where_nothing_was_offered() -> None:
    assert chosen_place("2", 0) is None


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        pytest.param("cái thứ hai", TWO[1], id="listed"),
        pytest.param("số 2", TWO[1], id="number-of-the-list"),
        pytest.param("cái cuối", TWO[1], id="last-listed"),
        pytest.param("cái thứ ba", None, id="beyond"),
    ],
)
def test_what_was_just_listed_is_pointed_at(text: str, payload: str | None) -> None:
    assert pointed_payload(said(text, "choose_option"), JUST_LISTED) == payload


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        pytest.param("cái đầu", TWO[0], id="thing"),
        pytest.param("số 2", BUTTONS[1], id="button"),
        pytest.param("cái đầu thì sao", f"ask_processing_time?procedure={BIRTH}", id="last-facet"),
        pytest.param("còn cái kia", f"ask_processing_time?procedure={BIRTH}", id="other"),
        pytest.param("cái kia", f"ask_processing_time?procedure={BIRTH}", id="other-alone"),
    ],
)
def test_the_list_stays_beside_the_buttons_of_one_of_it(text: str, payload: str) -> None:
    assert pointed_payload(said(text, "choose_option"), TALKS_OF_THE_SECOND) == payload


def test_buttons_of_something_else_hide_the_list() -> None:
    elsewhere = replace(TALKS_OF_THE_SECOND, choices=("talk_to_human", "check_dossier"))
    assert pointed_payload(said("cái đầu", "choose_option"), elsewhere) == "talk_to_human"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cái đầu mấy ngày", BIRTH),
        ("cái thứ 2 mấy ngày", MARRIAGE),
        ("số 1 mấy ngày", BIRTH),
        pytest.param("mấy ngày", MARRIAGE, id="points-at-nothing"),
        pytest.param("thứ hai nộp thì mấy ngày", MARRIAGE, id="monday"),
    ],
)
def test_a_question_may_point_at_one_of_the_list(text: str, code: str) -> None:
    decision = decide(said(text, "ask_processing_time"), JUST_LISTED)
    assert only_ask(decision) == ("ask_processing_time", code)


def test_a_name_says_more_than_a_place() -> None:
    message = said("cái đầu là khai tử mấy ngày", "ask_processing_time", (DEATH, 0.95))
    assert only_ask(decide(message, JUST_LISTED)) == ("ask_processing_time", DEATH)
