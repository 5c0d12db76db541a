"""Which intent asks about which part of a catalogue entry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.catalogue.model import Facet

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
        "ask_who_can_file": "who_can_file",
        "ask_online_filing": "online_filing",
        "ask_penalty": "penalty",
    }
)
