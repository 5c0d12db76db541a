"""A whole system on trial: ``troly up`` on ports and a data directory of its own.

Benchmarks and end-to-end tests drive the real processes through this.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bot.cli.announce import is_ready

_STOP_SECONDS = 40.0


class TrialFailed(Exception):
    """The system did not start; the message ends with what it printed."""


class TrialSystem:
    """One running ``troly up``; use as a context manager."""

    def __init__(self, data_dir: Path, **variables: str) -> None:
        """Prepare to run on ``data_dir`` with these ``TROLY_…`` variables."""
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = data_dir / "output.txt"
        self._variables = {
            "TROLY_DATA_DIR": str(data_dir),
            "TROLY_HTTP_PORT": str(self.port),
            "TROLY_SANDBOX_PORT": str(free_port()),
            **variables,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> TrialSystem:
        """Start and wait until it serves."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop everything."""
        self.stop()

    @property
    def pid(self) -> int:
        """Return the supervisor's process id."""
        if self._process is None:
            raise TrialFailed("the system was not started")
        return self._process.pid

    @property
    def sandbox_url(self) -> str:
        """Return the address of the sandbox office."""
        return f"http://127.0.0.1:{self._variables['TROLY_SANDBOX_PORT']}"

    def start(self, timeout: float = 300.0) -> float:
        """Start; return the seconds until it was ready. Raises ``TrialFailed``."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        begin = time.monotonic()
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "bot", "up"],
                env={**os.environ, **self._variables},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        while not is_ready("127.0.0.1", self.port):
            if self._process.poll() is not None or time.monotonic() - begin > timeout:
                printed = self.output.read_text("utf-8", "replace")
                self.stop()
                raise TrialFailed(f"the system did not start; it printed:\n{printed}")
            time.sleep(0.1)
        return time.monotonic() - begin

    def stop(self) -> None:
        """Stop as Ctrl-C does, and wait until no process is left."""
        if self._process is None:
            return
        children = list(self.processes())
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        psutil.wait_procs(children, timeout=10)

    def processes(self) -> Iterator[psutil.Process]:
        """Return the processes of the system that live: supervisor, children, database."""
        try:
            supervisor = psutil.Process(self.pid)
            yield supervisor
            yield from supervisor.children(recursive=True)
        except psutil.NoSuchProcess:
            pass
        yield from self._database_processes()

    def find(self, name: str) -> list[psutil.Process]:
        """Return the processes that run ``troly <name>``."""
        return [process for process in self.processes() if _command(process) == name]

    def _database_processes(self) -> Iterator[psutil.Process]:
        pid_file = self.data_dir / "postgres" / "postmaster.pid"
        try:
            server = psutil.Process(int(pid_file.read_text().split()[0]))
            yield server
            yield from server.children(recursive=True)
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
            return


def _command(process: psutil.Process) -> str | None:
    """Return the command of ``troly`` that a process runs, None for another program."""
    try:
        line = process.cmdline()
    except psutil.Error:  # it has just died
        return None
    return line[-1] if line[-3:-1] == ["-m", "bot"] else None


def memory_mib(processes: list[psutil.Process]) -> float:
    """Return the memory of ``processes`` together: shared pages are counted once (PSS)."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total / 2**20


def free_port() -> int:
    """Return a TCP port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
