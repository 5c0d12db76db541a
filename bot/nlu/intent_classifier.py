"""The intent of a message, and of each of its clauses, by ``IntentModel``."""

from __future__ import annotations

from collections.abc import Sequence
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
from bot.nlu.component import normalised
from bot.nlu.cutting import cut_in_two, may_ask, may_hold_two
from bot.nlu.intent_model import Ranking
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.trained_intents import ENCODER_FILE, SEED, Labelled, TrainedIntents
from bot.text.clauses import split_clauses
from bot.text.normalise import NormalisedText

CLAUSES = "clauses"
"""message property: the pieces of the text that may each ask something, in order"""
RESTORED = "restored"
"""message property: the text, and if there are several each clause, with the diacritics that
were left out"""
CLAUSE_RANKINGS = "clause_rankings"
"""message property: a ``Ranking`` for each clause"""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class VietnameseIntentClassifier(GraphComponent, IntentClassifier):
    """Two readers over restored, folded and masked text; makes its own training copies."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options and their defaults."""
        return {
            **CATALOGUE_CONFIG,
            # seed of the generated training copies
            "seed": SEED,
            # weights of the sentence encoder; None: the project's; "": words and letters only
            "encoder": None,
            # how many intents ``intent_ranking`` lists
            "ranking_length": 10,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TrainedIntents | None = None,
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
    ) -> VietnameseIntentClassifier:
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
    ) -> VietnameseIntentClassifier:
        """Return the component trained before."""
        with model_storage.read_from(resource) as directory:
            component = cls(config, model_storage, resource, TrainedIntents.load(Path(directory)))
        # read now what the first message would otherwise wait for
        component._catalogue.current()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model on the examples and their copies, and store it."""
        labelled = [
            Labelled(message.get(TEXT), message.get(INTENT))
            for message in training_data.intent_examples
            if message.get(TEXT)
        ]
        self._model = TrainedIntents.train(
            labelled, self._catalogue.current().index, self._encoder(), self._config["seed"]
        )
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

    def _classify(self, message: Message, model: TrainedIntents) -> None:
        text = normalised(message)
        if not any(map(str.isalnum, text.text)):
            message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [], add_to_output=True)
            return
        whole, clauses, parts = self._read(model, text)
        clauses, parts = self._cut(model, clauses, parts)
        message.set(CLAUSES, clauses)
        pieces = [text, *(clauses if len(clauses) > 1 else ())]
        message.set(RESTORED, [model.restore(piece) for piece in pieces])
        message.set(CLAUSE_RANKINGS, parts)
        message.set(INTENT, _as_intents(whole)[0], add_to_output=True)
        ranking = _as_intents(whole)[: self._config["ranking_length"]]
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _rank(self, model: TrainedIntents, pieces: Sequence[NormalisedText]) -> list[Ranking]:
        return model.rank(pieces, self._catalogue.current().index)

    def _cut(
        self, model: TrainedIntents, clauses: list[NormalisedText], rankings: list[Ranking]
    ) -> tuple[list[NormalisedText], list[Ranking]]:
        """Cut clauses that ask two things with no sign between them."""
        cut: list[NormalisedText] = []
        for clause, ranking in zip(clauses, rankings, strict=True):
            halves = [clause]
            if may_hold_two(ranking):
                halves = cut_in_two(clause, lambda texts: self._rank_by_words(model, texts))
            cut += halves
        if len(cut) == len(clauses):
            return clauses, rankings
        return cut, self._rank(model, cut)

    def _read(
        self, model: TrainedIntents, text: NormalisedText
    ) -> tuple[Ranking, list[NormalisedText], list[Ranking]]:
        """Return the ranking of the whole, its clauses and theirs.

        The encoder reads only clauses that may be asks, at once with the whole.
        """
        clauses = split_clauses(text)
        if len(clauses) < 2:
            [whole] = self._rank(model, [text])
            return whole, [text], [whole]
        rankings = self._rank_by_words(model, clauses)
        asking = [at for at, ranking in enumerate(rankings) if may_ask(ranking)]
        if len(asking) < 2:
            asking = []
        whole, *surer = self._rank(model, [text, *(clauses[at] for at in asking)])
        for at, ranking in zip(asking, surer, strict=True):
            rankings[at] = ranking
        return whole, clauses, rankings

    def _rank_by_words(
        self, model: TrainedIntents, pieces: Sequence[NormalisedText]
    ) -> list[Ranking]:
        return model.rank(pieces, self._catalogue.current().index, by_words=True)

    def _encoder(self) -> SentenceEncoder | None:
        path = self._config["encoder"]
        return None if path == "" else SentenceEncoder.load(Path(path or ENCODER_FILE))


def _as_intents(ranking: Ranking) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in ranking.intents]
