"""What can be decided about a message: answer, compare, or ask one question back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.lengths import Length


@dataclass(frozen=True)
class Ask:
    """One facet of one procedure to answer."""

    intent: str
    procedure: str
    case: str | None = None
    unsure: bool = False


@dataclass(frozen=True)
class Clarify:
    """Ask the question that belongs to a vague phrase."""

    clarification: str
    intent: str


@dataclass(frozen=True)
class Answer:
    """Answer these, in this order."""

    asks: tuple[Ask, ...]
    also: tuple[str, ...] = ()
    """other intents of the message, which no procedure answers."""
    open_question: Clarify | None = None
    """what has to be asked back about a clause that names only something vague."""
    length: Length = "usual"


@dataclass(frozen=True)
class Compare:
    """Tell the difference between these procedures."""

    procedures: tuple[str, ...]


@dataclass(frozen=True)
class ChooseProcedure:
    """Ask which of these is meant."""

    procedures: tuple[str, ...]
    intent: str
    beside: str | None = None
    """procedure that we talk about: its neighbours may be meant too."""


@dataclass(frozen=True)
class AskWhichProcedure:
    """Nothing is known of the procedure: ask."""

    intent: str
    instead_of: str | None = None
    """procedure that was answered and is not the one that was meant."""


@dataclass(frozen=True)
class AskWhatAbout:
    """Ask what the person wants to know about the procedure that we talk about."""

    procedure: str
    understood: bool = True
    """False: the message was not understood at all; True: it told us something."""


@dataclass(frozen=True)
class SayNotHeld:
    """A procedure is named that the catalogue does not hold: say so."""

    name: str


Decision = (
    Answer | Compare | Clarify | ChooseProcedure | AskWhichProcedure | AskWhatAbout | SayNotHeld
)
