"""Links a message to the procedures of the catalogue."""

from __future__ import annotations

from typing import Any, override

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.catalogue_access import CATALOGUE_CONFIG, catalogue_view
from bot.nlu.component import TextComponent, normalised
from bot.nlu.found_entity import FoundEntity, add_entities
from bot.nlu.linking import certain, worth_offering

PROCEDURES = "procedures"
"""message property: ``[{"code", "name", "score"}]``, best first, at most 4"""
CLARIFICATION = "clarification"
"""message property: id of the question back, when only something vague is named"""

NOT_HELD = "not_held"
"""message property: name of a procedure that is named, but not in the catalogue"""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ProcedureLinker(TextComponent, EntityExtractorMixin):
    """Exact code, then names, then ranked search; says nothing when nothing fits."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options and their defaults."""
        return {
            **CATALOGUE_CONFIG,
            # how many procedures are kept
            "limit": 4,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the linker over the process's catalogue."""
        super().__init__(config)
        self._catalogue = catalogue_view(config)

    @override
    def _read(self, message: Message) -> None:
        """Set the entities, the procedures and the question back."""
        index = self._catalogue.current().index
        found = index.find(normalised(message), self._config["limit"])
        entities = [
            FoundEntity("procedure", match.code, match.start, match.end, match.score)
            for match in certain(found.matches)
        ]
        add_entities(message, entities, self)
        procedures = [
            {"code": match.code, "name": match.name, "score": match.score}
            for match in worth_offering(found.matches)
        ]
        message.set(PROCEDURES, procedures, add_to_output=True)
        if found.clarification is not None:
            message.set(CLARIFICATION, found.clarification, add_to_output=True)
        if found.not_held is not None:
            message.set(NOT_HELD, found.not_held, add_to_output=True)
