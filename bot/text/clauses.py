"""Cuts a message where a new ask may begin: at signs and at và, với, rồi, còn.

The pieces are candidates only: who understands them decides which stay apart.
"""

from __future__ import annotations

import re

from bot.text.fold import fold
from bot.text.normalise import NormalisedText
from bot.text.protected import find_protected

_CONNECTORS = (
    "roi con|roi|voi lai|con nua|them nua|ngoai ra|sau do|dong thoi|tien the|nhan tien|va|voi"
)
_BORDER = re.compile(rf"\s*[,;:?!\n]+\s*|\s*\.(?=\s|$)\s*|\s+-\s+|(?<!\w)(?:{_CONNECTORS})(?!\w)")
_STILL = re.compile(r"(?<!\w)(?:còn|mà)(?!\w)", re.IGNORECASE)
"""only with their diacritics: ``con`` is a child, ``ma`` a code or a mother"""


MOST_CLAUSES = 12
"""what comes after so many is one last piece: nobody asks that much, and time is bounded"""


def split_clauses(text: NormalisedText) -> list[NormalisedText]:
    """Return the non-empty pieces between borders, in order, offsets kept."""
    protected = [(span.start, span.end) for span in find_protected(text.text)]
    borders = [
        found.span()
        for pattern, searched in ((_BORDER, fold(text.text)), (_STILL, text.text))
        for found in pattern.finditer(searched)
    ]
    pieces: list[NormalisedText] = []
    at = 0
    for start, end in [*sorted(borders), (len(text.text), len(text.text))]:
        if len(pieces) == MOST_CLAUSES - 1 and end < len(text.text):
            continue
        if any(left < end and start < right for left, right in protected):
            continue
        if start > at:
            pieces.append(text.part(at, start))
        at = max(at, end)
    return [piece for piece in pieces if any(map(str.isalnum, piece.text))]
