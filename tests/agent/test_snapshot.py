"""The compact tracker: masked, sealed, flat, and enough for the next turn."""

import json

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.agent import snapshot

CODE = "H13.16-240326-0001"
DOMAIN = Domain.from_yaml("""
version: "3.1"
slots:
  topic: {type: text, mappings: [{type: custom}]}
  urgent: {type: bool, initial_value: true, mappings: [{type: custom}]}
  dossier_code: {type: text, mappings: [{type: custom}]}
  choices: {type: list, mappings: [{type: custom}]}
forms:
  case_form: {required_slots: []}
""")


def tracker_of(*events):
    return DialogueStateTracker.from_events("c1", list(events), DOMAIN.slots, domain=DOMAIN)


def said(text, **parse):
    return UserUttered(text, {"name": "inform"}, parse.pop("entities", []), parse_data=parse)


def turn(text):
    return [
        said(text),
        ActionExecuted("action_answer"),
        BotUttered("dạ"),
        ActionExecuted("action_listen"),
    ]


def again(tracker, vault):
    state = json.loads(json.dumps(snapshot.condense(tracker, vault)))
    return snapshot.restore("c1", state, DOMAIN, vault)


def test_a_new_conversation_has_nothing(vault):
    tracker = snapshot.restore("c1", None, DOMAIN, vault)
    assert list(tracker.events) == []
    assert snapshot.condense(tracker, vault) == {"slots": {}, "loop": None, "recent": []}


def test_slots_loop_and_last_message_come_back(vault):
    tracker = tracker_of(
        *turn("một"), SlotSet("topic", "1.001193"), ActiveLoop("case_form"), *turn("hai")
    )
    restored = again(tracker, vault)
    assert restored.get_slot("topic") == "1.001193"
    assert restored.active_loop_name == "case_form"
    assert restored.latest_message.text == "hai"
    assert restored.latest_message.timestamp == tracker.latest_message.timestamp


def test_what_is_set_after_starting_over_comes_back(vault):
    tracker = tracker_of(
        *turn("một"), SlotSet("topic", "old"), *turn("hai"), AllSlotsReset(), *turn("ba")
    )
    assert again(tracker, vault).get_slot("topic") is None
    tracker.update(SlotSet("topic", "1.001193"))
    assert again(tracker, vault).get_slot("topic") == "1.001193"


@pytest.mark.parametrize("value", [False, None, True])
def test_a_slot_keeps_its_value_whatever_it_began_with(vault, value):
    assert (
        again(tracker_of(*turn("một"), SlotSet("urgent", value)), vault).get_slot("urgent") is value
    )


def test_protected_slots_are_sealed_and_come_back(vault):
    choices = [f"check_dossier?dossier_code={CODE}", "ask_fee"]
    tracker = tracker_of(*turn("một"), SlotSet("dossier_code", CODE), SlotSet("choices", choices))
    assert CODE not in json.dumps(snapshot.condense(tracker, vault))
    restored = again(tracker, vault)
    assert restored.get_slot("dossier_code") == CODE
    assert restored.get_slot("choices") == choices


def test_only_the_last_turns_are_kept_so_that_loading_stays_flat(vault):
    short = tracker_of(*(event for number in range(4) for event in turn(f"câu {number}")))
    long = tracker_of(*(event for number in range(200) for event in turn(f"câu {number}")))
    kept = [len(snapshot.condense(tracker, vault)["recent"]) for tracker in (short, long)]
    assert kept[0] == kept[1]


def test_what_was_said_before_the_session_began_is_not_kept(vault):
    tracker = tracker_of(
        *turn("hôm qua"), SlotSet("topic", "old"), SessionStarted(), *turn("hôm nay")
    )
    state = snapshot.condense(tracker, vault)
    assert state["slots"] == {}
    assert [e["text"] for e in state["recent"] if e["event"] == "user"] == ["hôm nay"]


def test_a_session_without_a_word_keeps_nothing(vault):
    assert snapshot.condense(tracker_of(*turn("một"), SessionStarted()), vault)["recent"] == []


class TestStoredEvents:
    def test_a_message_is_masked_with_its_entities(self, vault):
        event = said(
            f"mã {CODE}",
            entities=[{"entity": "dossier_code", "value": CODE, "start": 3, "end": 21}],
            asks=[{"intent": "check_dossier", "procedure": None}],
            text_tokens=[CODE],
        )
        stored = snapshot.stored_event(event, vault)
        assert CODE not in json.dumps(stored)
        assert stored["text"] == "mã [mã hồ sơ]"
        assert stored["parse_data"]["asks"] == [{"intent": "check_dossier", "procedure": None}]
        assert stored["parse_data"]["entities"][0]["value"] == "[mã hồ sơ]"

    def test_whatever_understanding_adds_to_a_message_is_masked_too(self, vault):
        event = said(
            "một", asks=[{"intent": "x", "clause": f"mã {CODE}"}], procedures=[{"name": CODE}]
        )
        event.parse_data["intent"] = {"name": "inform", "typed": CODE}
        assert CODE not in json.dumps(snapshot.stored_event(event, vault))

    def test_the_metadata_of_a_platform_is_not_kept(self, vault):
        event = UserUttered("một", metadata={"phone": "0912345678"})
        assert "0912345678" not in json.dumps(snapshot.stored_event(event, vault))

    def test_a_reply_is_masked_without_its_buttons(self, vault):
        event = BotUttered(
            f"Hồ sơ {CODE}",
            {"buttons": [{"title": "Xem", "payload": CODE}], "custom": {"more": CODE}},
            metadata={"text": CODE},
        )
        assert CODE not in json.dumps(snapshot.stored_event(event, vault))

    @pytest.mark.parametrize("value", [CODE, None, ""])
    def test_a_protected_slot_is_sealed_in_the_log(self, vault, value):
        stored = snapshot.stored_event(SlotSet("dossier_code", value), vault)
        assert CODE not in json.dumps(stored)

    def test_an_entity_that_is_no_text_is_kept(self, vault):
        event = said("một", entities=[{"entity": "money", "value": 8000}])
        assert snapshot.stored_event(event, vault)["parse_data"]["entities"][0]["value"] == 8000
