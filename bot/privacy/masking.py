"""Masking: what must never be stored or logged in the clear.

Masked are 12-digit ids, 9-digit old ids, phone numbers, bank card numbers,
e-mail addresses, dossier codes and every other long row of digits. Left alone are
dates, sums of money and procedure codes. Pure functions; idempotent.
"""

from __future__ import annotations

import re

_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff"
_DASHES = r"\-‐‑‒–—―−﹣－"
_SEP = rf"[\s.{_DASHES}{_HIDDEN}]?"
_WIDE_SEP = rf"[\s.(){_DASHES}{_HIDDEN}]{{0,3}}"
_CODE_SEP = rf"[\s.,{_DASHES}{_HIDDEN}]*"


def _groups(*sizes: int) -> str:
    """Return the pattern of digits in groups of these sizes, the first digit being 0."""
    first, *others = sizes
    return rf"0\d{{{first - 1}}}" + "".join(rf"{_SEP}\d{{{size}}}" for size in others)


_CITIZEN_IDS = "|".join(
    _groups(*sizes)
    for sizes in ((3, 1, 2, 6), (3, 3, 3, 3), (4, 4, 4), (3, 3, 6), (6, 6), (3, 9), (2, 10))
)
# kept: a date, a sum with its unit, a procedure code (national, or a province's own)
_KEPT = (
    r"(?<!\d)(?:\d{1,2}(?P<mark>[./\-])\d{1,2}(?P=mark)(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d"
    r"|[1-9]\d{0,2}(?:[.,]\d{3})+\s?(?:đồng|vnđ|vnd|đ|₫)(?!\w)"
    r"|\d\.\d{6}(?:\.\d{3}\.\d\d\.\d\d\.[GH]\d\d)?)(?![\d])"
)
_MASKED = (
    ("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        # generous: crooked spellings too, with spaces for dashes and O typed for 0
        "mã hồ sơ",
        rf"(?<!\d)(?:\d{{3}}{_CODE_SEP}\d\d{_CODE_SEP}\d\d{_CODE_SEP})?"
        rf"[GH]\s?[\dO]{{2}}(?:{_CODE_SEP}[\dO]){{9,20}}(?!\d)",
    ),
    ("số thẻ", rf"(?<!\d)\d{{4}}(?:{_SEP}\d{{4}}){{3}}(?:{_SEP}\d{{1,3}})?(?!\d)"),
    ("số định danh", rf"(?<!\d)(?:{_CITIZEN_IDS})(?!\d)"),
    (
        "số điện thoại",
        rf"(?<!\d)(?:\(?\+?84{_WIDE_SEP}(?:\(?0{_WIDE_SEP})?|\(?0{_WIDE_SEP})"
        rf"[235789](?:{_WIDE_SEP}\d){{8,9}}(?!\d)",
    ),
    ("số giấy tờ", rf"(?<!\d)\d{{3}}(?:{_SEP}\d{{3}}){{2,3}}(?!\d)"),
    ("dãy số", r"\d{9,}"),
)
_NAMES = {f"m{index}": name for index, (name, _) in enumerate(_MASKED)}
_PATTERN = re.compile(
    "|".join(
        [f"(?P<kept>{_KEPT})", *(f"(?P<m{index}>{p})" for index, (_, p) in enumerate(_MASKED))]
    ),
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """Return ``text`` with every personal number replaced by what it was, in brackets."""
    while (masked := _PATTERN.sub(_masked, text)) != text:  # one number may hide the next
        text = masked
    return text


def _masked(match: re.Match[str]) -> str:
    name = _NAMES.get(match.lastgroup or "")
    return match[0] if name is None else f"[{name}]"
