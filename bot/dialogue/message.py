"""What was understood of a message, and what the conversation remembers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qsl

from bot.answers.facets import ONLINE_FILING, POST_FILING, VAGUE, VALIDITY
from bot.text.fold import fold

_MAY_MEAN_VALIDITY = frozenset({"ask_result", "ask_processing_time", "ask_conditions"})
_GOOD_FOR = re.compile(
    r"\b(?:co gia tri|gia tri (?:bao|may|trong|su dung)|co hieu luc|hieu luc (?:bao|may|trong)"
    r"|han su dung|(?:xai|dung|su dung) duoc (?:bao lau|may)|bao lau (?:thi )?het han)\b"
)
SURE = 0.8
"""less sure than this, what cannot be undone is asked back first."""


@dataclass(frozen=True)
class Candidate:
    """A procedure that the message may name; scores are comparable within a message."""

    code: str
    score: float


@dataclass(frozen=True)
class ParsedAsk:
    """One clause: what it asks, and the procedure it names if it names one."""

    intent: str
    procedure: str | None = None
    clarification: str | None = None
    """id of the question back, when the clause names only something vague."""


@dataclass(frozen=True)
class Understood:
    """The parse of one message or of one pressed button."""

    intent: str
    confidence: float = 1.0
    text: str = ""
    """as typed; empty for a pressed button."""
    candidates: tuple[Candidate, ...] = ()
    """best first."""
    asks: tuple[ParsedAsk, ...] = ()
    clarification: str | None = None
    """id of the question back that a vague phrase needs."""
    not_held: str | None = None
    """name of a procedure that the message names and the catalogue does not hold."""
    case: str | None = None
    pressed: bool = False
    """a button was pressed: nothing had to be understood."""
    carried: str | None = None
    """code that the button carried."""
    article: str | None = None
    """id of the article that the button opens."""
    guidance: str | None = None
    """id of the guidance tree that the button belongs to."""
    answer: str | None = None
    """what the button answers there: ``question.option`` or ``back``."""
    beside: str | None = None
    """the text around the names of procedures; None where none is found."""

    @property
    def folded(self) -> str:
        """Return the text in small letters without diacritics."""
        return fold(self.text)

    @property
    def is_sure(self) -> bool:
        """Tell whether the intent is sure enough for what cannot be undone."""
        return self.pressed or self.confidence >= SURE

    @classmethod
    def from_latest_message(cls, data: Mapping[str, Any]) -> Self:
        """Read ``tracker.latest_message``; missing parts count as not understood."""
        intent = data.get("intent") or {}
        entities = data.get("entities") or ()
        pressed = bool(data.get("pressed"))
        folded = "" if pressed else fold(data.get("text") or "")
        by_post = "post" in values_of(entities, "channel")
        return cls(
            intent=_exact(intent.get("name") or "", by_post, folded),
            confidence=float(intent.get("confidence") or 0.0),
            text="" if pressed else data.get("text") or "",
            candidates=tuple(
                Candidate(each["code"], float(each.get("score", 0.0)))
                for each in data.get("procedures") or ()
            ),
            asks=tuple(
                ParsedAsk(
                    _exact(each["intent"], by_post, folded), each.get("procedure"), each.get(VAGUE)
                )
                for each in data.get("asks") or ()
            ),
            clarification=entity(entities, VAGUE) if pressed else data.get(VAGUE),
            not_held=data.get("not_held"),
            case=entity(entities, "facet_case"),
            pressed=pressed,
            carried=entity(entities, "procedure") if pressed else None,
            article=entity(entities, "article") if pressed else None,
            guidance=entity(entities, "guidance") if pressed else None,
            answer=entity(entities, "answer") if pressed else None,
            beside=None if pressed else _around_the_names(data.get("text") or "", entities),
        )


@dataclass(frozen=True)
class ConversationState:
    """The slots on which a decision depends."""

    procedure: str | None = None
    """code of the procedure that we talk about."""
    last_intent: str | None = None
    case: str | None = None
    """id of the case, or of the part, of that procedure that the person is in."""
    told: tuple[str, ...] = ()
    """facets of that procedure that were told already."""
    earlier: tuple[str, ...] = ()
    """codes of the procedures that we talked about before, the last one first."""
    together: tuple[str, ...] = ()
    """codes of the procedures of the last answer, when there were several."""
    has_dossier: bool = False
    """the code of a dossier is known."""
    choices: tuple[str, ...] = ()
    """payloads of the buttons offered last."""
    listed: tuple[str, ...] = ()
    """payloads of what was answered under numbers or offered as a choice, while we talk of it."""
    denied: bool = False
    """the person said that the last answer was not what was meant."""
    related: tuple[str, ...] = ()
    """codes of what the catalogue relates to the procedure that we talk about."""

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the procedures among the choices offered last, each once."""
        asked = [ask_of(payload) for payload in self.choices]
        return tuple(dict.fromkeys(code for each in asked if each for code in each[1:]))

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Self:
        """Read the slots of a tracker."""
        return cls(
            procedure=slots.get("procedure"),
            last_intent=slots.get("last_intent"),
            case=slots.get("known_case"),
            told=tuple(slots.get("told") or ()),
            earlier=tuple(slots.get("earlier_procedures") or ()),
            together=tuple(slots.get("together") or ()),
            has_dossier=slots.get("dossier_code") is not None,
            choices=tuple(slots.get("choices") or ()),
            listed=tuple(slots.get("listed") or ()),
            denied=bool(slots.get("denied")),
        )


def ask_of(payload: str) -> tuple[str, str] | None:
    """Return the intent and the procedure of a button's payload, None where it names none."""
    intent, _, query = payload.partition("?")
    code = dict(parse_qsl(query)).get("procedure")
    return (intent, code) if code else None


def _around_the_names(text: str, entities: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the text without the names of procedures, None where it holds none."""
    spans = [(each["start"], each["end"]) for each in entities if _is_a_name(each)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text if spans else None


def _is_a_name(found: Mapping[str, Any]) -> bool:
    return found.get("entity") == "procedure" and "start" in found and "end" in found


def _exact(intent: str, by_post: bool, folded: str) -> str:
    """Tell apart facets that share an intent: by post or online, the paper or its validity."""
    if intent in _MAY_MEAN_VALIDITY and _GOOD_FOR.search(folded):
        return VALIDITY
    return POST_FILING if by_post and intent == ONLINE_FILING else intent


def entity(entities: Sequence[Mapping[str, Any]], name: str) -> str | None:
    """Return the first value of an entity, as text."""
    return next(iter(values_of(entities, name)), None)


def values_of(entities: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    """Return the distinct values of an entity in their order, as text."""
    values = [each.get("value") for each in entities if each.get("entity") == name]
    return list(dict.fromkeys(str(value) for value in values if value is not None))
