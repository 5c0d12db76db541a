"""The same model behind the stock Rasa server: channels, NLU and policies in one process.

The action server is ``python -m rasa_sdk``; trackers stay in memory, so nothing survives
a restart and no database costs anything: a comparison in its favour.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from bot.cli.trial import free_port
from bot.nlu.fingerprint import newest_model
from bot.settings import PROJECT_DIR


@contextlib.contextmanager
def stock_rasa(directory: Path) -> Iterator[str]:
    """Start both servers and yield the address of the Rasa server."""
    actions_port, rasa_port = free_port(), free_port()
    (directory / "credentials.yml").write_text("rest:\n")
    (directory / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n"
    )
    python = [sys.executable, "-W", "ignore", "-m"]
    commands = (
        [*python, "rasa_sdk", "--actions", "actions", "-p", str(actions_port)],
        [
            *(*python, "rasa", "run", "-m", str(newest_model(PROJECT_DIR / "models"))),
            *("-p", str(rasa_port), "-i", "127.0.0.1"),
            *("--credentials", str(directory / "credentials.yml")),
            *("--endpoints", str(directory / "endpoints.yml")),
        ],
    )
    env = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "ERROR"}
    with (directory / "stock.log").open("wb") as log:
        processes = [
            subprocess.Popen(command, cwd=PROJECT_DIR, env=env, stdout=log, stderr=log)
            for command in commands
        ]
    try:
        url = f"http://127.0.0.1:{rasa_port}"
        _wait(url)
        yield url
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def _wait(url: str) -> None:
    for _ in range(600):
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{url}/", timeout=5).status_code == 200:
                return
        time.sleep(0.2)
    raise SystemExit("stock Rasa did not start")
