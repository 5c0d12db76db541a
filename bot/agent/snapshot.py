"""The compact form of a tracker: slots and the last turns, so that loading stays flat.

A state is JSON: ``{"slots": {name: value}, "loop": name | None, "recent": [event, …]}``.
Texts in it are masked and the values of protected slots encrypted.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.privacy.keys import Vault
from bot.privacy.masking import mask

RECENT_TURNS = 3
PROTECTED_SLOTS = frozenset({"dossier_code", "choices"})
"""choices hold the payloads of buttons, and those may hold a dossier code."""
_PARSE_KEYS = {"intent", "procedures", "asks", "clarification"}


def restore(
    conversation: str, state: dict[str, Any] | None, domain: Domain, vault: Vault
) -> DialogueStateTracker:
    """Return the tracker of a conversation from its state (None: a new one)."""
    events: list[Event] = []
    if state is not None:
        events += [SlotSet(name, value) for name, value in _clear_slots(state, vault).items()]
        if state["loop"]:
            events.append(ActiveLoop(state["loop"]))
        events += deserialise_events(state["recent"])
    return DialogueStateTracker.from_events(
        conversation, events, domain.slots, domain=domain, max_event_history=None
    )


def condense(tracker: DialogueStateTracker, vault: Vault) -> dict[str, Any]:
    """Return the state that the next turn needs of ``tracker``."""
    slots = {
        name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value
    }
    for name in PROTECTED_SLOTS & slots.keys():
        slots[name] = _sealed(slots[name], vault)
    loop = tracker.active_loop_name
    recent = [
        stored_event(event, vault)
        for event in _recent_events(tracker)
        # replayed after the slots, a reset would wipe what was set since
        if not isinstance(event, SlotSet | AllSlotsReset | BotUttered)
    ]
    return {"slots": slots, "loop": loop, "recent": recent}


def stored_event(event: Event, vault: Vault) -> dict[str, Any]:
    """Return ``event`` as it may be stored: masked, protected values encrypted."""
    data: dict[str, Any] = event.as_dict()
    data["metadata"] = {}  # Rasa repeats the model and the whole reply in it
    if isinstance(event, UserUttered):
        parse = {key: _masked(event.parse_data[key]) for key in _PARSE_KEYS & set(event.parse_data)}
        parse["entities"] = [_masked_entity(entity) for entity in event.entities]
        text = mask(event.text or "")
        data.update(text=text, parse_data={**parse, "text": text})
    elif isinstance(event, SlotSet) and event.key in PROTECTED_SLOTS and event.value:
        data["value"] = _sealed(event.value, vault)
    elif isinstance(event, BotUttered):
        data.update(text=mask(event.text or ""), data={})  # data: buttons, as in choices
    return data


def _clear_slots(state: dict[str, Any], vault: Vault) -> dict[str, Any]:
    slots = dict(state["slots"])
    for name in PROTECTED_SLOTS & slots.keys():
        clear = vault.decrypt(slots[name].encode())
        slots[name] = None if clear is None else json.loads(clear)
    return slots


def _sealed(value: Any, vault: Vault) -> str:
    return vault.encrypt(json.dumps(value, ensure_ascii=False)).decode()


def _masked_entity(entity: dict[str, Any]) -> dict[str, Any]:
    kept = {key: entity[key] for key in ("entity", "start", "end", "value") if key in entity}
    masked: dict[str, Any] = _masked(kept)
    return masked


def _masked(value: Any) -> Any:
    """Return plain data with every text in it masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(inner) for inner in value]
    return value


def _recent_events(tracker: DialogueStateTracker) -> list[Event]:
    """Return the events of the last turns, beginning with a user's message."""
    events = list(tracker.events)
    starts = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    sessions = [i for i, event in enumerate(events) if isinstance(event, SessionStarted)]
    session = sessions[-1] if sessions else -1
    in_session = [i for i in starts if i > session][-RECENT_TURNS:]
    return events[in_session[0] :] if in_session else []
