"""The REST channel: the shape of Rasa's own (``{sender, message}`` → a list of replies).

An optional ``message_id`` makes a repeated request harmless: it gets the stored replies.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from bot.channels.channel import InboundMessage, MalformedRequest, WebhookRequest
from bot.channels.replies import Reply

MAX_MESSAGE = 4000
"""characters of one message; a longer one is refused with 400."""
MAX_ID = 200


class RestChannel:
    """For programs: plain text out, buttons as ``{title, payload}``."""

    name = "rest"
    waits = True

    def verify(self, request: WebhookRequest) -> None:
        """Take everybody: the reverse proxy decides who may call this channel."""

    def parse(self, request: WebhookRequest) -> Sequence[InboundMessage]:
        """Return the one message; raises ``MalformedRequest`` naming the key."""
        body = _json_object(request.body)
        sender = _id(body, "sender")
        message_id = _id(body, "message_id") if "message_id" in body else uuid.uuid4().hex
        return [
            InboundMessage(
                channel=self.name,
                sender=sender,
                text=_text(body, "message", MAX_MESSAGE),
                # two senders may choose the same message_id
                event_key=json.dumps([sender, message_id]),
            )
        ]

    def render(self, replies: Sequence[Reply], recipient: str) -> list[dict[str, Any]]:
        """Return Rasa's list of ``{recipient_id, text, buttons?}``; ``more`` is a text too."""
        messages: list[dict[str, Any]] = []
        for reply in replies:
            text = reply.text if reply.more is None else f"{reply.text}\n\n{reply.more}"
            message: dict[str, Any] = {"recipient_id": recipient, "text": text.replace("**", "")}
            if reply.buttons:
                message["buttons"] = _buttons(reply)
            messages.append(message)
        return messages


class WebChannel(RestChannel):
    """For our own page: mark-up kept, the part behind "Xem thêm" apart."""

    name = "web"

    def render(self, replies: Sequence[Reply], _recipient: str) -> list[dict[str, Any]]:
        """Return a list of ``{text, more, buttons, forget}``."""
        return [
            {
                "text": reply.text,
                "more": reply.more,
                "buttons": _buttons(reply),
                "forget": reply.forget,
            }
            for reply in replies
        ]


def _buttons(reply: Reply) -> list[dict[str, str]]:
    return [{"title": button.title, "payload": button.payload} for button in reply.buttons]


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedRequest("the body is not JSON") from None
    if not isinstance(value, dict):
        raise MalformedRequest("the body is not a JSON object")
    return value


def _id(body: dict[str, Any], key: str) -> str:
    """Return an id as it is: two that differ in what no text holds must not become one."""
    text = _text(body, key, MAX_ID)
    if text != body[key]:
        raise MalformedRequest(f"{key}: holds characters that no text holds")
    return text


def _text(body: dict[str, Any], key: str, limit: int) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise MalformedRequest(f"{key}: a text is needed")
    # PostgreSQL's JSON has no NUL and no lone surrogates
    text = value.replace("\x00", "").encode("utf-8", "replace").decode()
    if not text.strip():
        raise MalformedRequest(f"{key}: a text is needed")
    if len(text) > limit:
        raise MalformedRequest(f"{key}: longer than {limit} characters")
    return text
