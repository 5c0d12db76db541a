"""Killed, started again, stopped: no process is left and nothing is lost."""

import os
import signal
import subprocess
import sys
import time

import httpx
import psutil
import pytest

from bot.cli.announce import is_ready
from bot.cli.trial import TrialSystem

pytestmark = [pytest.mark.server, pytest.mark.model]


def ask(system, message, sender="người-hỏi"):
    body = {"sender": sender, "message": message}
    response = httpx.post(f"{system.url}/webhooks/rest/webhook", json=body, timeout=30)
    assert response.status_code == 200, response.text
    return response.json()[0]["text"]


@pytest.fixture
def own_system(tmp_path, trained_model):
    system = TrialSystem(tmp_path / "var", TROLY_TODAY="2026-11-23")
    system.start()
    yield system
    system.stop()


def test_it_recovers_after_the_supervisor_was_killed(own_system):
    assert "khai sinh" in ask(own_system, "làm khai sinh cần giấy tờ gì").lower()
    children = list(own_system.processes())
    os.kill(own_system.pid, signal.SIGKILL)
    _gone, alive = psutil.wait_procs(children, timeout=20)
    assert [process.cmdline() for process in alive] == []

    own_system.start()

    # the conversation goes on: the follow-up still knows the procedure
    assert "khai sinh" in ask(own_system, "còn phí?").lower()


def test_stopping_leaves_no_process(own_system):
    processes = list(own_system.processes())
    assert len(processes) > 6
    own_system.stop()
    _gone, alive = psutil.wait_procs(processes, timeout=20)
    assert alive == []


def test_a_dead_process_is_started_again(own_system):
    for name in ("gateway", "sandbox", "jobs"):
        [process] = own_system.find(name)
        process.kill()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if all(len(own_system.find(name)) == 1 for name in ("gateway", "sandbox", "jobs")):
            break
        time.sleep(0.2)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{own_system.url}/ready", timeout=2).status_code == 200:
                break
        except httpx.HTTPError:
            time.sleep(0.2)
    assert "kết hôn" in ask(own_system, "đăng ký kết hôn nộp ở đâu").lower()


def test_it_answers_again_after_the_catalogue_was_damaged_and_the_agent_killed(own_system):
    current = own_system.data_dir / "catalogue" / "current"
    os.truncate(current.resolve(), 1000)
    for agent in own_system.find("agent"):
        agent.kill()
    deadline = time.monotonic() + 60
    while not is_ready("127.0.0.1", own_system.port) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert "khai sinh" in ask(own_system, "làm khai sinh cần giấy tờ gì").lower()


def test_a_second_start_on_the_same_data_is_refused_in_one_line(own_system):
    env = {**os.environ, **own_system._variables}
    command = [sys.executable, "-W", "ignore", "-m", "bot", "up"]
    second = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "already running" in second.stderr
