"""Hears which answer of a question a person gives in his own words.

A short message that is an answer and little else is taken for it; a longer one only when it
holds the words of one answer and asks nothing. Everything else is a question on the side.
The words are data (``nlu_data/shared/guided_answers.yml``). Errors: ``DataFileError``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from bot.answers.heard import heard_as, spoken_words
from bot.catalogue.trees import TreeOption, TreeQuestion
from bot.data_files import read_data_file
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

WORDS_FILE = PROJECT_DIR / "nlu_data" / "shared" / "guided_answers.yml"

Wish = Literal["back", "go_on", "leave", "unsure", "why"]

_LONGEST = 12
"""words of a message that may be an answer"""
_AGE = re.compile(r"\b(\d{1,3}) ?(tuoi|thang|tuan|ngay)?\b")
_MONTHS = 12
_COURTESY = re.compile(r"^(?:da|thua)\b ?")


@dataclass(frozen=True)
class Heard:
    """What a message says to a question: an answer or a wish."""

    option: TreeOption | None = None
    wish: Wish | None = None
    whole: bool = False
    """the message says this and little else"""


@dataclass(frozen=True, kw_only=True)
class GuidedAnswerWords:
    """The lists of the data file; see there what each holds."""

    small_words: tuple[str, ...]
    back: tuple[str, ...]
    why: tuple[str, ...]
    unsure: tuple[str, ...]
    leave: tuple[str, ...]
    go_on: tuple[str, ...]

    @cached_property
    def small(self) -> frozenset[str]:
        """Return the folded words that change nothing."""
        return frozenset(word for phrase in self.small_words for word in fold(phrase).split())

    @cached_property
    def wishes(self) -> tuple[tuple[Wish, re.Pattern[str]], ...]:
        """Return how each wish is said, in the order in which they are looked for."""
        return (
            ("back", heard_as(self.back)),
            ("go_on", _in_front(self.go_on)),
            ("unsure", heard_as(self.unsure)),
            ("why", heard_as(self.why)),
            ("leave", _in_front(self.leave)),
        )


def hear(question: TreeQuestion, message_folded: str) -> Heard | None:
    """Return the answer or the wish in a folded message; None: it speaks of something else."""
    words = spoken_words(message_folded)
    if not words or len(words.split()) > _LONGEST:
        return None
    chosen = _said(question, words) or _of_age(question, words)
    if chosen is not None and chosen.whole:
        return chosen
    wish = heard_wish(message_folded)
    return Heard(wish=wish, whole=True) if wish else chosen


def heard_wish(message_folded: str) -> Wish | None:
    """Return what a short folded message wants of the questions, whichever is open."""
    words = spoken_words(message_folded)
    if len(words.split()) > _LONGEST:
        return None
    return next((wish for wish, pattern in _words().wishes if pattern.search(words)), None)


def _said(question: TreeQuestion, words: str) -> Heard | None:
    """Return the answer whose words stand there; of several the one with the longest words.

    "có giấy chứng sinh" also holds the "có" of another answer. A single word in a message that
    says more is none: "cho hỏi giá vàng" gives nothing away.
    """
    # "dạ trễ hạn": without diacritics the courtesy would pass for "đã"
    shorter = _COURTESY.sub("", words)
    found: list[tuple[int, bool, TreeOption]] = []
    for option in question.options:
        pattern = _pattern_of(option.label, *option.says)
        for said in (words, shorter):
            spoken = max((match.group() for match in pattern.finditer(said)), key=len, default="")
            whole = not set(pattern.sub(" ", said).split()) - _words().small
            if spoken and (whole or " " in spoken):
                found.append((len(spoken), whole, option))
    found.sort(key=lambda each: (-each[0], not each[1]))
    if not found or any(
        length == found[0][0] and option is not found[0][2] for length, _, option in found
    ):
        return None
    _, whole, option = found[0]
    return Heard(option, whole=whole)


def _of_age(question: TreeQuestion, words: str) -> Heard | None:
    aged = any(option.has_bounds for option in question.options)
    told = _AGE.search(words) if aged else None
    if told is None or (told.group(2) is None and int(told.group(1)) <= len(question.options)):
        return None  # "2" is the second choice
    years = int(told.group(1))
    if told.group(2) == "thang":
        years //= _MONTHS
    elif told.group(2) in ("tuan", "ngay"):
        years = 0
    fitting = next((each for each in question.options if each.fits_age(years)), None)
    return Heard(fitting, whole=True) if fitting else None


@lru_cache(maxsize=512)
def _pattern_of(*phrases: str) -> re.Pattern[str]:
    spoken = [" … ".join(map(spoken_words, fold(each).split("…"))) for each in phrases]
    return heard_as(sorted(spoken, key=len, reverse=True))


@lru_cache(maxsize=1)
def _words() -> GuidedAnswerWords:
    return read_data_file(WORDS_FILE, GuidedAnswerWords)


def _in_front(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Match a phrase at the beginning, at most one small word before it."""
    return re.compile(rf"^(?:\w+ )?{heard_as(phrases).pattern}")
