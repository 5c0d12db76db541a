"""Situations in life: a kind word first, then the procedure that the family needs.

The situations are data (``catalogue_data/life_events/*.yml``): phrases as people say
them, the first procedure, and at most one question with ≤ 4 choices.

Errors: ``bot.data_files.DataFileError`` names the file and the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from bot.answers.facets import payload
from bot.answers.heard import heard_as, spoken_words
from bot.answers.layout import MAX_LINES
from bot.answers.phrases import Phrases
from bot.answers.procedure import ProcedureAnswers
from bot.answers.told import CatalogueSource
from bot.catalogue.model import ProcedureCode
from bot.channels.replies import Button, Reply
from bot.data_files import read_data_file

_MAX_CHOICES = 4


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One button under the question of an event."""

    label: str
    code: ProcedureCode
    intent: str = "ask_overview"
    case: str | None = None
    """id of a case, or of a part, of that procedure."""

    @property
    def payload(self) -> str:
        """Return what the button stands for."""
        return payload(self.intent, self.code, self.case)


@dataclass(frozen=True, kw_only=True)
class LifeEvent:
    """A situation and where it leads."""

    id: str
    label: str
    """as a button reads, e.g. ``Mới sinh con``."""
    phrases: list[str]
    """as people say it; ``…`` stands for up to three words."""
    unless: list[str] = field(default_factory=list)
    """what sounds like a phrase and is none: "mất bao lâu" is no death."""
    feeling: Literal["grief", "joy"] | None = None
    first: ProcedureCode | None = None
    otherwise: ProcedureCode | None = None
    """told when the catalogue does not hold ``first``."""
    question: str | None = None
    options: list[Choice] = field(default_factory=list)


def load_life_events(folder: Path) -> tuple[LifeEvent, ...]:
    """Read the events of all files, in the order in which they are looked for."""
    files = sorted(folder.glob("*.yml"))
    return tuple(event for path in files for event in read_data_file(path, list[LifeEvent]))


class _Heard:
    """The patterns of an event."""

    def __init__(self, event: LifeEvent) -> None:
        label = [event.label] if event.label.strip("…") else []
        self._phrases = heard_as([*label, *event.phrases])
        self._unless = heard_as(event.unless) if event.unless else None

    def stands_in(self, words: str) -> bool:
        """Tell whether a phrase is said once what only sounds like one is left out."""
        left = self._unless.sub(" ", words) if self._unless else words
        return bool(self._phrases.search(left))


class LifeEventAnswers:
    """Answers to what happened in somebody's life."""

    def __init__(
        self,
        events: Sequence[LifeEvent],
        catalogue: CatalogueSource,
        answers: ProcedureAnswers,
        phrases: Phrases,
    ) -> None:
        """Keep the events in the order in which they are looked for."""
        self._events = {event.id: event for event in events}
        self._heard = [(each, _Heard(each)) for each in events]
        self._catalogue = catalogue
        self._answers = answers
        self._phrases = phrases

    def find(self, message_folded: str) -> LifeEvent | None:
        """Return the first event of which a phrase is heard in the folded message."""
        words = spoken_words(message_folded)
        return next((event for event, heard in self._heard if heard.stands_in(words)), None)

    def is_mourning(self, message_folded: str) -> bool:
        """Tell whether the message says that somebody's relative died, whatever else it asks."""
        event = self.find(message_folded)
        if event is None or event.feeling != "grief":
            return False
        of_relatives = replace(
            event, label="…", phrases=[phrase for phrase in event.phrases if "…" in phrase]
        )
        return _Heard(of_relatives).stands_in(spoken_words(message_folded))

    def answer(self, *, day: date, message_folded: str = "", event_id: str | None = None) -> Reply:
        """Tell what to do in the named or heard situation; ask which when none is known."""
        event = self._events.get(event_id or "") or self.find(message_folded)
        if event is None:
            key = "utter_life_event_unheard" if message_folded else "utter_life_event_which"
            return self._which(key)
        reply = self._lead(event, day)
        kind = self._phrases.say(f"utter_life_event_{event.feeling}") if event.feeling else None
        told = "\n".join(each for each in (kind, reply.text) if each)
        return replace(reply, text=told)

    def procedure_of(self, event_id: str | None, message_folded: str) -> str | None:
        """Return the code of the procedure that the answer tells, if it tells one."""
        event = self._events.get(event_id or "") or self.find(message_folded)
        return self._first_held(event) if event else None

    def _lead(self, event: LifeEvent, day: date) -> Reply:
        choices = self._choices(event)
        code = self._first_held(event)
        if code is None:
            key = "utter_life_event_choose" if choices else "utter_life_event_nothing"
            asked = event.question if choices else None
            return Reply(asked or self._phrases.say(key), choices)
        spoken = (event.feeling is not None) + bool(choices)
        reply = self._answers.answer(
            code, "ask_overview", day=day, max_lines=MAX_LINES - 1 - spoken
        )
        if not choices or event.question is None:
            return reply
        body, _, source = reply.text.rpartition("\n")
        return replace(reply, text=f"{body}\n{event.question}\n{source}", buttons=choices)

    def _first_held(self, event: LifeEvent) -> str | None:
        held = {procedure.code for procedure in self._catalogue.current().procedures}
        wanted = (event.first, event.otherwise)
        return next((code for code in wanted if code in held), None)

    def _choices(self, event: LifeEvent) -> tuple[Button, ...]:
        procedures = self._catalogue.current().procedures
        held = {procedure.code for procedure in procedures}
        options = [
            Button(option.label, option.payload) for option in event.options if option.code in held
        ]
        concerned = [
            Button(procedure.short_name, f"ask_overview?procedure={procedure.code}")
            for procedure in procedures
            if event.id in procedure.life_events and event.first is None and not event.options
        ]
        return tuple(options or concerned)[:_MAX_CHOICES]

    def _which(self, key: str) -> Reply:
        buttons = [
            Button(event.label, f"tell_life_event?facet_case={event.id}")
            for event in self._events.values()
        ]
        return Reply(self._phrases.say(key), tuple(buttons[:_MAX_CHOICES]))
