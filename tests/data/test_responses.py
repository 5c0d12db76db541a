"""The texts that citizens read: complete, used, in the agreed voice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answers.facets import FACET_OF_INTENT, POST_FILING, VALIDITY
from bot.answers.phrases import Phrases
from bot.channels.payloads import read_unsigned
from bot.settings import PROJECT_DIR

NLU_DATA = PROJECT_DIR / "nlu_data"
RESPONSE_FILES = sorted(NLU_DATA.rglob("responses.yml"))
KEY = re.compile(r"utter_[a-z0-9_]+")
ADDRESS = re.compile(r"(?:[\w-]+\.)+(?:vn|com|net|org)\b")
LONG_NUMBER = re.compile(r"(?<![\w./-])0\d{8,10}(?!\d)")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def responses() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in RESPONSE_FILES:
        found |= read(path)["responses"]
    return found


RESPONSES = responses()
DOMAIN = read(PROJECT_DIR / "domain.yml")
RULES = read(NLU_DATA / "rules.yml")["rules"]
PYTHON = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("bot", "actions")
    for path in sorted((PROJECT_DIR / folder).rglob("*.py"))
)


def said_by_convention() -> set[str]:
    return {
        rule["steps"][0]["intent"] for rule in RULES if rule["steps"][1]["action"] == "action_say"
    }


each_text = pytest.mark.parametrize(
    "text", [pytest.param(each["text"], id=key) for key, all_ in RESPONSES.items() for each in all_]
)


def test_every_key_is_defined_once() -> None:
    Phrases.load(NLU_DATA)


def test_every_intent_has_exactly_one_rule() -> None:
    ruled = [rule["steps"][0]["intent"] for rule in RULES]
    assert sorted(ruled) == sorted([*DOMAIN["intents"], "nlu_fallback"])


def test_every_rule_leads_to_an_action_or_a_text_that_exists() -> None:
    acts = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    assert acts - set(DOMAIN["actions"]) - set(RESPONSES) == set()


def test_a_text_with_buttons_is_said_by_an_action_that_remembers_them() -> None:
    said_directly = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    with_buttons = {key for key, all_ in RESPONSES.items() if "buttons" in all_[0]}
    assert said_directly & with_buttons == set()


def test_every_text_that_action_say_needs_exists() -> None:
    assert {f"utter_{intent}" for intent in said_by_convention()} - set(RESPONSES) == set()


def test_every_action_of_the_domain_has_a_rule() -> None:
    acts = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    assert set(DOMAIN["actions"]) - acts == set()


def test_every_facet_is_answered_by_the_same_action() -> None:
    by_intent = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in RULES}
    spoken = FACET_OF_INTENT.keys() - {POST_FILING, VALIDITY}
    assert {by_intent[intent] for intent in spoken} == {"action_answer_procedure"}


def test_every_text_that_python_names_exists() -> None:
    named = {key for key in KEY.findall(PYTHON) if not key.endswith("_")}
    made = {key for key in named if any(other.startswith(f"{key}_") for other in RESPONSES)}
    assert named - set(RESPONSES) - made - {"utter_message", "utter_reply"} == set()


def test_no_text_is_left_unused() -> None:
    acts = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    named = set(KEY.findall(PYTHON)) | acts
    named |= {f"utter_{intent}" for intent in said_by_convention()}
    prefixes = tuple(key for key in named if key.endswith("_"))
    unused = {key for key in RESPONSES if key not in named and not key.startswith(prefixes)}
    composed = {key for key in unused if key.removesuffix("_by_days_off") in named}
    assert unused - composed == set()


def test_actions_have_no_words_of_their_own() -> None:
    for path in (PROJECT_DIR / "actions").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w_])text=", text.replace("reply_text=", "")), path


@each_text
def test_a_text_shouts_at_nobody_and_addresses_people_with_respect(text: str) -> None:
    assert "!" not in text
    assert not re.search(r"\b(?:quý khách|bạn)\b", text, re.IGNORECASE)


@each_text
def test_a_text_names_no_address_but_the_national_portal(text: str) -> None:
    assert set(ADDRESS.findall(text)) <= {"dichvucong.gov.vn"}
    assert not LONG_NUMBER.search(text)


@each_text
def test_bold_marks_come_in_pairs(text: str) -> None:
    assert text.count("**") % 2 == 0


@each_text
def test_a_text_fits_a_phone(text: str) -> None:
    assert len(text.splitlines()) <= 7


@pytest.mark.parametrize(
    "button",
    [
        pytest.param(button, id=f"{key}: {button['title']}")
        for key, all_ in RESPONSES.items()
        for each in all_
        for button in each.get("buttons", ())
    ],
)
def test_a_button_leads_to_an_intent_and_a_procedure_that_exist(button: dict[str, str]) -> None:
    press = read_unsigned(button["payload"])
    assert press.intent in DOMAIN["intents"]
    codes = [value for name, value in press.entities if name == "procedure"]
    for code in codes:
        assert list((PROJECT_DIR / "catalogue_data" / "procedures").rglob(f"{code}-*.yml"))
