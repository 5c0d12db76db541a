"""Channel-neutral replies: what the bot says before a channel renders it.

The only mark-up in a text is ``**bold**`` and line breaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Button:
    """A next step that the person may press."""

    title: str
    payload: str
    """``intent`` or ``intent?entity=value&…``: signed before it leaves (bot.channels.payloads)."""


@dataclass(frozen=True)
class Reply:
    """One bubble: text, at most four buttons, and the part behind "Xem thêm"."""

    text: str
    buttons: tuple[Button, ...] = field(default_factory=tuple)
    more: str | None = None
    forget: bool = False
    """the conversation is erased: what the channel's own page keeps of it goes too."""
