"""The command ``troly``: one module a command group; parse, call services, print.

Exit codes: 0 fine, 1 failed, 2 wrong usage. Errors are one line on stderr.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot import __version__
from bot.catalogue.errors import CatalogueInvalid
from bot.settings import Settings, SettingsError

_PROCESSES = "bot.cli.processes"
COMMANDS: dict[str, tuple[str, str]] = {
    "up": ("bot.cli.up", "start everything in the foreground"),
    "gateway": (_PROCESSES, "run the public HTTP server"),
    "agent": (_PROCESSES, "run one agent"),
    "jobs": (_PROCESSES, "run the periodic work"),
    "db": (_PROCESSES, "run the embedded database"),
    "sandbox": (_PROCESSES, "run the pretend office on loopback"),
    "train": ("bot.cli.train", "train the model"),
    "ask": ("bot.cli.talk", "print the answer to one question"),
    "chat": ("bot.cli.talk", "talk in the terminal"),
    "parse": ("bot.cli.parse", "understand messages: a line in, a JSON line out"),
    "catalogue": ("bot.cli.catalogue", "check, publish, show and search the catalogue"),
    "guidance": ("bot.cli.guidance", "list and draw the question trees"),
    "dossier": ("bot.cli.dossier", "look a dossier up"),
    "migrate": ("bot.cli.migrate", "bring the database's tables up to date"),
    "doctor": ("bot.cli.doctor", "check settings, database, model and catalogue"),
    "bench": ("bot.cli.bench", "measure, side by side in one run"),
}
"""command → (module with ``add_arguments(parser)`` and ``run(args, settings)``, help)."""


class CommandError(Exception):
    """A command cannot do its work; the message is one line for the terminal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _open_missing_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # of libraries; they are no help in a terminal
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(arguments)
    args = parser.parse_args(arguments)
    if args.command is None:
        parser.print_help()
        return 2
    module = importlib.import_module(COMMANDS[args.command][0])
    try:
        _read_env_file()
        return int(module.run(args, Settings.from_env()))
    except SettingsError as error:
        return _fail(str(error), 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(_explain(error))
    except Exception as error:  # the edge of the program: expected errors are one line
        ours = next(_our_errors(error), None)
        return _fail(_unexpected(error, args.command) if ours is None else _told(ours))


def _open_missing_streams() -> None:
    """Put the null device where the caller closed a stream (``troly up <&-``).

    The next file would take its number otherwise, and every child inherit it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", closefd=False))


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="troly", description="Trợ lý TTHC Cần Thơ")
    parser.add_argument("--version", action="version", version=f"troly {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    asked = next((word for word in arguments if not word.startswith("-")), None)
    for name, (module_name, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary.capitalize())
        if name == asked:  # the other commands' modules need not be imported
            importlib.import_module(module_name).add_arguments(command)
    return parser


def _read_env_file() -> None:
    """Add what ``.env`` in the working directory sets; the environment itself wins."""
    file = Path(".env")
    if not file.is_file():
        return
    try:
        lines = file.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        raise SettingsError(".env: the file is not UTF-8") from None
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = stripped.partition("=")
        if not equals:
            raise SettingsError(f".env:{number}: NAME=value is needed, found {stripped!r}")
        os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def _explain(error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"no space left on the disk{where}; nothing was published or replaced"
    return f"{error.strerror or error}{where}"


def _our_errors(error: BaseException | None) -> Iterator[BaseException]:
    """Yield what is ours among an error and its causes: Rasa wraps what components raise."""
    while error is not None:
        if type(error).__module__.startswith("bot."):
            yield error
        error = error.__cause__ or error.__context__


def system_error(error: BaseException | None) -> OSError | None:
    """Return what the system refused (a full disk), which Rasa may have wrapped."""
    while error is not None and not isinstance(error, OSError):
        error = error.__cause__ or error.__context__
    return error


def _told(error: BaseException) -> str:
    """Return what an error says: one line, or one a problem of the catalogue."""
    if isinstance(error, CatalogueInvalid):
        return str(error)
    return " ".join(str(error).split())


def _unexpected(error: Exception, command: str) -> str:
    """Return one line for a mistake of ours; the places go to a log, or to who debugs."""
    kind = f"unexpected {type(error).__module__}.{type(error).__qualname__}"
    if COMMANDS[command][0] == _PROCESSES:  # the sentence may repeat what a person wrote
        logging.getLogger(__name__).critical("the process ends", exc_info=error)
        return kind
    if os.environ.get("TROLY_LOG_LEVEL", "").upper() == "DEBUG":
        traceback.print_exception(error)
    said = next(iter(str(error).splitlines()), "")
    return f"{kind}: {said} (TROLY_LOG_LEVEL=DEBUG shows where)"


def _fail(message: str, code: int = 1) -> int:
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(f"troly: {message}\n")
    return code
