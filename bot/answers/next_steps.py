"""The next steps under an answer: at most four buttons with what was not told yet."""

from __future__ import annotations

from collections.abc import Set

from bot.answers.facets import FACET_OF_INTENT, GUIDE, payload
from bot.answers.phrases import Phrases
from bot.catalogue.model import Facet, Procedure
from bot.channels.replies import Button

MAX_BUTTONS = 4
_OFFERED = (
    "ask_documents",
    "ask_fee",
    "ask_processing_time",
    "ask_where",
    "ask_steps",
    "ask_online_filing",
)
_HUMAN = "talk_to_human"


def next_steps(
    phrases: Phrases, procedure: Procedure, told: Set[Facet] = frozenset()
) -> tuple[Button, ...]:
    """Return the facets that are known and were not told, then guidance and the human."""
    intents = [
        intent
        for intent in _OFFERED
        if FACET_OF_INTENT[intent] not in told and _is_known(procedure, intent)
    ]
    guided = (
        [Button(phrases.say("utter_guidance_button"), f"{GUIDE}{procedure.guidance}")]
        if procedure.guidance
        else []
    )
    steps = [
        Button(phrases.say(f"utter_button_{intent}"), payload(intent, procedure.code))
        for intent in intents[: MAX_BUTTONS - 1 - len(guided)]
    ]
    return (*steps, *guided, Button(phrases.say(f"utter_button_{_HUMAN}"), _HUMAN))


def _is_known(procedure: Procedure, intent: str) -> bool:
    parts = {
        "ask_documents": procedure.documents,
        "ask_fee": procedure.fee,
        "ask_processing_time": procedure.processing_time,
        "ask_where": procedure.where,
        "ask_steps": procedure.steps,
        "ask_online_filing": procedure.online,
    }
    return bool(parts[intent])
