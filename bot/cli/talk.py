"""``troly ask`` and ``troly chat``: the whole bot in the terminal, without a server."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict
from typing import Any

from bot.channels.channel import InboundMessage
from bot.channels.replies import Reply
from bot.cli.preparation import prepare_terminal, progress
from bot.settings import Settings

_CONVERSATION = "terminal"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``ask`` takes the question; without one each line of stdin is a turn."""
    parser.add_argument("question", nargs="*", help="the question (ask)")
    parser.add_argument("--json", action="store_true", help="print the replies as JSON")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or talk until the end of the input."""
    question = " ".join(args.question).strip()
    if args.command == "ask":
        if not question:
            sys.stderr.write('troly: a question is needed: troly ask "làm khai sinh cần gì"\n')
            return 2
        prepare_terminal(settings)
        return asyncio.run(_talk(settings, [question], as_json=args.json))
    prepare_terminal(settings)
    return asyncio.run(_talk(settings, None, as_json=args.json))


async def _talk(settings: Settings, questions: list[str] | None, *, as_json: bool) -> int:
    from bot.agent.runtime import load_conversation
    from bot.privacy.keys import open_vault
    from bot.services import build_services

    conversation = load_conversation(build_services(settings), open_vault(settings))
    state: dict[str, Any] | None = None
    last: list[Reply] = []
    for number, line in enumerate(_lines() if questions is None else questions):
        text = _pressed(line, last)
        message = InboundMessage("terminal", "terminal", text, str(number))
        answered = await conversation.answer(_CONVERSATION, message, state)
        state = answered.change.state if answered.change else state
        last = answered.replies
        _print(last, as_json=as_json)
    return 0


def _lines() -> Any:
    if sys.stdin.isatty():
        progress("type a message; Ctrl-D ends")
    while True:
        try:
            line = input("bạn> " if sys.stdin.isatty() else "")
        except EOFError:
            return
        if line.strip():
            yield line


def _pressed(line: str, last: list[Reply]) -> str:
    """Return the payload of the button that ``[n]`` names, or the line itself."""
    buttons = [button for reply in last for button in reply.buttons]
    inner = line.strip().removeprefix("[").removesuffix("]")
    if line.strip().startswith("[") and inner.isdecimal() and 1 <= int(inner) <= len(buttons):
        return buttons[int(inner) - 1].payload
    return line


def _print(replies: list[Reply], *, as_json: bool) -> None:
    if as_json:
        rows = [asdict(reply) for reply in replies]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        return
    number = 0
    for reply in replies:
        more = f"\n\n{reply.more}" if reply.more else ""
        sys.stdout.write(f"{reply.text}{more}\n".replace("**", ""))
        for button in reply.buttons:
            number += 1
            sys.stdout.write(f"  [{number}] {button.title}\n")
    sys.stdout.write("\n")
    sys.stdout.flush()
