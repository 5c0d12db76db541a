"""How an action tells the turn that the conversation is to be erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

ERASE_CONVERSATION = "erase_conversation"
"""slot; set only by the action that also says so."""


def asks_to_erase(events: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether one of a turn's tracker events marks the conversation for erasure."""
    return any(
        event.get("event") == "slot" and event.get("name") == ERASE_CONVERSATION and event["value"]
        for event in events
    )
