"""How often the procedure is found that a message means, and left open where it is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.nlu.evaluation.scores import Parse, share
from bot.nlu.linking_messages import LinkingMessage


@dataclass(frozen=True)
class Linked:
    """A message with what was made of it."""

    message: LinkingMessage
    taken: str | None
    """the code that is surely meant; None = none is"""
    offered: tuple[str, ...]
    """codes, best first"""


def link(parse: Parse, messages: Sequence[LinkingMessage]) -> list[Linked]:
    """Parse each message."""
    linked = []
    for message in messages:
        parsed = parse(message.text)
        offered = tuple(row["code"] for row in parsed["procedures"])
        linked.append(Linked(message, parsed["asks"][0]["procedure"], offered))
    return linked


def linking_table(linked: Sequence[Linked]) -> Iterator[str]:
    """Yield the lines of a table: messages that mean one procedure, several, none."""
    one = [each for each in linked if len(each.message.codes) == 1]
    several = [each for each in linked if len(each.message.codes) > 1]
    none = [each for each in linked if not each.message.codes]
    yield "| messages that mean | | share |"
    yield "|---|---|---|"
    for title, rows, found in (
        ("one procedure: taken for it", one, [e.taken in e.message.codes for e in one]),
        ("… it is offered first", one, [e.message.codes[0] in e.offered[:1] for e in one]),
        ("… among the first three", one, [e.message.codes[0] in e.offered[:3] for e in one]),
        ("… taken for another", one, [e.taken not in (None, *e.message.codes) for e in one]),
        ("several: asked back", several, [e.taken is None for e in several]),
        ("none: none taken", none, [e.taken is None for e in none]),
    ):
        yield f"| {title} | {len(rows)} | {100 * share(found):.1f} % |"
