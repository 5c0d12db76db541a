"""The intent of a message, and of each of its clauses, by ``IntentModel``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.catalogue_access import CATALOGUE_CONFIG, catalogue_view
from bot.nlu.intent_model import IntentModel, Ranking, TrainingExample
from bot.nlu.variants import VariantMaker
from bot.nlu.views import TextViews, views_of
from bot.text.clauses import split_clauses
from bot.text.lexicon import default_lexicon
from bot.text.normalise import NormalisedText, normalise

CLAUSE_RANKINGS = "clause_rankings"
"""message property: a ``Ranking`` for each of the text's clauses, when there are several"""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Linear classifier over written, folded and masked text, with its own copies."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options and their defaults."""
        return {
            **CATALOGUE_CONFIG,
            # seed of the generated training copies
            "seed": 2026,
            # how many intents ``intent_ranking`` lists
            "ranking_length": 10,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        """Build the component, untrained while ``model`` is None."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._catalogue = catalogue_view(config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa calls it by name)
    ) -> LinearIntentClassifier:
        """Return an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_: Any,
    ) -> LinearIntentClassifier:
        """Return the component trained before."""
        with model_storage.read_from(resource) as directory:
            component = cls(config, model_storage, resource, IntentModel.load(Path(directory)))
        # read now what the first message would otherwise wait for
        component._views(normalise("xin chào"))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model on the examples and their copies, and store it."""
        maker = VariantMaker(default_lexicon(), self._config["seed"])
        examples = [
            TrainingExample(
                message.get(INTENT),
                tuple(
                    self._views(normalise(text))
                    for text in (message.get(TEXT), *maker.copies(message.get(TEXT)))
                ),
            )
            for message in training_data.intent_examples
            if message.get(TEXT)
        ]
        self._model = IntentModel.train(examples)
        with self._model_storage.write_to(self._resource) as directory:
            self._model.save(Path(directory))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the data as they are: no later component trains on predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and the clauses' rankings of each message with a text."""
        for message in messages:
            if self._model is not None and message.get(TEXT) is not None:
                self._classify(message, self._model)
        return messages

    def _classify(self, message: Message, model: IntentModel) -> None:
        text = normalise(message.get(TEXT))
        if not any(map(str.isalnum, text.text)):
            message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [], add_to_output=True)
            return
        clauses = split_clauses(text)
        pieces = [text, *clauses] if len(clauses) > 1 else [text]
        whole, *parts = model.rank([self._views(piece) for piece in pieces])
        message.set(CLAUSE_RANKINGS, parts)
        message.set(INTENT, _as_intents(whole)[0], add_to_output=True)
        ranking = _as_intents(whole)[: self._config["ranking_length"]]
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _views(self, text: NormalisedText) -> TextViews:
        return views_of(text, self._catalogue.current().index)


def _as_intents(ranking: Ranking) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in ranking.intents]
