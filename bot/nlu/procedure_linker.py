"""Links a message, and each of its clauses, to the procedures of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalogue.search import Findings
from bot.nlu.catalogue_access import CATALOGUE_CONFIG, catalogue_view
from bot.nlu.component import TextComponent, normalised
from bot.nlu.found_entity import FoundEntity, add_entities
from bot.nlu.intent_classifier import CLAUSES, RESTORED
from bot.nlu.intent_fitting import OUTSIDE
from bot.nlu.linking import certain, worth_offering
from bot.nlu.linking_messages import LINKING_DIR, read_messages
from bot.nlu.trained_intents import SEED
from bot.nlu.trained_linking import TrainedLinking
from bot.nlu.views import RestoredText, restored

PROCEDURES = "procedures"
"""message property: ``[{"code", "name", "score"}]``, best first, at most 4"""
CLARIFICATION = "clarification"
"""message property: id of the question back, when only something vague is named"""

NOT_HELD = "not_held"
"""message property: name of a procedure that is named, but not in the catalogue"""
CLAUSE_FINDINGS = "clause_findings"
"""message property: ``Findings`` for each of several clauses"""
_NAMES_ONLY = frozenset({OUTSIDE, "compare_procedures"})
"""intents of messages of which only the names count: both of "tạm trú hay lưu trú\""""
_TRAINED = "trained"
"""empty file of a model that knows messages, not only names"""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ProcedureLinker(TextComponent, EntityExtractorMixin):
    """Exact code, then names, weighed with what messages of each procedure taught."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options and their defaults."""
        return {
            **CATALOGUE_CONFIG,
            # how many procedures are kept
            "limit": 4,
            # folder of messages that mean a procedure; None: the project's; "": names only
            "messages_dir": None,
            # seed of the generated training copies
            "seed": SEED,
        }

    def __init__(self, config: dict[str, Any], model: TrainedLinking | None = None) -> None:
        """Build the linker over the process's catalogue; by names only without a model."""
        super().__init__(config)
        self._catalogue = catalogue_view(config)
        self._model = model
        self._store: tuple[ModelStorage, Resource] | None = None

    @classmethod
    @override
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ProcedureLinker:
        """Return an untrained component."""
        linker = cls(config)
        linker._store = model_storage, resource
        return linker

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa calls it by name)
        **_: Any,
    ) -> ProcedureLinker:
        """Return the component trained before."""
        with model_storage.read_from(resource) as directory:
            trained = (Path(directory) / _TRAINED).exists()
            return cls(config, TrainedLinking.load(Path(directory)) if trained else None)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the messages that mean a procedure, and store it.

        ``DataFileError`` names a file of messages that cannot be read.
        """
        if self._store is None:
            raise ValueError("only a component that Rasa has created can be trained")
        storage, resource = self._store
        if self._config["messages_dir"] != "":
            self._model = TrainedLinking.train(
                read_messages(Path(self._config["messages_dir"] or LINKING_DIR)),
                [each.get(TEXT) for each in training_data.intent_examples if each.get(TEXT)],
                self._catalogue.current().index,
                self._config["seed"],
            )
        with storage.write_to(resource) as directory:
            if self._model is not None:
                self._model.save(Path(directory))
                (Path(directory) / _TRAINED).touch()
        return resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the data as they are: no later component trains on predictions."""
        return training_data

    @override
    def _read(self, message: Message) -> None:
        """Set the entities, the procedures, the question back, and what the clauses name."""
        found, *of_clauses = self._find(message)
        message.set(CLAUSE_FINDINGS, of_clauses)
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

    def _find(self, message: Message) -> list[Findings]:
        """Return what the text names, and if there are several clauses each of them."""
        index, limit = self._catalogue.current().index, self._config["limit"]
        whole: RestoredText | None = message.get(RESTORED)
        clauses: list[RestoredText] = message.get(CLAUSES) or []
        texts = [whole or restored(normalised(message)), *(clauses if len(clauses) > 1 else ())]
        intent = (message.get(INTENT) or {}).get("name")
        if self._model is None or whole is None or intent in _NAMES_ONLY:
            return [index.find(each.text, limit) for each in texts]
        return self._model.find(texts, index, limit)
