"""Whether a message names something: a procedure, a vague thing, or one that is not held."""

from __future__ import annotations

from bot.catalogue.confidence import NAMED
from bot.dialogue.message import Understood


def names_a_procedure(message: Understood) -> bool:
    """Tell whether the message surely names a procedure of the catalogue."""
    return bool(message.candidates) and message.candidates[0].score >= NAMED


def names_what_is_held(message: Understood) -> bool:
    """Tell whether the message surely names a procedure of the catalogue, or something vague."""
    return names_a_procedure(message) or message.clarification is not None


def names_something(message: Understood) -> bool:
    """Tell whether the message names a procedure, held or not, or something vague."""
    return names_what_is_held(message) or message.not_held is not None
