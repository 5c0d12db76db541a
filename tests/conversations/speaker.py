"""A person who talks to a loaded bot, turn after turn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.agent.conversation import RasaConversation
from bot.channels.channel import InboundMessage
from bot.channels.replies import Reply

Say = Callable[[str, str], Awaitable[list[Reply]]]
"""sends a sender's text, or a button's payload, and gives the replies"""


def speaker(conversation: RasaConversation) -> Say:
    """Return what talks to the bot; each sender has a conversation of their own."""
    states: dict[str, Any] = {}

    async def say(sender: str, text: str) -> list[Reply]:
        message = InboundMessage("terminal", sender, text, f"{sender}-{len(text)}")
        answered = await conversation.answer(sender, message, states.get(sender))
        states[sender] = answered.change.state if answered.change else states.get(sender)
        return answered.replies

    return say
