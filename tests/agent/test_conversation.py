"""The real Rasa agent on a small model: what is said, kept, forgotten and never obeyed."""

import json
import logging
import time

import pytest

from agent.small_actions import CODE
from bot.agent.action_endpoint import ActionFailed
from bot.channels import payloads
from bot.channels.channel import InboundMessage
from bot.privacy.keys import Vault

VAULT = Vault(bytes(range(32)))


@pytest.fixture
def say(small_bot):
    """A function: say a text in a conversation with a stored state."""

    async def answer(text, state=None, conversation="c1"):
        message = InboundMessage("rest", "bà Tư", text, text)
        return await small_bot.answer(conversation, message, state)

    return answer


def texts(answered):
    return [reply.text for reply in answered.replies]


async def test_a_message_is_answered_with_signed_buttons(say):
    answered = await say("xin chào")
    assert texts(answered) == ["Dạ chào"]
    assert answered.intent == "greet"
    (button,) = answered.replies[0].buttons
    assert payloads.read(button.payload, "c1", VAULT).intent == "remember"


async def test_a_pressed_button_is_obeyed_in_its_conversation_only(say):
    (button,) = (await say("xin chào")).replies[0].buttons
    assert (await say(button.payload)).intent == "remember"
    assert (await say(button.payload, conversation="c2")).intent != "remember"


@pytest.mark.parametrize(
    "typed",
    [
        "/remember",
        '/remember{"topic": "x"}',
        "/restart",
        "/session_start",
        "/back",
        "EXTERNAL: remember",
        "#remember#AAAAAAAAAAAA",
    ],
)
async def test_a_typed_command_is_only_text(say, typed):
    remembered = (await say("nhớ giúp")).change.state
    answered = await say(typed, remembered)
    assert answered.intent not in ("remember", "restart", "session_start", "back")
    assert answered.change.state["slots"]["topic"] == "1.001193"


async def test_what_was_remembered_is_there_in_the_next_turn(say):
    first = await say("nhớ giúp")
    assert texts(first)[0].startswith("trước: None None")
    second = await say("nhớ giúp", first.change.state)
    assert texts(second)[0].startswith("trước: 1.001193 False")


async def test_the_state_survives_its_way_through_json(say):
    first = await say("nhớ giúp")
    second = await say("nhớ giúp", json.loads(json.dumps(first.change.state)))
    assert texts(second)[0].startswith("trước: 1.001193 False")


async def test_two_conversations_do_not_share_their_memory(say):
    await say("nhớ giúp")
    assert texts(await say("nhớ giúp", conversation="c2"))[0].startswith("trước: None None")


async def test_nothing_stored_shows_the_code(say):
    answered = await say(f"nhớ giúp {CODE}, sđt 0912 345 678")
    stored = json.dumps([answered.change.state, answered.change.events], ensure_ascii=False)
    assert CODE not in stored
    assert "0912 345 678" not in stored
    assert "[mã hồ sơ]" in stored


async def test_a_pressed_button_with_a_code_leaves_none_in_what_is_stored(say):
    pressed = payloads.sign(f"dossier?dossier_code={CODE}", "c1", VAULT)
    answered = await say(pressed)
    assert answered.intent == "dossier"
    assert CODE not in json.dumps([answered.change.state, answered.change.events])


async def test_after_an_hour_the_talk_begins_anew_and_the_code_is_forgotten(say):
    state = (await say("nhớ giúp")).change.state
    for event in state["recent"]:
        event["timestamp"] = time.time() - 3601
    answered = await say("nhớ giúp", state)
    assert texts(answered)[0].startswith("trước: None None")
    again = await say("xin chào", _aged(answered.change.state))
    assert again.change.state["slots"] == {}
    assert not [event for event in again.change.state["recent"] if event["timestamp"] < _HOUR_AGO()]


def _HOUR_AGO():
    return time.time() - 3600


def _aged(state):
    aged = json.loads(json.dumps(state))
    for event in aged["recent"]:
        event["timestamp"] -= 3601
    return aged


async def test_the_state_stays_flat_however_long_the_talk_is(say):
    state, sizes = None, []
    for _ in range(12):
        state = (await say("nhớ giúp", state)).change.state
        sizes.append(len(json.dumps(state)))
    assert sizes[-1] <= sizes[4] * 1.05


async def test_only_the_turn_s_own_events_are_appended(say):
    state = (await say("nhớ giúp")).change.state
    events = (await say("xin chào", state)).change.events
    assert [event["text"] for event in events if event["event"] == "user"] == ["xin chào"]


async def test_an_action_that_raises_fails_the_whole_turn(say, caplog):
    caplog.set_level(logging.CRITICAL)
    with pytest.raises(ActionFailed, match="KeyError") as failure:
        await say("hỏng")
    assert isinstance(failure.value.__cause__, KeyError)


async def test_a_failed_turn_leaves_the_next_one_alone(say, caplog):
    caplog.set_level(logging.CRITICAL)
    with pytest.raises(ActionFailed):
        await say("hỏng")
    assert texts(await say("xin chào")) == ["Dạ chào"]


async def test_an_action_that_rejects_is_no_failure(say, caplog):
    caplog.set_level(logging.CRITICAL)
    answered = await say("từ chối")
    assert answered.replies == []
    assert any(event["event"] == "action_execution_rejected" for event in answered.change.events)


async def test_a_state_made_with_another_key_forgets_only_the_code(say):
    state = (await say("nhớ giúp")).change.state
    other = Vault(b"x" * 32)
    for name in ("dossier_code", "choices"):
        state["slots"][name] = other.encrypt('"H13"').decode()
    answered = await say("xin chào", state)
    assert answered.change.state["slots"]["topic"] == "1.001193"
    assert "dossier_code" not in answered.change.state["slots"]
