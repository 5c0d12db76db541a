"""Whole conversations: what people write, and the words that they read.

The conversations are the YAML files of this folder. A turn has ``user`` (typed) or
``press`` (a button's title), and then ``says``, ``says_not``, ``more`` (substrings) and
``buttons`` (titles). Unit tests are in tests/dialogue, tests/answers and tests/actions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.replies import Reply
from bot.dossier.errors import DossierSourceUnavailable

pytestmark = pytest.mark.model

CONVERSATIONS = [
    pytest.param(conversation, id=conversation["name"])
    for path in sorted(Path(__file__).parent.glob("*.yml"))
    for conversation in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("conversation", CONVERSATIONS)
async def test_people_read_what_they_need(conversation: dict[str, Any], bot_say, town) -> None:
    for code, status in (conversation.get("dossiers") or {}).items():
        town.office.holds(code, status)
    if conversation.get("office_down"):
        town.office.failure = DossierSourceUnavailable()
    town.on(conversation["today"])
    replies: list[Reply] = []
    for turn in conversation["turns"]:
        replies = await bot_say(conversation["name"], sent(turn, replies))
        check(turn, replies)


def sent(turn: dict[str, Any], replies: list[Reply]) -> str:
    if "press" not in turn:
        return str(turn["user"])
    payloads = {each.title: each.payload for reply in replies for each in reply.buttons}
    assert turn["press"] in payloads, f"no button {turn['press']} among {list(payloads)}"
    return payloads[turn["press"]]


def check(turn: dict[str, Any], replies: list[Reply]) -> None:
    text = "\n".join(reply.text for reply in replies)
    more = "\n".join(reply.more or "" for reply in replies)
    titles = [each.title for reply in replies for each in reply.buttons]
    told = f"{turn.get('user') or turn.get('press')!r} was answered:\n{text}\n{titles}\n[{more}]"
    for words in turn.get("says", ()):
        assert words in text, f"{words!r} is missing: {told}"
    for words in turn.get("says_not", ()):
        assert words not in text, f"{words!r} is said: {told}"
    for words in turn.get("more", ()):
        assert words in more, f"{words!r} is not behind more: {told}"
    for title in turn.get("buttons", ()):
        assert title in titles, f"no button {title!r}: {told}"
    assert all(len(reply.buttons) <= 4 for reply in replies), told
