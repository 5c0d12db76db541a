"""Questions with the exact figures or words of a right answer, and the verdict on an answer.

The questions are written from the collected facts by somebody who has not read the
catalogue's files; ``troly bench facts`` and the tests put them to the whole assistant.

Errors: ``bot.data_files.DataFileError`` names the file and the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from bot.channels.replies import Reply
from bot.data_files import read_data_file

Verdict = Literal["right", "wrong", "not told"]
"""``wrong``: something false is said, or another procedure's facts; ``not told``: neither."""

_AMOUNT = re.compile(r"\d[\d.]*đ")
_OLD = re.compile(
    r"\b(?:quy định cũ|mức cũ|số cũ|ưu đãi cũ|đã hết|không còn|ô để trống)\b", re.IGNORECASE
)
"""a line that says of a figure or an office that it is not, or no longer, right"""
_GAPS = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class FactQuestion:
    """One question that stands alone, and what its answer must and must not hold."""

    id: str
    group: str | int
    """row (1–58) or part (A–M) of the collected facts that it is about."""
    code: str | None = None
    """the procedure it is about; None for a general topic."""
    asks: str
    day: date | None = None
    """asked as of this day; None: the day of the measurement."""
    expect: Literal["fact", "unknown", "caveat"]
    says: list[str | list[str]]
    """each must stand in the answer; of a list, one of them."""
    says_not: list[str] = field(default_factory=list)
    no_amount: bool = False
    """no amount in đồng may be said."""
    source: str
    note: str | None = None


@dataclass(frozen=True)
class Judged:
    """A verdict and why."""

    verdict: Verdict
    why: str = ""


def load_fact_questions(folder: Path) -> list[FactQuestion]:
    """Return the questions of all files of a folder."""
    return [
        question
        for path in sorted(folder.glob("*.yml"))
        for question in read_data_file(path, list[FactQuestion])
    ]


def judge(question: FactQuestion, replies: Iterable[Reply], about: str | None) -> Judged:
    """Return the verdict on an answer; ``about`` is the code that the answer was about.

    What stands behind "Xem thêm" counts as said.
    """
    told = "\n".join(f"{reply.text}\n{reply.more or ''}" for reply in replies)
    said = _plain(told)
    as_current = _plain("\n".join(line for line in told.splitlines() if not _OLD.search(line)))
    false = [words for words in question.says_not if _plain(words) in as_current]
    if false:
        return Judged("wrong", f"says {', '.join(false)}")
    if question.no_amount and (amount := _AMOUNT.search(said)):
        return Judged("wrong", f"says {amount.group()} where no amount is known")
    missing = [words for words in question.says if not _holds(said, words)]
    if not missing:
        return Judged("right")
    lacks = ", ".join(" / ".join(each) if isinstance(each, list) else each for each in missing)
    if about and question.code and about != question.code and "nguồn:" in said:
        return Judged("wrong", f"answers about {about}; lacks {lacks}")
    return Judged("not told", f"lacks {lacks}")


def _holds(said: str, words: str | list[str]) -> bool:
    alternatives = words if isinstance(words, list) else [words]
    return any(_plain(each) in said for each in alternatives)


def _plain(text: str) -> str:
    return _GAPS.sub(" ", text.replace("**", "")).lower()
