"""The fact questions, put to the whole assistant: nothing false, nearly all of it told."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.fact_questions import judge, load_fact_questions
from bot.channels.channel import InboundMessage
from bot.settings import PROJECT_DIR

pytestmark = pytest.mark.model

QUESTIONS = load_fact_questions(PROJECT_DIR / "benchmarks" / "facts" / "questions")
TODAY = date(2026, 11, 23)
TOLD = 0.97


async def test_no_fact_is_told_wrong_and_nearly_all_are_told(turns, town) -> None:
    wrong, silent, known = [], [], 0
    for question in QUESTIONS:
        town.on(question.day or TODAY)
        message = InboundMessage("terminal", question.id, question.asks, question.id)
        answer = await turns.answer(f"fact-{question.id}", message, None)
        about = answer.change.state["slots"].get("procedure") if answer.change else None
        judged = judge(question, answer.replies, about)
        known += question.expect != "unknown"
        if judged.verdict == "wrong":
            wrong.append(f"{question.id}: {question.asks} → {judged.why}")
        elif judged.verdict == "not told" and question.expect != "unknown":
            silent.append(f"{question.id}: {question.asks} → {judged.why}")
    assert wrong == []
    assert len(silent) <= (1 - TOLD) * known, "\n".join(silent)


def test_there_are_enough_questions_over_all_groups() -> None:
    assert len(QUESTIONS) >= 200
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    asked: set[str | int] = {question.group for question in QUESTIONS}
    assert set(range(1, 59)) - asked == set()


def test_every_question_names_its_source() -> None:
    assert [each.id for each in QUESTIONS if not each.source.strip()] == []
