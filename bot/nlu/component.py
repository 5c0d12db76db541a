"""What the components share that are not trained: how they are built, what they read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.text.normalise import NormalisedText, normalise

_NORMALISED = "normalised"
"""message property: the normalised text, for the components behind; never put out"""


def normalised(message: Message) -> NormalisedText:
    """Return the message's text as it was meant, worked out once for all components."""
    known: NormalisedText | None = message.get(_NORMALISED)
    if known is None:
        known = normalise(message.get(TEXT))
        message.set(_NORMALISED, known)
    return known


class TextComponent(GraphComponent, ABC):
    """Reads each message that has a text and adds what it finds."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the component from its part of ``config.yml``."""
        self._config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 (Rasa calls it by name)
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> Self:
        """Return the component."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message with a text."""
        for message in messages:
            if message.get(TEXT) is not None:
                self._read(message)
        return messages

    @abstractmethod
    def _read(self, message: Message) -> None:
        """Add to the message what this component finds in its text."""
