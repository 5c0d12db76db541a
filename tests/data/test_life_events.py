"""The committed situations in life lead to cases and parts that the catalogue has."""

from __future__ import annotations

import pytest

from bot.answers.life_events import Choice, LifeEvent, load_life_events
from bot.catalogue.loader import load_catalogue
from bot.settings import PROJECT_DIR

DATA = PROJECT_DIR / "catalogue_data"
EVENTS = load_life_events(DATA / "life_events")
ENTRIES = {entry.code: entry for entry in load_catalogue(DATA).procedures}
each_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)


@each_event
def test_an_event_asks_at_most_four_choices(event: LifeEvent) -> None:
    assert len(event.options) <= 4
    assert bool(event.options) == bool(event.question)


@pytest.mark.parametrize(
    "choice", [option for event in EVENTS for option in event.options], ids=lambda each: each.label
)
def test_a_choice_names_a_case_or_part_of_its_procedure(choice: Choice) -> None:
    entry = ENTRIES.get(choice.code)
    if entry is not None and choice.case is not None:
        assert choice.case in {each.id for each in (*entry.cases, *entry.parts)}


def test_the_events_that_procedures_name_exist() -> None:
    named = {event for entry in ENTRIES.values() for event in entry.life_events}
    assert named - {event.id for event in EVENTS} == set()
