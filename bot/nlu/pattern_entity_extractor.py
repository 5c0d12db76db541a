"""Adds the entities that have a form to the message."""

from __future__ import annotations

from typing import Any, override

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import TextComponent
from bot.nlu.pattern_entities import find_entities
from bot.settings import Settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntityExtractor(TextComponent, EntityExtractorMixin):
    """Finds dossier codes, amounts and dates; keeps entities found before."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the extractor with the process's settings, which know the day."""
        super().__init__(config)
        self._settings = Settings.from_env()

    @override
    def _read(self, message: Message) -> None:
        """Add the entities to those found before."""
        found = [
            {
                "entity": entity.entity,
                "value": entity.value,
                "start": entity.start,
                "end": entity.end,
                "confidence_entity": 1.0,
            }
            for entity in find_entities(message.get(TEXT), self._settings.current_day())
        ]
        known = message.get(ENTITIES, [])
        entities = [*known, *self.add_extractor_name(found)]
        message.set(ENTITIES, entities, add_to_output=True)
