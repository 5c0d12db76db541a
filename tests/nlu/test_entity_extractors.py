"""The extractors of entities as graph components: they add, and never take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.pattern_entity_extractor import PatternEntityExtractor
from bot.nlu.place_extractor import PlaceExtractor
from bot.nlu.role_extractor import RoleExtractor

Make = Callable[..., Any]
EXTRACTORS = (PatternEntityExtractor, PlaceExtractor, RoleExtractor)


def test_places_dates_and_roles_become_entities_beside_earlier_ones(make: Make) -> None:
    text = "hôm qua em lên quận Ninh Kiều làm giấy cho con gái"
    earlier = {"entity": "procedure", "value": "1.001193", "start": 0, "end": 3}
    message = Message(data={"text": text, "entities": [earlier]})
    for extractor in EXTRACTORS:
        [message] = make(extractor).process([message])
    found = message.get("entities")
    assert found[0] == earlier
    assert [(e["entity"], e["extractor"], text[e["start"] : e["end"]]) for e in found[1:]] == [
        ("date", "PatternEntityExtractor", "hôm qua"),
        ("old_place", "PlaceExtractor", "quận Ninh Kiều"),
        ("person_role", "RoleExtractor", "con gái"),
    ]
    assert found[2]["value"] == "Quận Ninh Kiều, Thành phố Cần Thơ"
    assert set(message.as_dict(only_output_properties=True)) == {"text", "entities"}


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_message_without_text_is_left_alone(extractor: type[Any], make: Make) -> None:
    message = Message(data={"intent": "greet"})
    assert make(extractor).process([message])[0].data == {"intent": "greet"}


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_text_that_names_nothing_has_no_entities(extractor: type[Any], make: Make) -> None:
    [message] = make(extractor).process([Message(data={"text": "dạ em chào anh"})])
    assert message.get("entities") == []


def test_a_day_is_counted_from_the_day_of_the_settings(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROLY_TODAY", "2026-12-31")
    message = Message(data={"text": "ngày mai có làm không"})
    [entity] = make(PatternEntityExtractor).process([message])[0].get("entities")
    assert entity["value"] == "2027-01-01"
