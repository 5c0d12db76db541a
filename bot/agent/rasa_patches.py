"""Two measured slow paths of Rasa 3.6.21, replaced by equal faster ones.

- ``Event.resolve_by_type`` walks the class tree for every event: cached.
- ``RemoteAction._validate_action_result`` builds and checks its JSON Schema anew
  for every action: the validator is built once.

Each is compared with the original in ``tests/agent/test_rasa_patches.py``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import rasa
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

SUPPORTED_VERSION = "3.6.21"

original_resolve_by_type = Event.resolve_by_type
original_validate_action_result = RemoteAction._validate_action_result


class UnsupportedRasa(RuntimeError):
    """The installed Rasa is not the one that the patches were written for."""


@cache
def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    found: type[Event] | None = original_resolve_by_type(type_name, default)
    return found


@cache
def _action_result_validator() -> Draft7Validator:
    return Draft7Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(_self: RemoteAction, result: dict[str, Any]) -> bool:
    error = next(_action_result_validator().iter_errors(result), None)
    if error is not None:
        raise ValidationError(f"{error.message}. An action returned what Rasa cannot use.")
    return True


def apply() -> None:
    """Install the replacements; raises ``UnsupportedRasa`` for another version."""
    if rasa.__version__ != SUPPORTED_VERSION:
        raise UnsupportedRasa(
            f"Rasa {rasa.__version__} is installed, {SUPPORTED_VERSION} is needed: "
            "check bot/agent/rasa_patches.py against it first"
        )
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    RemoteAction._validate_action_result = _validate_action_result
