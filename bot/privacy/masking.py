"""Masking: what must never be stored or logged in the clear.

Masked are 12-digit ids, 9-digit old ids, phone numbers, bank card numbers,
e-mail addresses and dossier codes. Pure functions; idempotent.
"""

from __future__ import annotations

import re

_SEP = r"[ .\-]?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "mã hồ sơ",
        # crooked spellings too: spaces or any dash as separators, O typed for 0
        re.compile(
            r"\b(?:\d{3}[.,]\d{2}[.,]\d{2}[.,])?[GH][\dO]{2}(?:\s?[.,]\s?[\dO]{1,3}){0,4}"
            r"\s*[-–—− ]\s*[\dO]{6}\s*[-–—− ]\s*[\dO]{4,6}\b",
            re.IGNORECASE,
        ),
    ),
    ("số thẻ", re.compile(rf"(?<!\d)\d{{4}}(?:{_SEP}\d{{4}}){{3}}(?:{_SEP}\d{{1,3}})?(?!\d)")),
    ("số điện thoại", re.compile(rf"(?<!\d)(?:\+?84|0){_SEP}[235789](?:{_SEP}\d){{8,9}}(?!\d)")),
    ("số định danh", re.compile(rf"(?<!\d)\d{{3}}(?:{_SEP}\d{{3}}){{3}}(?!\d)")),
    ("số giấy tờ", re.compile(rf"(?<!\d)\d{{3}}(?:{_SEP}\d{{3}}){{2}}(?!\d)")),
    ("dãy số", re.compile(r"(?<!\d)\d{9,19}(?!\d)")),
)


def mask(text: str) -> str:
    """Return ``text`` with every personal number replaced by what it was, in brackets."""
    for name, pattern in _PATTERNS:
        text = pattern.sub(f"[{name}]", text)
    return text
