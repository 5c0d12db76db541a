"""The verdict on an answer to a fact question."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.fact_questions import FactQuestion, judge
from bot.channels.replies import Reply


def question(**changes: Any) -> FactQuestion:
    facts: dict[str, Any] = {
        "id": "x",
        "group": 1,
        "code": "1.000001",
        "asks": "mấy ngày",
        "expect": "fact",
        "says": ["3 ngày"],
        "source": "here",
    }
    return FactQuestion(**(facts | changes))


@pytest.mark.parametrize(
    ("asked", "told", "about", "verdict"),
    [
        (question(), "Trong **3 ngày**.", "1.000001", "right"),
        (question(says=[["5 ngày", "3 NGÀY"]]), "3  ngày", "1.000001", "right"),
        (question(), "Tôi chưa rõ.", "1.000001", "not told"),
        (question(says_not=["7 ngày"]), "3 ngày hoặc 7 ngày", "1.000001", "wrong"),
        (question(says_not=["7 ngày"]), "3 ngày.\n⚠ Cổng ghi 7 ngày (quy định cũ).", None, "right"),
        (question(no_amount=True), "3 ngày, 20.000đ", "1.000001", "wrong"),
        (question(), "5 ngày\nNguồn: luật", "1.000002", "wrong"),
        (question(), "Anh/chị hỏi về thủ tục nào?", None, "not told"),
        (question(), "3 ngày", "1.000002", "right"),
    ],
)
def test_right_wrong_or_not_told(
    asked: FactQuestion, told: str, about: str | None, verdict: str
) -> None:
    assert judge(asked, [Reply(told)], about).verdict == verdict


def test_what_is_behind_more_counts_as_said() -> None:
    assert judge(question(), [Reply("Có.", more="3 ngày")], "1.000001").verdict == "right"
