"""Facts: questions with exact expected figures, put to the whole assistant.

The questions (``questions/``) were written from the collected facts by somebody who had
not read the catalogue's files. Each is asked in a conversation of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.agent.runtime import load_conversation
from bot.answers.fact_questions import FactQuestion, Judged, judge, load_fact_questions
from bot.channels.channel import InboundMessage
from bot.cli.preparation import train_if_changed
from bot.privacy.keys import open_vault
from bot.services import build_services, use_services
from bot.settings import PROJECT_DIR, Settings

QUESTIONS = PROJECT_DIR / "benchmarks" / "facts" / "questions"
TODAY = date(2026, 11, 23)
"""the day for which the questions were written, where they name none"""


async def ask_all(questions: list[FactQuestion]) -> list[tuple[Judged, str]]:
    """Return the verdict and the text of each answer, in the questions' order."""
    with tempfile.TemporaryDirectory(prefix="troly-facts-") as data_dir:
        settings = Settings(data_dir=Path(data_dir))
        train_if_changed(settings)
        services = build_services(settings)
        conversation = load_conversation(services, open_vault(settings))
        answered = []
        for question in questions:
            on_the_day = replace(services.settings, today=question.day or TODAY)
            use_services(replace(services, settings=on_the_day))
            message = InboundMessage("terminal", question.id, question.asks, question.id)
            answer = await conversation.answer(question.id, message, None)
            slots = answer.change.state["slots"] if answer.change else {}
            verdict = judge(question, answer.replies, slots.get("procedure"))
            told = "\n".join(f"{reply.text}\n{reply.more or ''}" for reply in answer.replies)
            answered.append((verdict, told))
        return answered


def main() -> int:
    """Ask, count, print; exit code 1 when anything is wrong."""
    parser = argparse.ArgumentParser(prog="troly bench facts", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print every verdict as JSON")
    parser.add_argument("--only", metavar="WORDS", help="questions whose id holds these words")
    args = parser.parse_args()
    questions = [
        each for each in load_fact_questions(QUESTIONS) if not args.only or args.only in each.id
    ]
    answered = asyncio.run(ask_all(questions))
    if args.json:
        rows = [
            {"id": question.id, "asks": question.asks, "verdict": judged.verdict,
             "why": judged.why, "answer": told}
            for question, (judged, told) in zip(questions, answered, strict=True)
        ]  # fmt: skip
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        _print(questions, [judged for judged, _ in answered])
    return int(any(judged.verdict == "wrong" for judged, _ in answered))


def _print(questions: list[FactQuestion], verdicts: list[Judged]) -> None:
    both = list(zip(questions, verdicts, strict=True))
    counts = Counter((question.expect, judged.verdict) for question, judged in both)
    sys.stdout.write(f"{'expected':<10}{'right':>8}{'wrong':>8}{'not told':>10}{'all':>6}\n")
    for expect in ("fact", "caveat", "unknown"):
        row = [counts[expect, verdict] for verdict in ("right", "wrong", "not told")]
        sys.stdout.write(f"{expect:<10}{row[0]:>8}{row[1]:>8}{row[2]:>10}{sum(row):>6}\n")
    for question, judged in both:
        if judged.verdict != "right":
            sys.stdout.write(f"{judged.verdict:<9} {question.id}: {question.asks} → {judged.why}\n")


if __name__ == "__main__":
    raise SystemExit(main())
