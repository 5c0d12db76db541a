"""Which intent asks about which part of a catalogue entry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.catalogue.model import Facet

ONLINE_FILING = "ask_online_filing"
POST_FILING = "ask_post_filing"
"""filing from afar by post: no intent of its own, ``ask_online_filing`` that names the post."""

VAGUE = "clarification"
"""entity by which a button, or key by which the parse, names the question back."""

VALIDITY = "ask_validity"
"""how long the result is good for: no intent of its own, ``ask_result`` that asks for it."""

GUIDE = "choose_option?guidance="
"""payload that opens a guidance tree; with ``&answer=question.option`` an answer to it."""

FACET_OF_INTENT: Mapping[str, Facet] = MappingProxyType(
    {
        "ask_overview": "overview",
        "ask_documents": "documents",
        "ask_steps": "steps",
        "ask_processing_time": "processing_time",
        "ask_fee": "fee",
        "ask_where": "where",
        "ask_conditions": "conditions",
        "ask_form": "form",
        "ask_legal_basis": "legal_basis",
        "ask_result": "result",
        VALIDITY: "validity",
        "ask_who_can_file": "who_can_file",
        ONLINE_FILING: "online_filing",
        POST_FILING: "online_filing",
        "ask_penalty": "penalty",
    }
)


def payload(intent: str, code: str, case: str | None = None) -> str:
    """Return what a button that asks ``intent`` of a procedure sends back."""
    by_post = "&channel=post" if intent == POST_FILING else ""
    spoken = {POST_FILING: ONLINE_FILING, VALIDITY: "ask_result"}
    name = spoken.get(intent, intent)
    return f"{name}?procedure={code}{f'&facet_case={case}' if case else ''}{by_post}"
