"""Adds the places that a message names, with their names of today."""

from __future__ import annotations

from typing import Any, override

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import TextComponent
from bot.nlu.found_entity import FoundEntity, add_entities
from bot.text.gazetteer import default_gazetteer
from bot.text.places import find_places


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(TextComponent, EntityExtractorMixin):
    """Finds wards, communes, districts and provinces of before and since the merger."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the extractor over the process's gazetteer, so that no message waits for it."""
        super().__init__(config)
        self._gazetteer = default_gazetteer()

    @override
    def _read(self, message: Message) -> None:
        """Add ``place`` and ``old_place`` to the entities found before."""
        places = find_places(message.get(TEXT), self._gazetteer)
        found = [FoundEntity(each.entity, each.value, each.start, each.end) for each in places]
        add_entities(message, found, self)
