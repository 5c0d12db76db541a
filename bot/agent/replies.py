"""Collects what Rasa says in a turn as channel-neutral replies."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.replies import Button, Reply


class ReplyCollector(OutputChannel):
    """An output channel that keeps the replies of one turn."""

    def __init__(self) -> None:
        """Start with no replies."""
        self.replies: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        """Return the name that Rasa's response conditions see."""
        return "troly"

    async def send_response(self, _recipient_id: str, message: dict[str, Any]) -> None:
        """Keep ``message``, whatever its parts, as one reply."""
        custom = message.get("custom") or {}
        text = (message.get("text") or "").strip()
        buttons = tuple(
            Button(button["title"], button["payload"]) for button in message.get("buttons") or ()
        )
        if text or buttons:
            self.replies.append(
                Reply(text, buttons, custom.get("more"), bool(custom.get("forget")))
            )
