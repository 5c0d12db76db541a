"""Sets what a message asks: one ask, or several that its clauses make."""

from __future__ import annotations

from typing import Any, override

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.catalogue.search import Findings
from bot.dossier.codes import is_meant_as_code
from bot.nlu.asking_words import default_asking_words
from bot.nlu.asks import UNLIKELY, Ask, ClauseReading, split_asks
from bot.nlu.catalogue_access import CATALOGUE_CONFIG, catalogue_view
from bot.nlu.component import TextComponent
from bot.nlu.intent_classifier import CLAUSE_RANKINGS, CLAUSES
from bot.nlu.intent_model import Ranking
from bot.nlu.linking import certain
from bot.nlu.procedure_linker import CLAUSE_FINDINGS, ProcedureLinker
from bot.nlu.settling import (
    FALLBACK,
    holds_foreign_link,
    named_beside_a_denial,
    settled_intent,
)
from bot.nlu.views import PROCEDURE, RestoredText, masked_view
from bot.text.fold import fold

ASKS = "asks"
"""message property: ``[{"intent", "procedure"}]``, at least one; of several, one that
names only something vague also has ``clarification``"""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AskSplitter(TextComponent, IntentClassifier):
    """Comes last: several sure asks outweigh an unsure reading of the whole."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Return what must run before."""
        return [IntentClassifier, ProcedureLinker]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options and their defaults."""
        return dict(CATALOGUE_CONFIG)

    def __init__(self, config: dict[str, Any]) -> None:
        """Build the splitter over the process's catalogue."""
        super().__init__(config)
        self._catalogue = catalogue_view(config)

    @override
    def _read(self, message: Message) -> None:
        """Set the asks; with several, the first one's intent becomes the message's."""
        intent = message.get(INTENT) or {"name": None, "confidence": 0.0}
        readings = self._readings(message)
        ranking = message.get(INTENT_RANKING_KEY) or []
        # the fallback hides what the classifier thought: it is the second in the ranking
        thought = [row for row in ranking if row["name"] != "nlu_fallback"] or [intent]
        asks = split_asks(readings, thought[0]["name"] or "", thought[0]["confidence"])
        if asks:
            sure = max(r.confidence for r in readings if r.intent == asks[0].intent)
            first = {"name": asks[0].intent, "confidence": sure}
            others = [row for row in ranking if row["name"] not in {first["name"], "nlu_fallback"}]
            message.set(INTENT, first, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [first, *others], add_to_output=True)
        else:
            intent = self._settle(message, intent, readings)
            asks = [Ask(intent["name"], _named(message, readings))]
        message.set(ASKS, [_as_property(ask) for ask in asks], add_to_output=True)

    @staticmethod
    def _settle(
        message: Message, intent: dict[str, Any], readings: list[ClauseReading]
    ) -> dict[str, Any]:
        entities = message.get(ENTITIES, [])
        name, confidence = settled_intent(
            intent["name"] or FALLBACK,
            intent["confidence"],
            readings,
            names_procedure=_named(message, readings) is not None,
            holds_code=any(each["entity"] == "dossier_code" for each in entities)
            or is_meant_as_code(message.get(TEXT)),
            holds_link=holds_foreign_link(message.get(TEXT)),
        )
        if name == (intent["name"] or FALLBACK):
            return intent
        settled = {"name": name, "confidence": confidence}
        ranking = message.get(INTENT_RANKING_KEY) or []
        others = [row for row in ranking if row["name"] != name]
        message.set(INTENT, settled, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [settled, *others], add_to_output=True)
        return settled

    def _readings(self, message: Message) -> list[ClauseReading]:
        clauses: list[RestoredText] = message.get(CLAUSES) or []
        rankings: list[Ranking] = message.get(CLAUSE_RANKINGS) or []
        if len(clauses) < 2:
            return []
        whole = {row["name"]: row["confidence"] for row in message.get(INTENT_RANKING_KEY) or []}
        return [
            self._reading(clause, ranking, whole, found)
            for clause, ranking, found in zip(
                clauses, rankings, message.get(CLAUSE_FINDINGS) or [], strict=True
            )
        ]

    def _reading(
        self, clause: RestoredText, ranking: Ranking, whole: dict[str, float], found: Findings
    ) -> ClauseReading:
        index = self._catalogue.current().index
        sure = certain(found.matches)
        return ClauseReading(
            ranking.best,
            ranking.confidence,
            sure[0].code if sure else None,
            only_names=bool(sure) and _names_only(masked_view(clause.text, index)),
            clarification=found.clarification,
            inquires=default_asking_words().inquire(fold(clause.text.text)),
            likely=whole.get(ranking.best, 0.0) >= UNLIKELY,
        )


def _names_only(masked: str) -> bool:
    """Tell whether nothing but names and small words stands in the masked clause."""
    return not set(masked.split()) - {PROCEDURE.strip()} - default_asking_words().small_words


def _as_property(ask: Ask) -> dict[str, Any]:
    shown = {"intent": ask.intent, "procedure": ask.procedure}
    return shown | ({"clarification": ask.clarification} if ask.clarification else {})


def _named(message: Message, readings: list[ClauseReading]) -> str | None:
    return _linked_procedure(message) or named_beside_a_denial(readings)


def _linked_procedure(message: Message) -> str | None:
    linked = [entity for entity in message.get(ENTITIES, []) if entity["entity"] == "procedure"]
    best = max(linked, key=lambda entity: entity["confidence_entity"], default=None)
    return best["value"] if best else None
