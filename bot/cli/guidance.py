"""``troly guidance``: list the question trees and draw them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.catalogue.loader import load_catalogue
from bot.catalogue.trees import GuidanceTree
from bot.cli import CommandError
from bot.guidance.drawing import as_mermaid, as_svg
from bot.guidance.walk import paths
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``list`` and ``draw [ID] [--svg] [--to DIR]``."""
    commands = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", required=True)
    commands.add_parser("list", help="print the trees with their questions and ways")
    draw = commands.add_parser("draw", help="draw a tree as Mermaid text or as an SVG picture")
    draw.add_argument("id", nargs="?", metavar="ID", help="such as khai-sinh; all when left out")
    draw.add_argument("--svg", action="store_true", help="a picture instead of Mermaid text")
    draw.add_argument("--to", type=Path, metavar="DIR", help="write files there, not to stdout")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Read the files of the catalogue; ``CatalogueInvalid`` when they are not right."""
    catalogue = load_catalogue(settings.catalogue_dir)
    if args.subcommand == "list":
        for tree in catalogue.trees:
            ways = sum(1 for _ in paths(tree))
            sys.stdout.write(
                f"{tree.id}\t{len(tree.questions)} questions\t{ways} ways\t{tree.title}\n"
            )
        return 0
    names = {each.code: each.short_name for each in catalogue.procedures}
    drawn = as_svg if args.svg else as_mermaid
    for tree in _chosen(catalogue.trees, args.id):
        text = drawn(tree, names)
        if args.to is None:
            sys.stdout.write(text)
            continue
        args.to.mkdir(parents=True, exist_ok=True)
        path = args.to / f"{tree.id}.{'svg' if args.svg else 'mmd'}"
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    return 0


def _chosen(trees: tuple[GuidanceTree, ...], tree_id: str | None) -> tuple[GuidanceTree, ...]:
    chosen = tuple(tree for tree in trees if tree_id in (None, tree.id))
    if not chosen:
        known = ", ".join(tree.id for tree in trees) or "none"
        raise CommandError(f"there is no guidance tree {tree_id}; there are: {known}")
    return chosen
