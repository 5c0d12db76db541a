"""Draws a guidance tree: as Mermaid text, or as a picture (SVG) with a column a question deep."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from html import escape

from bot.catalogue.trees import GuidanceTree, TreeOption, TreeQuestion

_WIDTH, _GAP_X, _GAP_Y, _LINE, _PAD = 240, 150, 28, 17, 10
_CHARACTERS = 32
"""of a line in a box"""


def as_mermaid(tree: GuidanceTree, names: Mapping[str, str]) -> str:
    """Return the tree as a Mermaid flow chart; ``names``: code → name of a procedure."""
    nodes = {question.id: f"q{at}" for at, question in enumerate(tree.questions)}
    lines = [f"%% {tree.title}", "flowchart LR"]
    for question in tree.questions:
        lines.append(f'  {nodes[question.id]}["{_quoted(question.ask)}"]')
    for question in tree.questions:
        for at, option in enumerate(question.options):
            start, label = nodes[question.id], _quoted(option.label)
            if option.next is None:
                end = f"{start}_{at}"
                lines.append(
                    f'  {start} -- "{label}" --> {end}(["{_quoted(_end(option, names))}"])'
                )
            else:
                due = "".join(f"<br>+ {names.get(code, code)}" for code in option.procedures)
                lines.append(f'  {start} -- "{label}{_quoted(due)}" --> {nodes[option.next]}')
    return "\n".join(lines) + "\n"


def as_svg(tree: GuidanceTree, names: Mapping[str, str]) -> str:
    """Return the tree as an SVG picture; ``names``: code → name of a procedure."""
    boxes = {question.id: _box(question, names) for question in tree.questions}
    depths = _depths(tree)
    tops: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for question in tree.questions:
        depth = depths[question.id]
        y = tops.get(depth, _GAP_Y)
        places[question.id] = (_GAP_Y + depth * (_WIDTH + _GAP_X), y)
        tops[depth] = y + _height(boxes[question.id]) + _GAP_Y
    width = _GAP_Y + (max(depths.values()) + 1) * (_WIDTH + _GAP_X)
    height = max(tops.values()) + _GAP_Y
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="13">',
        f"<title>{escape(tree.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    parts += _arrows(tree, boxes, places)
    for question in tree.questions:
        parts += _drawn(boxes[question.id], *places[question.id])
    return "\n".join([*parts, "</svg>"]) + "\n"


def _end(option: TreeOption, names: Mapping[str, str]) -> str:
    due = [names.get(code, code) for code in option.procedures]
    return "<br>".join(due) or "✓"


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


def _box(question: TreeQuestion, names: Mapping[str, str]) -> list[tuple[str, int | None]]:
    """Return the lines of a box; a line that begins an option carries its place."""
    lines: list[tuple[str, int | None]] = [
        (line, None) for line in textwrap.wrap(question.ask, _CHARACTERS)
    ]
    for at, option in enumerate(question.options):
        due = "".join(f" + {names.get(code, code)}" for code in option.procedures)
        first, *rest = textwrap.wrap(f"• {option.label}{due}", _CHARACTERS)
        lines += [(first, at), *((line, None) for line in rest)]
    return lines


def _height(lines: list[tuple[str, int | None]]) -> int:
    return len(lines) * _LINE + 2 * _PAD


def _depths(tree: GuidanceTree) -> dict[str, int]:
    """Return how many questions may come before each one at most."""
    depths = {question.id: 0 for question in tree.questions}
    for question in tree.questions:  # a question only leads to later ones
        for option in question.options:
            if option.next is not None:
                depths[option.next] = max(depths[option.next], depths[question.id] + 1)
    return depths


def _arrows(
    tree: GuidanceTree,
    boxes: Mapping[str, list[tuple[str, int | None]]],
    places: Mapping[str, tuple[int, int]],
) -> Iterator[str]:
    for question in tree.questions:
        x, y = places[question.id]
        rows = {at: row for row, (_, at) in enumerate(boxes[question.id]) if at is not None}
        for at, option in enumerate(question.options):
            if option.next is None:
                continue
            to_x, to_y = places[option.next]
            from_x, from_y = x + _WIDTH, y + _PAD + rows[at] * _LINE + _LINE // 2
            middle = (from_x + to_x) // 2
            target = to_y + _PAD + _LINE // 2
            yield (
                f'<path d="M{from_x},{from_y} C{middle},{from_y} {middle},{target} '
                f'{to_x},{target}" fill="none" stroke="#888"/>'
            )


def _drawn(lines: list[tuple[str, int | None]], x: int, y: int) -> Iterator[str]:
    yield (
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_height(lines)}" rx="6" '
        'fill="#f4f7fb" stroke="#345"/>'
    )
    asked = next(row for row, (_, at) in enumerate(lines) if at is not None)
    for row, (line, _) in enumerate(lines):
        weight = ' font-weight="bold"' if row < asked else ""
        top = y + _PAD + row * _LINE + 13
        yield f'<text x="{x + _PAD}" y="{top}"{weight}>{escape(line)}</text>'
