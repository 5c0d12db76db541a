"""The repository stays a plain Rasa project: its files fit Rasa's own commands."""

import subprocess
import sys
from urllib.parse import urlsplit

import yaml
from rasa_sdk.constants import DEFAULT_SERVER_PORT
from rasa_sdk.executor import ActionExecutor

from bot.settings import PROJECT_DIR


def read(name):
    return yaml.safe_load((PROJECT_DIR / name).read_text("utf-8"))


def test_rasa_shell_finds_the_standard_action_server():
    url = urlsplit(read("endpoints.yml")["action_endpoint"]["url"])
    assert (url.hostname, url.port, url.path) == ("localhost", DEFAULT_SERVER_PORT, "/webhook")


def test_the_standard_action_server_offers_every_action_of_the_domain():
    executor = ActionExecutor()
    executor.register_package("actions")
    wanted = {name for name in read("domain.yml")["actions"] if name.startswith("action_")}
    assert wanted <= executor.actions.keys()


def test_the_database_is_not_named_in_the_endpoints():
    # a tracker store that cannot be imported would silently be one in memory
    assert read("endpoints.yml").keys() == {"action_endpoint"}


def test_the_plain_command_imports_without_tensorflow():
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "rasa", "--version"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=PROJECT_DIR,
    )
    assert ended.returncode == 0, ended.stderr[-500:]
    assert "Rasa Version" in ended.stdout
