"""``troly dossier show CODE``: what the bot would say about a dossier."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict

from bot.dossier.codes import find_codes
from bot.dossier.errors import DossierError
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``show CODE [--json]``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="look a dossier up by its code")
    show.add_argument("code")
    show.add_argument("--json", action="store_true", help="print the public view as JSON")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Look the dossier up at the office and print its public view."""
    if not find_codes(args.code, settings.current_day()):
        sys.stderr.write(
            f"troly: {args.code!r} is no dossier code; see catalogue_data/dossier_codes.yml\n"
        )
        return 2
    try:
        return asyncio.run(_show(args.code, settings, as_json=args.json))
    except DossierError as error:
        sys.stderr.write(f"troly: {_office(settings)}: {error}\n")
        return 1


def _office(settings: Settings) -> str:
    if settings.dossier_api_url is None:
        return f"sandbox office on port {settings.sandbox_port} (`troly up` runs it)"
    return settings.dossier_api_url


async def _show(code: str, settings: Settings, *, as_json: bool) -> int:
    from bot.dossier.answers import compose
    from bot.services import build_services

    services = build_services(settings)
    report = await services.dossiers.look_up(code)
    if as_json:
        text = json.dumps(asdict(report.dossier), ensure_ascii=False, default=str, indent=2)
    else:
        text = compose(report, services.phrases).text.replace("**", "")
    sys.stdout.write(text + "\n")
    return 0
