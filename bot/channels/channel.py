"""What a channel is: how a platform's request becomes messages and replies its wire form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.channels.replies import Reply


class ChannelError(Exception):
    """Root: a request that a channel does not take.

    ChannelError
    ├── ForgedRequest    signature or token is wrong: 401, nothing is stored
    └── MalformedRequest the body is not of the platform's form: 400
    """


class ForgedRequest(ChannelError):
    """The request does not come from the platform."""


class MalformedRequest(ChannelError):
    """The body is not what the platform's contract says."""


@dataclass(frozen=True)
class WebhookRequest:
    """An HTTP request as a channel sees it."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class InboundMessage:
    """One message of a person, or one pressed button."""

    channel: str
    sender: str
    """the platform's id of the person or chat; stored only encrypted or hashed."""
    text: str
    event_key: str
    """the platform's own id of the event: the same key is taken in once."""


class Channel(Protocol):
    """A platform; one instance serves all conversations and holds no state of theirs."""

    name: str
    waits: bool
    """True: the reply goes back on the waiting request; False: the sender delivers it."""

    def verify(self, request: WebhookRequest) -> None:
        """Raise ``ForgedRequest`` unless the platform itself sent this."""

    def parse(self, request: WebhookRequest) -> Sequence[InboundMessage]:
        """Return the messages in the request; raises ``MalformedRequest``."""

    def render(self, replies: Sequence[Reply], recipient: str) -> Any:
        """Return the replies in the platform's wire form."""
