"""Links a message to the procedures of the catalogue."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.catalogue.view import CatalogueView
from bot.nlu.catalogue_access import CATALOGUE_CONFIG, catalogue_view
from bot.nlu.linking import certain, worth_offering
from bot.text.normalise import normalise

PROCEDURES = "procedures"
"""message property: ``[{"code", "name", "score"}]``, best first, at most 4"""
CLARIFICATION = "clarification"
"""message property: id of the question back, when only something vague is named"""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ProcedureLinker(GraphComponent, EntityExtractorMixin):
    """Exact code, then names, then ranked search; says nothing when nothing fits."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options and their defaults."""
        return {
            **CATALOGUE_CONFIG,
            # how many procedures are kept
            "limit": 4,
        }

    def __init__(self, catalogue: CatalogueView, limit: int) -> None:
        """Build the linker over the catalogue's current version."""
        self._catalogue = catalogue
        self._limit = limit

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 (Rasa calls it by name)
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> ProcedureLinker:
        """Return the linker with the process's catalogue."""
        return cls(catalogue_view(config), config["limit"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Set entities, procedures and clarification of each message with a text."""
        for message in messages:
            if message.get(TEXT) is not None:
                self._link(message)
        return messages

    def _link(self, message: Message) -> None:
        found = self._catalogue.current().index.find(normalise(message.get(TEXT)), self._limit)
        entities = [
            {
                "entity": "procedure",
                "value": match.code,
                "start": match.start,
                "end": match.end,
                "confidence_entity": match.score,
            }
            for match in certain(found.matches)
        ]
        known = message.get(ENTITIES, [])
        message.set(ENTITIES, [*known, *self.add_extractor_name(entities)], add_to_output=True)
        procedures = [
            {"code": match.code, "name": match.name, "score": match.score}
            for match in worth_offering(found.matches)
        ]
        message.set(PROCEDURES, procedures, add_to_output=True)
        if found.clarification is not None:
            message.set(CLARIFICATION, found.clarification, add_to_output=True)
