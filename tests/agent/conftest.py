"""A small Rasa model of our own, trained in seconds, behind the real agent."""

from types import SimpleNamespace

import pytest

from bot import services
from bot.privacy.keys import Vault
from bot.settings import Settings

DOMAIN = """
version: "3.1"
intents: [greet, remember, stop, fail, reject, dossier, delete_my_data]
entities: [dossier_code]
slots:
  topic: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  erase_conversation: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  asked_before: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  dossier_code: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  choices: {type: list, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_hello:
    - text: "Dạ chào"
      buttons: [{title: "Nhớ", payload: "remember?topic=1.001193"}]
actions: [action_remember, action_forget, action_fail, action_reject]
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: false}
"""
CONFIG = """
recipe: default.v1
language: vi
assistant_id: small
pipeline:
  - name: KeywordIntentClassifier
policies:
  - name: RulePolicy
    core_fallback_action_name: action_default_fallback
    core_fallback_threshold: 0.3
    enable_fallback_prediction: false
"""
RULES = """
version: "3.1"
nlu:
  - {intent: greet, examples: "- xin chào\\n- chào"}
  - {intent: remember, examples: "- nhớ giúp\\n- ghi nhớ"}
  - {intent: fail, examples: "- hỏng\\n- hư"}
  - {intent: reject, examples: "- từ chối\\n- không làm"}
  - {intent: dossier, examples: "- hồ sơ\\n- giấy hẹn"}
rules:
  - {rule: greet, steps: [{intent: greet}, {action: utter_hello}]}
  - {rule: remember, steps: [{intent: remember}, {action: action_remember}]}
  - {rule: forget, steps: [{intent: delete_my_data}, {action: action_forget}]}
  - {rule: dossier, steps: [{intent: dossier}, {action: action_remember}]}
  - {rule: fail, steps: [{intent: fail}, {action: action_fail}]}
  - {rule: reject, steps: [{intent: reject}, {action: action_reject}]}
"""


@pytest.fixture(scope="session")
def small_model(tmp_path_factory):
    """A project directory with a trained model in it."""
    from bot.nlu.quiet import keep_rasa_quiet

    keep_rasa_quiet()
    from rasa.model_training import train

    project = tmp_path_factory.mktemp("project")
    files = {"domain.yml": DOMAIN, "config.yml": CONFIG, "data.yml": RULES}
    for name, content in files.items():
        (project / name).write_text(content, "utf-8")
    train(
        domain=str(project / "domain.yml"),
        config=str(project / "config.yml"),
        training_files=str(project / "data.yml"),
        output=str(project / "models"),
        fixed_model_name="small",
    )
    return project


@pytest.fixture(scope="session")
def small_bot(small_model):
    """The real ``RasaConversation`` on the small model, with the actions of ``small_actions``."""
    from agent.small_actions import ACTIONS
    from bot.agent.runtime import load_conversation

    before = list(services._chosen)
    pretended = SimpleNamespace(settings=Settings(project_dir=small_model))
    conversation = load_conversation(pretended, Vault(bytes(range(32))))
    services._chosen[:] = before
    for action in ACTIONS:
        conversation._actions._executor.register_action(action)
    return conversation
