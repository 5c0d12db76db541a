"""The REST and web channels: Rasa's shape in and out, errors that name the key."""

import json

import pytest

from bot.channels.channel import MalformedRequest, WebhookRequest
from bot.channels.replies import Button, Reply
from bot.channels.rest import MAX_ID, MAX_MESSAGE, RestChannel, WebChannel

BUTTON = Button("Lệ phí", "#ask_fee#sig")
REPLY = Reply("**Khai sinh**\nmiễn phí", (BUTTON,), more="Nguồn: …")


def request(**body):
    return WebhookRequest(json.dumps(body).encode())


def parsed(**body):
    (message,) = RestChannel().parse(request(**body))
    return message


def test_a_message_is_taken_as_it_was_written():
    message = parsed(sender="bà Tư", message="  khai sinh\ncần gì?  ")
    assert (message.channel, message.sender) == ("rest", "bà Tư")
    assert message.text == "  khai sinh\ncần gì?  "


def test_messages_without_an_id_are_different_events():
    first, second = (parsed(sender="a", message="một") for _ in range(2))
    assert first.event_key != second.event_key


def test_the_same_id_of_the_same_sender_is_the_same_event():
    keys = {parsed(sender="a", message=text, message_id="7").event_key for text in ("x", "y")}
    assert len(keys) == 1


def test_ids_of_two_senders_never_meet():
    one = parsed(sender="a\nb", message="x", message_id="c")
    two = parsed(sender="a", message="x", message_id="b\nc")
    assert one.event_key != two.event_key


@pytest.mark.parametrize("text", ["a" * MAX_MESSAGE, "á" * MAX_MESSAGE, "👵" * MAX_MESSAGE])
def test_the_longest_message_is_taken(text):
    assert parsed(sender="a", message=text).text == text


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param({}, "sender", id="nothing"),
        pytest.param({"sender": "", "message": "x"}, "sender", id="empty sender"),
        pytest.param({"sender": "\x00", "message": "x"}, "sender", id="sender of NUL"),
        pytest.param({"sender": "a" * (MAX_ID + 1), "message": "x"}, "sender", id="long sender"),
        pytest.param({"sender": "a", "message": None}, "message", id="null message"),
        pytest.param({"sender": "a", "message": ["x"]}, "message", id="list message"),
        pytest.param({"sender": "a", "message": "\x00 "}, "message", id="message of NUL"),
        pytest.param(
            {"sender": "a", "message": "x" * (MAX_MESSAGE + 1)}, "message", id="long message"
        ),
        pytest.param(
            {"sender": "a", "message": "x", "message_id": 7}, "message_id", id="number as id"
        ),
        pytest.param({"sender": "a", "message": "x", "message_id": ""}, "message_id", id="no id"),
    ],
)
def test_a_wrong_body_is_refused_naming_the_key(body, named):
    with pytest.raises(MalformedRequest, match=f"^{named}: "):
        RestChannel().parse(request(**body))


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"a"', b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused(body):
    with pytest.raises(MalformedRequest, match="JSON"):
        RestChannel().parse(WebhookRequest(body))


def test_characters_that_the_database_cannot_hold_are_taken_out():
    body = b'{"sender": "a", "message": "x\\u0000y\\ud800"}'
    (message,) = RestChannel().parse(WebhookRequest(body))
    assert message.text == "xy?"


def test_rest_gives_plain_text_with_all_its_parts():
    assert RestChannel().render([REPLY, Reply("Dạ")], "bà Tư") == [
        {
            "recipient_id": "bà Tư",
            "text": "Khai sinh\nmiễn phí\n\nNguồn: …",
            "buttons": [{"title": "Lệ phí", "payload": "#ask_fee#sig"}],
        },
        {"recipient_id": "bà Tư", "text": "Dạ"},
    ]


def test_the_page_gets_mark_up_and_the_part_behind_more():
    assert WebChannel().render([REPLY], "bà Tư") == [
        {
            "text": "**Khai sinh**\nmiễn phí",
            "more": "Nguồn: …",
            "buttons": [{"title": "Lệ phí", "payload": "#ask_fee#sig"}],
            "forget": False,
        }
    ]


def test_a_turn_without_a_word_is_an_empty_list():
    assert RestChannel().render([], "bà Tư") == []


def test_the_two_channels_are_told_apart():
    (web,) = WebChannel().parse(request(sender="a", message="x"))
    assert web.channel == "web"
