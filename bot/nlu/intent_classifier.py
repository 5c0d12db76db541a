"""The intent of a message, and of each of its clauses, by ``IntentModel``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

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
from bot.nlu.views import RestoredText, TextViews, views_of
from bot.text.clauses import split_clauses
from bot.text.normalise import NormalisedText

CLAUSES = "clauses"
"""message property: the pieces that may each ask something, in order; each a ``RestoredText``"""
RESTORED = "restored"
"""message property: the whole text as a ``RestoredText``"""
CLAUSE_RANKINGS = "clause_rankings"
"""message property: a ``Ranking`` for each clause"""


class _Piece(NamedTuple):
    """A text or one of its clauses, and what it asks by itself."""

    text: RestoredText
    ranking: Ranking


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
        whole, *parts = self._read(model, text)
        parts = self._cut(model, parts)
        message.set(RESTORED, whole.text)
        message.set(CLAUSES, [part.text for part in parts])
        message.set(CLAUSE_RANKINGS, [part.ranking for part in parts])
        message.set(INTENT, _as_intents(whole.ranking)[0], add_to_output=True)
        ranking = _as_intents(whole.ranking)[: self._config["ranking_length"]]
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _read(self, model: TrainedIntents, text: NormalisedText) -> list[_Piece]:
        """Return the whole, then its clauses; one clause is the whole once more.

        The encoder reads only clauses that may be asks, at once with the whole.
        """
        clauses = split_clauses(text)
        several = clauses if len(clauses) > 1 else []
        texts = [model.restore(each) for each in (text, *several)]
        views = self._views(texts)
        rankings = model.rank(views[1:], by_words=True) if several else []
        asking = [at for at, ranking in enumerate(rankings, 1) if may_ask(ranking)]
        if len(asking) < 2:
            asking = []
        whole, *surer = model.rank([views[at] for at in (0, *asking)])
        rankings.insert(0, whole)
        for at, ranking in zip(asking, surer, strict=True):
            rankings[at] = ranking
        pieces = [_Piece(*piece) for piece in zip(texts, rankings, strict=True)]
        return pieces if several else [*pieces, *pieces]

    def _cut(self, model: TrainedIntents, parts: list[_Piece]) -> list[_Piece]:
        """Cut clauses that ask two things with no sign between them."""
        cut: list[_Piece] = []
        for part in parts:
            halves = [part.text]
            if may_hold_two(part.ranking):
                halves = cut_in_two(
                    part.text, lambda texts: model.rank(self._views(texts), by_words=True)
                )
            if len(halves) == 1:
                cut.append(part)
            else:
                cut += map(_Piece, halves, model.rank(self._views(halves)))
        return cut

    def _views(self, texts: Sequence[RestoredText]) -> list[TextViews]:
        index = self._catalogue.current().index
        return [views_of(text, index) for text in texts]

    def _encoder(self) -> SentenceEncoder | None:
        path = self._config["encoder"]
        return None if path == "" else SentenceEncoder.load(Path(path or ENCODER_FILE))


def _as_intents(ranking: Ranking) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in ranking.intents]
