"""The action server inside the agent: no HTTP between Rasa and our actions.

Rasa goes on when an action raises, as if it had said nothing. Here the failure is
kept, so that the turn fails as a whole and is tried again.
"""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import ActionExecutionRejection
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import interfaces
from rasa_sdk.executor import ActionExecutor


class ActionFailed(Exception):
    """An action raised; its cause is the error."""


class InProcessActions(EndpointConfig):
    """An action endpoint that runs the package ``actions`` in this process."""

    def __init__(self) -> None:
        """Register every action of the package ``actions``."""
        super().__init__(url="http://in-process.invalid", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._failures: dict[str, Exception] = {}

    async def request(self, *_args: Any, json: dict[str, Any], **_kwargs: Any) -> Any:
        """Run the action that the call names and return the server's answer."""
        try:
            return await self._executor.run(json)
        except interfaces.ActionExecutionRejection as rejection:
            raise ActionExecutionRejection(rejection.action_name, rejection.message) from rejection
        except Exception as error:  # the edge of an action: Rasa swallows whatever it raises
            self._failures.setdefault(json["sender_id"], error)
            raise

    def raise_failure(self, conversation: str) -> None:
        """Raise ``ActionFailed`` when an action of this conversation's turn raised."""
        error = self._failures.pop(conversation, None)
        if error is not None:
            raise ActionFailed(f"an action failed: {type(error).__name__}") from error
