"""Started in odd places, stopped in the middle, refused: nothing is left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time

import httpx
import psutil
import pytest

from bot.cli.announce import is_ready
from bot.cli.trial import TrialSystem, free_port
from bot.settings import PROJECT_DIR
from bot.storage import embedded

pytestmark = [pytest.mark.server]

SOURCES = ("actions", "bot", "catalogue_data", "nlu_data", "config.yml", "domain.yml")
COMMAND = [sys.executable, "-W", "ignore", "-m", "bot", "up"]


@pytest.fixture
def untrained_project(tmp_path):
    """A copy of the project that has no model yet."""
    project = tmp_path / "project"
    project.mkdir()
    for name in SOURCES:
        source = PROJECT_DIR / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project / name)
    return project


@pytest.fixture
def environment(tmp_path):
    yield {
        **{name: value for name, value in os.environ.items() if not name.startswith("TROLY_")},
        "TROLY_DATA_DIR": str(tmp_path / "var"),
        "TROLY_HTTP_PORT": str(free_port()),
        "TROLY_SANDBOX_PORT": str(free_port()),
    }
    embedded.stop(tmp_path / "var")  # a start that was killed leaves it running


def all_of(process):
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def at(data_dir):
    """Return the processes that work in ``data_dir`` or were told its path."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd"]):
        words = [*(process.info["cmdline"] or ()), process.info["cwd"] or ""]
        if any(str(data_dir) in word for word in words):
            found.append(process)
    return found


def wait_for_training(project, process):
    deadline = time.monotonic() + 60
    while not list((project / "models").glob(".training-*")):
        assert process.poll() is None, "it ended before it trained"
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_while_it_trains_it_takes_everything_with_it(
    untrained_project, environment, tmp_path, asked_by
):
    output = tmp_path / "output.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            COMMAND, cwd=untrained_project, env=environment, stdout=file, stderr=file
        )
    wait_for_training(untrained_project, process)
    family = all_of(process)
    process.send_signal(asked_by)
    assert process.wait(30) == 130
    _gone, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []
    assert at(tmp_path / "var") == []
    assert "Traceback" not in output.read_text("utf-8")


def test_killed_while_it_trains_the_training_ends_too(untrained_project, environment, tmp_path):
    process = subprocess.Popen(
        COMMAND, cwd=untrained_project, env=environment, stderr=subprocess.DEVNULL
    )
    wait_for_training(untrained_project, process)
    family = all_of(process)
    process.kill()
    process.wait()
    _gone, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []
    # the database stays for the next start, which is not refused
    for left in (untrained_project / "models").glob(".training-*"):
        shutil.rmtree(left)
    again = subprocess.Popen(
        COMMAND, cwd=untrained_project, env=environment, stderr=subprocess.DEVNULL
    )
    wait_for_training(untrained_project, again)
    again.terminate()
    assert again.wait(30) == 130
    assert at(tmp_path / "var") == []


@pytest.mark.model
def test_a_damaged_key_is_refused_before_anything_starts(trained_model, environment, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret.key").write_text("damaged\n")
    ended = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    [line] = ended.stderr.splitlines()
    assert "secret.key is damaged" in line
    assert at(tmp_path / "var") == []


@pytest.mark.model
def test_it_serves_without_streams_home_and_locale_and_ends_with_its_terminal(
    trained_model, environment, tmp_path
):
    for name in ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "TERM"):
        environment.pop(name, None)
    environment["LANG"] = "C"
    # stdin closed; who reads the output goes away after the first line
    process = subprocess.Popen(
        ["sh", "-c", f"exec {' '.join(COMMAND)} <&- 2>&1"], env=environment, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout.readline()
        process.stdout.close()
        port = int(environment["TROLY_HTTP_PORT"])
        deadline = time.monotonic() + 90
        while not is_ready("127.0.0.1", port):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        body = {"sender": "bà Tư", "message": "khai sinh cần giấy tờ gì"}
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        assert "khai sinh" in httpx.post(url, json=body, timeout=30).json()[0]["text"]
        family = all_of(process)
        process.send_signal(signal.SIGHUP)
        process.wait(60)
        _gone, alive = psutil.wait_procs(family, timeout=20)
        assert alive == []
        assert at(tmp_path / "var") == []
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)


@pytest.mark.model
def test_a_system_whose_database_was_killed_answers_at_once_again(trained_model, tmp_path):
    with TrialSystem(tmp_path / "var", TROLY_TODAY="2026-11-23") as system:
        pid_file = system.data_dir / "postgres" / "postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        with httpx.Client(base_url=system.url, timeout=30) as client:
            body = {"sender": "bà Tư", "message": "khai sinh phí", "message_id": "1"}
            statuses = []
            deadline = time.monotonic() + 60
            while 200 not in statuses:
                assert time.monotonic() < deadline
                statuses.append(client.post("/webhooks/rest/webhook", json=body).status_code)
                time.sleep(0.2)
            assert set(statuses) <= {200, 503}
            [reply] = client.post("/webhooks/rest/webhook", json=body).json()
            assert "khai sinh" in reply["text"].lower()
