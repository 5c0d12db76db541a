"""From how alike a name and a text are to the chance that this procedure is meant.

The curve was fitted (logistic regression) on messages that name nothing outright: those of
``benchmarks/nlu/trial`` and ``tests/catalogue/linking_questions_*.yml``, with and without
diacritics, and every alias searched in an index that does not hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

NAMED = 0.85
"""from this score on, the sentence names the procedure"""
SURE = 0.5
"""from this score on, a procedure that is only similar is more likely meant than not"""
MARGIN = 0.15
"""it counts when it is this much likelier than the next"""
OFFERED = 0.2
"""a procedure that is less likely meant is not even offered as a choice"""
MOST = 0.84
"""what is not named is never likelier"""
_COINCIDENCE = 0.45
"""no more than this when only one word, or no usual word of the procedure, is said"""
# the fitted curve: see ``chance`` for what each counts
_START, _LIKENESS, _TELLING, _AHEAD, _USUAL = -5.4, 3.1, 1.0, 6.6, 0.8
_TELLING_COUNTED = 4
"""more words than this say no more"""
_USUAL_AT_ALL = 0.1


def stands_out(scores: Sequence[float]) -> bool:
    """Tell whether the best is sure enough to be taken although it is not named.

    ``scores`` come best first.
    """
    best, second = [*scores[:2], 0.0, 0.0][:2]
    return best >= SURE and best - second >= MARGIN


def chance(likeness: float, telling: int, ahead: float, usual: float) -> float:
    """Return how likely a procedure is meant that is not named.

    ``likeness`` is its ranked score, ``telling`` how many words of the text that name things
    say it, ``ahead`` how far its score is from the best other one (negative: behind),
    ``usual`` the share of its names that have the most usual of these words.
    """
    value = (
        _START
        + _LIKENESS * likeness
        + _TELLING * min(telling, _TELLING_COUNTED)
        + _AHEAD * ahead
        + _USUAL * usual
    )
    likely = 1.0 / (1.0 + exp(-value))
    by_chance = telling < 2 or usual < _USUAL_AT_ALL
    return min(likely, _COINCIDENCE if by_chance else MOST)
