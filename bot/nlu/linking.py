"""From search matches to a decision: this procedure, one of these, or none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue.search import NAMED, Match

WORTH_OFFERING = 0.4
"""less similar procedures are not even offered as a choice"""
SURE = 0.55
MARGIN = 0.15
"""a procedure that is only similar counts when it is this good and this far ahead"""


def worth_offering(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that may be offered, best first."""
    return [match for match in matches if match.score >= WORTH_OFFERING]


def certain(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that the text surely means, one for each stretch of it.

    ``matches`` come best first. Names shared by several procedures are not certain.
    """
    named = [match for match in matches if match.score >= NAMED]
    if named:
        return [match for match in named if not _rivalled(match, named)]
    if not matches or matches[0].score < SURE:
        return []
    runner_up = matches[1].score if len(matches) > 1 else 0.0
    return [matches[0]] if matches[0].score - runner_up >= MARGIN else []


def _rivalled(match: Match, named: Sequence[Match]) -> bool:
    # over the same words, a clearly better name wins and equal names stop each other
    return any(
        other.code != match.code
        and other.start < match.end
        and match.start < other.end
        and other.score > match.score - 0.01
        for other in named
    )
