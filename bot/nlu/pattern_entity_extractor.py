"""Adds the entities that have a form to the message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.pattern_entities import find_entities
from bot.settings import Settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds dossier codes, amounts and dates; keeps entities found before."""

    def __init__(self, settings: Settings) -> None:
        """Build the extractor; ``settings`` know the day."""
        self._settings = settings

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 (Rasa calls it by name)
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> PatternEntityExtractor:
        """Return the extractor with the process's settings."""
        return cls(Settings.from_env())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message with a text."""
        today = self._settings.current_day()
        for message in messages:
            if message.get(TEXT):
                found = [
                    {
                        "entity": entity.entity,
                        "value": entity.value,
                        "start": entity.start,
                        "end": entity.end,
                        "confidence_entity": 1.0,
                    }
                    for entity in find_entities(message.get(TEXT), today)
                ]
                known = message.get(ENTITIES, [])
                entities = [*known, *self.add_extractor_name(found)]
                message.set(ENTITIES, entities, add_to_output=True)
        return messages
