"""Adds for whom or with whom something is done."""

from __future__ import annotations

from typing import Any, override

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import TextComponent, normalised
from bot.nlu.found_entity import add_entities
from bot.nlu.person_roles import default_roles


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RoleExtractor(TextComponent, EntityExtractorMixin):
    """Finds roles and kin ("con gái", "chủ hộ"), but no forms of address."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the extractor over the process's roles."""
        super().__init__(config)
        self._roles = default_roles()

    @override
    def _read(self, message: Message) -> None:
        """Add ``person_role`` to the entities found before."""
        add_entities(message, self._roles.find(normalised(message)), self)
