"""From search matches to a decision: this procedure, one of these, or none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue.confidence import NAMED, OFFERED, stands_out
from bot.catalogue.search import Match


def worth_offering(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that may be offered, best first."""
    return [match for match in matches if match.score >= OFFERED]


def certain(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that the text surely means, one for each stretch of it.

    ``matches`` come best first. Names shared by several procedures are not certain.
    """
    named = [match for match in matches if match.score >= NAMED]
    if named:
        return [match for match in named if not _rivalled(match, named)]
    return list(matches[:1]) if stands_out([match.score for match in matches]) else []


def _rivalled(match: Match, named: Sequence[Match]) -> bool:
    # over the same words, a clearly better name wins and equal names stop each other
    return any(
        other.code != match.code
        and other.start < match.end
        and match.start < other.end
        and other.score > match.score - 0.01
        for other in named
    )
