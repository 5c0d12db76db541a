"""The action server inside the agent: no HTTP between Rasa and our actions."""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class InProcessActions(EndpointConfig):
    """An action endpoint that runs the package ``actions`` in this process."""

    def __init__(self) -> None:
        """Register every action of the package ``actions``."""
        super().__init__(url="http://in-process.invalid", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *_args: Any, json: dict[str, Any], **_kwargs: Any) -> Any:
        """Run the action that the call names and return the server's answer."""
        return await self._executor.run(json)
