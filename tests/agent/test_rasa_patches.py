"""The faster replacements do exactly what Rasa 3.6.21 does."""

import pytest
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.utils.common import all_subclasses

from bot.agent import rasa_patches
from bot.agent.rasa_patches import UnsupportedRasa

EVENT_TYPES = sorted({cls.type_name for cls in all_subclasses(Event) if cls.type_name})


@pytest.fixture
def patched():
    rasa_patches.apply()
    yield
    Event.resolve_by_type = staticmethod(rasa_patches.original_resolve_by_type)
    RemoteAction._validate_action_result = rasa_patches.original_validate_action_result


@pytest.mark.usefixtures("patched")
class TestResolveByType:
    def test_there_are_event_types_to_compare(self):
        assert {"user", "bot", "slot", "action", "active_loop"} <= set(EVENT_TYPES)

    @pytest.mark.parametrize("name", EVENT_TYPES)
    def test_every_event_type_is_found_as_before(self, name):
        for _ in range(2):
            assert Event.resolve_by_type(name) is rasa_patches.original_resolve_by_type(name)

    def test_an_unknown_type_is_refused_as_before(self):
        for _ in range(2):
            with pytest.raises(ValueError, match="Unknown event name"):
                Event.resolve_by_type("fax")

    def test_a_default_is_used_as_before(self):
        default = Event.resolve_by_type("slot")
        assert Event.resolve_by_type("fax", default) is default
        with pytest.raises(ValueError, match="Unknown event name"):
            Event.resolve_by_type("fax")

    def test_the_old_type_topic_is_nothing_as_before(self):
        assert Event.resolve_by_type("topic") is None

    def test_events_are_read_as_before(self):
        raw = [
            {"event": "user", "text": "một", "parse_data": {"intent": {}, "entities": []}},
            {"event": "slot", "name": "a", "value": 1},
        ]
        patched = deserialise_events(raw)
        Event.resolve_by_type = staticmethod(rasa_patches.original_resolve_by_type)
        assert patched == deserialise_events(raw)


RESULTS = [
    pytest.param({"events": [], "responses": []}, id="empty"),
    pytest.param({"events": [{"event": "slot", "name": "a", "value": 1}]}, id="slot"),
    pytest.param({"responses": [{"text": "dạ", "buttons": []}]}, id="response"),
    pytest.param({}, id="nothing"),
    pytest.param({"events": "none"}, id="events are a text"),
    pytest.param({"events": [{"name": "no event"}]}, id="event without its type"),
    pytest.param({"events": [7]}, id="event is a number"),
    pytest.param({"responses": {"text": "dạ"}}, id="responses are an object"),
    pytest.param({"responses": ["dạ"]}, id="response is a text"),
    pytest.param([], id="a list"),
    pytest.param(None, id="null"),
]


def outcome(validate, result):
    try:
        return validate(RemoteAction("action_x", None), result)
    except ValidationError:
        return "refused"


@pytest.mark.usefixtures("patched")
@pytest.mark.parametrize("result", RESULTS)
def test_an_action_s_result_is_judged_as_before(result):
    original = outcome(rasa_patches.original_validate_action_result, result)
    for _ in range(2):
        assert outcome(RemoteAction._validate_action_result, result) == original


def test_some_results_are_refused_and_some_are_not():
    judged = [outcome(rasa_patches.original_validate_action_result, p.values[0]) for p in RESULTS]
    assert {True, "refused"} == set(judged)


def test_another_rasa_is_refused_and_left_as_it_is(monkeypatch):
    monkeypatch.setattr(rasa, "__version__", "3.6.22")
    before = Event.resolve_by_type
    with pytest.raises(UnsupportedRasa, match=r"3\.6\.22 is installed, 3\.6\.21 is needed"):
        rasa_patches.apply()
    assert Event.resolve_by_type is before
