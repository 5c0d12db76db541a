"""``troly catalogue``: check, audit, publish, show and search the reviewed entries."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from bot.catalogue.audit import audit
from bot.catalogue.check import check_files
from bot.catalogue.errors import CatalogueInvalid, Problem
from bot.catalogue.loader import load_catalogue, read_directory, shown_name
from bot.catalogue.model import Procedure
from bot.catalogue.schema import write_schemas
from bot.catalogue.view import CatalogueView, IndexedCatalogue
from bot.cli.catalogue_audit import audit_data, table, to_confirm
from bot.cli.catalogue_card import card, card_data
from bot.cli.preparation import prepare_schema, progress
from bot.settings import Settings

FIRST = 20
"""things to confirm that the audit prints unless all are asked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Each subcommand names its own arguments."""
    commands = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", required=True)
    check = commands.add_parser("check", help="name every problem with file, line and key")
    publish = commands.add_parser("publish", help="check, then make the files the current version")
    for command in (check, publish):
        command.add_argument(
            "directory", nargs="?", type=Path, metavar="DIR", help="default: catalogue_data"
        )
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    audit = commands.add_parser("audit", help="what is known, unknown, expired; what to confirm")
    audit.add_argument(
        "directory", nargs="?", type=Path, metavar="DIR", help="these files, not what is published"
    )
    audit.add_argument("--all", action="store_true", help="everything to confirm, not the first 20")
    audit.add_argument("--json", action="store_true", help="print all of it as JSON")
    show = commands.add_parser("show", help="print one entry with the rules of today applied")
    show.add_argument("code", metavar="CODE", help="such as 1.001193")
    show.add_argument("--json", action="store_true", help="print the entry as JSON")
    search = commands.add_parser("search", help="stdin: a query a line; stdout: a JSON line each")
    search.add_argument("--limit", type=int, default=4, metavar="N", help="results a query (4)")
    commands.add_parser("schema", help="write the JSON Schemas that editors read")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run one subcommand; problems in the files are one line each on stderr."""
    try:
        return _SUBCOMMANDS[args.subcommand](args, settings)
    except CatalogueInvalid as error:
        kept = "; nothing was published" if args.subcommand == "publish" else ""
        counted = _counted(len(error.problems), "problem")
        sys.stderr.write(f"{error}\ntroly: {counted}{kept}\n")
        return 1


def _check(args: argparse.Namespace, settings: Settings) -> int:
    files = read_directory(_directory(args, settings))
    problems = [*check_files(files), *_start_data_problems(args, settings)]
    if args.json:
        _write_json([asdict(problem) for problem in problems])
        return 1 if problems else 0
    if problems:
        raise CatalogueInvalid(problems)
    counts = (
        _counted(len(files.procedures), "procedure"),
        _counted(len(files.rules), "rule"),
        _counted(len(files.clarifications), "clarification"),
        _counted(len(files.articles), "article"),
    )
    sys.stdout.write(f"{', '.join(counts)}: no problems\n")
    return 0


def _start_data_problems(args: argparse.Namespace, settings: Settings) -> Iterator[Problem]:
    from bot.cli.start_data import start_data_errors

    directory = _directory(args, settings)
    for error in start_data_errors(directory, all_needed=False):
        shown = shown_name(error.path, directory)
        yield Problem(shown, error.line or 1, error.key, error.problem)


def _publish(args: argparse.Namespace, settings: Settings) -> int:
    from bot.catalogue.versions import publish
    from bot.storage.engine import running_database, session_scope

    directory = _directory(args, settings)
    problems = check_files(read_directory(directory))
    if problems:  # before a database is started for nothing
        raise CatalogueInvalid(problems)
    with running_database(settings):
        prepare_schema(settings)
        with session_scope(settings) as session:
            result = publish(directory, settings.data_dir, session, getpass.getuser())
    count = _counted(result.procedures, "procedure")
    if result.published:
        sys.stdout.write(f"published {count} as {result.version} in {settings.data_dir}\n")
    else:
        sys.stdout.write(f"nothing to do: {result.version} holds the same {count} already\n")
    return 0


def _audit(args: argparse.Namespace, settings: Settings) -> int:
    published = args.directory is None
    catalogue = _current(settings).catalogue if published else load_catalogue(args.directory)
    found = audit(catalogue, settings.current_day())
    if args.json:
        _write_json(audit_data(found))
        return 0
    lines = [*table(found), "", *to_confirm(found, None if args.all else FIRST)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _show(args: argparse.Namespace, settings: Settings) -> int:
    current = _current(settings)
    found = [entry for entry in current.catalogue.procedures if entry.code == args.code]
    if not found:
        sys.stderr.write(f"troly: {args.code} is not in the catalogue\n")
        return 1
    procedure: Procedure = found[0]
    rules, day = current.catalogue.rules, settings.current_day()
    if args.json:
        _write_json({"version": current.version, **card_data(procedure, rules, day)})
    else:
        sys.stdout.write("\n".join(card(procedure, rules, day)) + "\n")
    return 0


def _search(args: argparse.Namespace, settings: Settings) -> int:
    if args.limit < 1:
        sys.stderr.write("troly: --limit: a whole number from 1 on is needed\n")
        return 2
    index = _current(settings).index
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        query = line.rstrip("\r\n")
        results = [
            {"code": match.code, "name": match.name, "score": round(match.score, 4)}
            for match in index.search(query, args.limit)
        ]
        _write_json({"query": query, "results": results}, indent=None)
    return 0


def _schema(_args: argparse.Namespace, settings: Settings) -> int:
    changed = write_schemas(settings.catalogue_dir)
    sys.stdout.write("".join(f"wrote {path}\n" for path in changed) or "nothing to do\n")
    return 0


_SUBCOMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "check": _check,
    "audit": _audit,
    "publish": _publish,
    "show": _show,
    "search": _search,
    "schema": _schema,
}


def _directory(args: argparse.Namespace, settings: Settings) -> Path:
    directory: Path | None = args.directory
    return directory or settings.catalogue_dir


def _current(settings: Settings) -> IndexedCatalogue:
    """Return what is published; what was never published is read from its files."""
    view = CatalogueView(settings.data_dir, settings.catalogue_dir)
    current = view.current()
    if current.version is None:
        progress("nothing is published yet; reading catalogue_data")
    return current


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _write_json(data: object, indent: int | None = 1) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")
    sys.stdout.flush()
