"""The README tells the truth: its conversation, its settings, its links."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable

import pytest

from bot.channels.replies import Reply
from bot.settings import PROJECT_DIR, known_variables

README = (PROJECT_DIR / "README.md").read_text("utf-8")
ASKS = "bạn: "
DAY = "# hôm nay: 2026-11-23"


def transcript() -> list[str]:
    """Return the lines of the README's conversation."""
    block = re.search(r"^```transcript\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert block, "the README has no ```transcript block"
    return block.group(1).splitlines()


def printed(replies: Iterable[Reply]) -> str:
    """Return the replies as `troly chat` prints them."""
    lines: list[str] = []
    number = 0
    for reply in replies:
        lines += [reply.text] + (["", reply.more] if reply.more else [])
        for button in reply.buttons:
            number += 1
            lines.append(f"  [{number}] {button.title}")
    return "\n".join(lines).replace("**", "")


def test_the_transcript_names_its_day_and_begins_with_a_question() -> None:
    lines = transcript()
    assert lines[0] == DAY
    assert lines[1].startswith(ASKS)


@pytest.mark.model
async def test_the_bot_says_what_the_readme_shows(
    bot_say: Callable[[str, str], Awaitable[list[Reply]]],
) -> None:
    questions = [line.removeprefix(ASKS) for line in transcript() if line.startswith(ASKS)]
    turns = [f"{ASKS}{text}\n{printed(await bot_say('readme', text))}" for text in questions]
    said = "\n".join([DAY, "\n\n".join(turns)])
    shown = "\n".join(transcript())
    assert shown.rstrip() == said.rstrip(), f"the README should show:\n\n{said}\n"


def test_the_table_lists_every_setting() -> None:
    example = (PROJECT_DIR / ".env.example").read_text("utf-8")
    known = known_variables()
    assert set(re.findall(r"^\| `(TROLY_\w+)`", README, re.MULTILINE)) == known
    assert set(re.findall(r"^#?(TROLY_\w+)=", example, re.MULTILINE)) == known


@pytest.mark.parametrize(
    "document",
    sorted(
        str(path.relative_to(PROJECT_DIR))
        for path in (
            *PROJECT_DIR.glob("*.md"),
            *(PROJECT_DIR / "docs").rglob("*.md"),
            *(PROJECT_DIR / "deploy").rglob("*.md"),
        )
    ),
)
def test_every_link_of_a_document_leads_somewhere(document: str) -> None:
    path = PROJECT_DIR / document
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    local = [each for each in targets if "://" not in each]
    assert [each for each in local if not (path.parent / each).exists()] == []
