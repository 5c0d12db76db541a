"""Spans that no correction may touch: codes, numbers, dates, addresses of the web."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASH = r"[-\u2010-\u2015\u2212]"
_GAP = rf"\s*(?:{_DASH}|\s)\s*"
_DOSSIER = (
    r"(?<!\w)(?:[\dO]{3}[.,][\dO]{2}[.,][\dO]{2}[.,])?[GH][\dO]{2}(?:[.,][\dO]{1,3}){0,4}"
    rf"{_GAP}[\dO]{{6}}{_GAP}[\dO]{{4,6}}(?!\w)"
)
_PATTERNS = {
    "url": r"(?:https?://|www\.)\S+"
    # a start only at the start of a token, else long dotted nonsense takes quadratic time
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:vn|com|org|net)(?:/\S*)?(?!\w)",
    "email": r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "dossier_code": _DOSSIER,
    "procedure_code": r"(?<![\w.])\d\.\d{6}(?:\.\d{2,3})*(?:\.H\d{2})?(?!\w)|(?<!\w)CT\.[a-z0-9-]+",
    "date": rf"(?<!\w)\d{{1,2}}(?:/|\.|{_DASH})\d{{1,2}}(?:/|\.|{_DASH})\d{{2,4}}(?!\w)"
    r"|(?<!\w)\d{1,2}/\d{1,2}(?!\w)",
    "time": r"(?<!\w)\d{1,2}[gh:]\d{2}(?!\w)",
    "number": r"(?<!\w)\d+(?:[.,]\d+)*(?:vnđ|vnd|đ|k|tr|h|g)?(?!\w)",
}
_ANY = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ProtectedSpan:
    """A piece ``text[start:end]`` that stays as it was typed."""

    kind: str
    """url, email, dossier_code, procedure_code, date, time or number"""
    start: int
    end: int


def find_protected(text: str) -> list[ProtectedSpan]:
    """Return the protected spans from left to right, without overlaps."""
    return [
        ProtectedSpan(str(found.lastgroup), found.start(), found.end())
        for found in _ANY.finditer(text)
    ]
