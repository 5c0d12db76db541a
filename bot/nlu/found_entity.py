"""What an extractor found, and how it is added to a message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message


@dataclass(frozen=True)
class FoundEntity:
    """One entity and the span of the typed text that it was read from."""

    entity: str
    value: str
    start: int
    end: int
    confidence: float = 1.0


def add_entities(
    message: Message, found: Iterable[FoundEntity], extractor: EntityExtractorMixin
) -> None:
    """Add the entities to those found before, under the extractor's name."""
    added = [
        {
            "entity": entity.entity,
            "value": entity.value,
            "start": entity.start,
            "end": entity.end,
            "confidence_entity": entity.confidence,
        }
        for entity in found
    ]
    known = message.get(ENTITIES, [])
    entities = [*known, *extractor.add_extractor_name(added)]
    message.set(ENTITIES, entities, add_to_output=True)
