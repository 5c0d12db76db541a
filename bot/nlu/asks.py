"""The asks of a message with several clauses: which pieces stay apart, what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

SPLITTABLE = frozenset(
    {
        "ask_overview",
        "ask_documents",
        "ask_steps",
        "ask_processing_time",
        "ask_fee",
        "ask_where",
        "ask_conditions",
        "ask_form",
        "ask_legal_basis",
        "ask_result",
        "ask_who_can_file",
        "ask_online_filing",
        "ask_online_payment",
        "ask_penalty",
        "ask_office_hours",
        "ask_contact",
        "ask_appointment",
        "check_dossier",
    }
)
"""intents that can stand beside another in one message; feelings and answers to us
belong to the whole message"""
OVERVIEW = "ask_overview"
ABOUT_NO_PROCEDURE = frozenset({"ask_office_hours", "ask_contact", "check_dossier"})
CONFIDENT = 0.5
SURE_FACET = 0.6
UNLIKELY = 0.005
SURE_THOUGH_UNLIKELY = 0.9
"""a facet that the message as a whole hardly asks must be surer in its clause"""
SURE_OVERVIEW = 0.85
"""a story that names a procedure looks like a wish for it"""
WHOLE_STAYS = 0.8
"""a message that as a whole is surely something else is not cut"""


@dataclass(frozen=True)
class ClauseReading:
    """What one clause says by itself."""

    intent: str
    confidence: float
    procedure: str | None
    """code of the procedure that it surely names"""
    only_names: bool = False
    """nothing but the procedure's name"""
    clarification: str | None = None
    """id of the question back, when it names only something vague"""
    inquires: bool = False
    """it says itself that something is asked or wanted ("là gì", "muốn làm")"""

    likely: bool = True
    """the message as a whole may ask the same"""

    @property
    def asks_a_facet(self) -> bool:
        """Tell whether the clause surely asks one thing of a procedure."""
        facet = self.intent in SPLITTABLE and self.intent != OVERVIEW
        return facet and self.confidence >= (SURE_FACET if self.likely else SURE_THOUGH_UNLIKELY)

    @property
    def wants_a_procedure(self) -> bool:
        """Tell whether the clause surely asks about a procedure as a whole."""
        is_overview = self.intent == OVERVIEW and self.confidence >= SURE_OVERVIEW
        return is_overview and self.inquires and self.procedure is not None


@dataclass(frozen=True)
class Ask:
    """One thing that is asked, about one procedure or about none."""

    intent: str
    procedure: str | None
    clarification: str | None = None
    """id of the question back that finds the procedure"""


def split_asks(
    clauses: Sequence[ClauseReading], whole_intent: str, whole_confidence: float
) -> list[Ask]:
    """Return at least two different asks, or nothing when the message is one ask."""
    if whole_intent not in SPLITTABLE and whole_confidence >= WHOLE_STAYS:
        return []
    asks = list(dict.fromkeys(_shared(_collected(clauses))))
    return asks if len(asks) > 1 else []


def _collected(clauses: Sequence[ClauseReading]) -> list[Ask]:
    asks: list[Ask] = []
    names: list[str] = []
    topic: str | None = None
    for at, clause in enumerate(clauses):
        if clause.only_names and clause.procedure:
            _add_name(clause.procedure, asks, names)
        elif clause.asks_a_facet:
            _add_facet(clause, asks, names, topic)
            topic = None
        elif clause.wants_a_procedure and not _is_a_topic(at, clauses):
            asks.append(Ask(OVERVIEW, clause.procedure))
        elif clause.procedure and not asks:
            # a story in front names what the question after it is about
            topic = clause.procedure
    return asks


def _is_a_topic(at: int, clauses: Sequence[ClauseReading]) -> bool:
    """Tell whether "cho hỏi vụ khai tử" only says what the facets after it are about."""
    following = next((clause for clause in clauses[at + 1 :] if clause.asks_a_facet), None)
    return following is not None and following.procedure in (None, clauses[at].procedure)


def _add_name(procedure: str, asks: list[Ask], names: list[str]) -> None:
    # "phí khai sinh với kết hôn": the second name is asked the same
    if not asks:
        names.append(procedure)
    elif asks[-1].procedure is None and asks[-1].intent not in ABOUT_NO_PROCEDURE:
        asks[-1] = replace(asks[-1], procedure=procedure)
    else:
        asks.append(Ask(asks[-1].intent, procedure))


def _add_facet(clause: ClauseReading, asks: list[Ask], names: list[str], topic: str | None) -> None:
    # "khai sinh với khai tử cần gì": both names are asked it; "khai sinh, cần gì": the one is
    asks.extend(Ask(clause.intent, procedure) for procedure in names)
    if clause.intent in ABOUT_NO_PROCEDURE:
        asks.append(Ask(clause.intent, None))
    elif clause.procedure or clause.clarification or not names:
        procedure = clause.procedure or (None if clause.clarification else topic)
        asks.append(Ask(clause.intent, procedure, None if procedure else clause.clarification))
    names.clear()


def _shared(asks: list[Ask]) -> list[Ask]:
    known = [ask.procedure for ask in asks if ask.procedure]
    last = known[0] if known else None
    shared: list[Ask] = []
    for ask in asks:
        last = ask.procedure or last
        by_itself = ask.clarification or ask.intent in ABOUT_NO_PROCEDURE
        shared.append(replace(ask, procedure=ask.procedure or (None if by_itself else last)))
    return shared
