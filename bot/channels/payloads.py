"""Signed button payloads: what a button sends back, which nobody can type.

A payload inside is ``intent`` or ``intent?entity=value&entity=value``. It leaves
as ``#<payload>#<signature>``; the signature is bound to the conversation. Text that
a person types is never taken for a command, whatever it looks like.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from bot.channels.replies import Reply
from bot.privacy.keys import Vault

_MARK = "#"


@dataclass(frozen=True)
class Press:
    """A pressed button: the intent that it stands for and its entities."""

    intent: str
    entities: tuple[tuple[str, str], ...] = ()


def sign(payload: str, conversation: str, vault: Vault) -> str:
    """Return ``payload`` in the form that leaves to a platform."""
    signature = vault.signature(f"{conversation}{_MARK}{payload}")
    return f"{_MARK}{payload}{_MARK}{signature}"


def sign_buttons(reply: Reply, conversation: str, vault: Vault) -> Reply:
    """Return ``reply`` with the payloads of all its buttons signed."""
    buttons = tuple(
        replace(button, payload=sign(button.payload, conversation, vault))
        for button in reply.buttons
    )
    return replace(reply, buttons=buttons)


def read(text: str, conversation: str, vault: Vault) -> Press | None:
    """Return the press that ``text`` is, or None when it is just text."""
    mark, _, rest = text.strip().partition(_MARK)
    payload, _, signature = rest.rpartition(_MARK)
    if mark or not payload or not vault.is_signed(f"{conversation}{_MARK}{payload}", signature):
        return None
    return read_unsigned(payload)


def read_unsigned(payload: str) -> Press:
    """Return the press that an own payload, not from outside, stands for."""
    intent, _, query = payload.partition("?")
    return Press(intent, tuple(parse_qsl(query)))
