"""Adds the entities that have a form to the message."""

from __future__ import annotations

from typing import Any, override

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import TextComponent, normalised
from bot.nlu.found_entity import add_entities
from bot.nlu.pattern_entities import find_entities, load_words
from bot.settings import Settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntityExtractor(TextComponent, EntityExtractorMixin):
    """Finds codes, amounts, dates, ways of filing and states; keeps entities found before."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the extractor with the process's settings, which know the day."""
        super().__init__(config)
        self._settings = Settings.from_env()
        load_words()

    @override
    def _read(self, message: Message) -> None:
        """Add the entities to those found before."""
        today = self._settings.current_day()
        found = find_entities(message.get(TEXT), today, normalised(message))
        add_entities(message, found, self)
