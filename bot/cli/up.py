"""``troly up``: prepare everything, then become the supervisor of all processes."""

from __future__ import annotations

import argparse
import fcntl
import os
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from bot.cli import CommandError
from bot.cli.lifetime import stop_seconds
from bot.cli.preparation import prepare, progress
from bot.privacy.keys import open_vault
from bot.settings import SUPERVISED, Settings, unknown_variables
from bot.storage import embedded
from bot.storage.engine import running_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything else is set by the environment."""
    parser.add_argument(
        "--prepare-only", action="store_true", help="migrate, publish and train, then stop"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Prepare, then run until Ctrl-C; returns only with ``--prepare-only``."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop_preparing)
    for name in unknown_variables(os.environ):
        progress(f"{name} is no setting; see .env.example")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = _only_one(settings.data_dir)
    _check_ports(settings)
    open_vault(settings)  # a damaged key would stop every process, out of the terminal's sight
    if args.prepare_only:
        with running_database(settings):
            prepare(settings)
        return 0
    if settings.database_url is None:
        progress("starting the embedded database")
        embedded.start(settings.data_dir)
    try:
        prepare(settings)
        config = write_supervisor_config(settings)
    except BaseException:
        if settings.database_url is None:
            embedded.stop(settings.data_dir)
        raise
    os.set_inheritable(lock, True)  # held as long as the supervisor lives
    progress("starting the processes")
    os.environ[SUPERVISED] = str(os.getpid())
    _announce(settings)
    return _become_supervisor(config)


def _stop_preparing(_number: int, _frame: object) -> NoReturn:
    """Stop as Ctrl-C does: the database and the training must not stay behind."""
    raise KeyboardInterrupt


def _become_supervisor(config: str) -> NoReturn:
    """Go on as the supervisor in this same process: no parent more to keep or to kill."""
    sys.stdout.flush()
    sys.stderr.flush()
    module = ["-W", "ignore", "-m", "bot.cli.supervisor"]
    os.execv(sys.executable, [sys.executable, *module, config])


def write_supervisor_config(settings: Settings) -> str:
    """Write supervisord's configuration for these settings and return its path."""
    run_dir = settings.data_dir / "run"
    log_dir = settings.data_dir / "log"
    run_dir.mkdir(parents=True, exist_ok=True)
    log_dir.mkdir(parents=True, exist_ok=True)
    user = "user=root\n" if os.geteuid() == 0 else ""
    parts = [
        f"[supervisord]\nnodaemon=true\n{user}logfile={_escape(log_dir / 'supervisor.log')}\n"
        f"pidfile={_escape(run_dir / 'supervisor.pid')}\nchildlogdir={_escape(log_dir)}\n"
        "loglevel=info\n"
    ]
    if settings.database_url is None:
        parts.append(_program("db", settings, priority=1))
    if settings.dossier_api_url is None:
        parts.append(_program("sandbox", settings, priority=5))
    parts.append(_program("jobs", settings, priority=10))
    parts.append(_program("agent", settings, priority=20, count=settings.agents))
    parts.append(_program("gateway", settings, priority=30))
    path = run_dir / "supervisor.conf"
    path.write_text("\n".join(parts), "utf-8")
    return str(path)


def _program(name: str, settings: Settings, *, priority: int, count: int = 1) -> str:
    log = settings.data_dir / "log"
    return (
        f"[program:{name}]\n"
        f"command={_escape(shlex.quote(sys.executable))} -W ignore -m bot {name}\n"
        f"process_name=%(program_name)s_%(process_num)s\nnumprocs={count}\n"
        f"priority={priority}\nautorestart=true\nstartsecs=1\nstartretries=1000000\n"
        f"stopsignal=TERM\nstopwaitsecs={stop_seconds(name)}\nredirect_stderr=true\n"
        f"stdout_logfile={_escape(log)}/%(program_name)s_%(process_num)s.log\n"
        "stdout_logfile_maxbytes=5MB\nstdout_logfile_backups=2\n"
    )


def _announce(settings: Settings) -> None:
    """Let a child tell the terminal when all is ready; the supervisor reaps it."""
    subprocess.Popen(
        [
            *(sys.executable, "-W", "ignore", "-m", "bot.cli.announce"),
            *(settings.http_host, str(settings.http_port), str(settings.data_dir / "log")),
        ]
    )


def _escape(path: Path | str) -> str:
    return str(path).replace("%", "%%")


def _only_one(data_dir: Path) -> int:
    """Take the data directory's lock; it is held as long as the supervisor lives."""
    descriptor = os.open(data_dir / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CommandError(f"`troly up` is already running on {data_dir}") from None
    return descriptor


def _check_ports(settings: Settings) -> None:
    _check_host(settings.http_host)
    _check_port("TROLY_HTTP_PORT", settings.http_host, settings.http_port)
    if settings.dossier_api_url is None:
        if settings.sandbox_port == settings.http_port:
            raise CommandError("TROLY_SANDBOX_PORT and TROLY_HTTP_PORT must be two ports")
        _check_port("TROLY_SANDBOX_PORT", "127.0.0.1", settings.sandbox_port)


def _check_host(host: str) -> None:
    try:
        socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        raise CommandError(
            f"TROLY_HTTP_HOST={host!r} is no address of this machine; "
            "for example TROLY_HTTP_HOST=127.0.0.1"
        ) from None


def _check_port(variable: str, host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"port {port} on {host} cannot be used ({error.strerror}); "
                f"choose another one, for example {variable}={port + 1}"
            ) from None
