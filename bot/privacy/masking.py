"""Masking: what must never be stored or logged in the clear.

Masked are 12-digit ids, 9-digit old ids, passport and phone numbers, bank card numbers,
e-mail addresses, dossier codes and every other long row of digits. Left alone are
dates, times, sums of money and procedure codes. Pure functions; idempotent.

Numbers are looked for in a plain view of the text: ordinary digits and letters, no hidden
characters, a run of the same sign as one. What is found is cut out of the text as typed.
What begins with 0 or +84 is nobody's price, so there any sign may stand between groups.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_DASHES = r"\-‐‒–—―−"
_DOTS = "·•∙⋅‧・"
_DATE_MARK = rf"[./{_DASHES}]"
_NARROW = rf"[\s.()_{_DOTS}{_DASHES}]{{0,4}}"
_WIDE = r"[\W_]{0,4}"
_ONE = rf"[\s._{_DOTS}{_DASHES}]"
_CARD = rf"(?:{_NARROW}|[,/])"
_CODE = rf"[\s.,/_{_DOTS}{_DASHES}]*"


def _sizes(total: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to write ``total`` digits in groups of three and more."""
    yield (total,)
    for first in range(3, total - 2):
        yield from ((first, *others) for others in _sizes(total - first))


def _groups(second: str, *sizes: int) -> str:
    """Return the pattern of digits in groups of these sizes: 0, ``second``, any others."""
    first, *others = sizes
    return rf"0{second}\d{{{first - 2}}}" + "".join(rf"{_WIDE}\d{{{size}}}" for size in others)


def _any_groups(second: str, total: int) -> str:
    """Return the pattern of ``total`` digits in any groups, not the decimals of a number."""
    return rf"(?<!\d[.,])(?:{'|'.join(_groups(second, *sizes) for sizes in _sizes(total))})"


_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-3])[.:hg][0-5]\d"
_SUM = r"[1-9]\d{0,2}(?:[.,]\d{3}){1,5}"
_UNIT = (
    r"(?:đồng|dong|vnđ|vnd|đ|₫)(?!\w)"
    r"(?!\s(?:thời|ý|tháp|nai|chí|bộ|loạt|nghĩa|hành)(?!\w))"
)
_KEPT = (
    # a date: day first, year first, with two digits of the year, without the day
    rf"{_DAY}(?P<d1>{_DATE_MARK}){_MONTH}(?P=d1){_YEAR}(?!(?P=d1)\d{{1,3}}(?!\d|(?P=d1)))",
    rf"{_YEAR}-\d\d-\d\d",
    rf"{_DAY}(?P<d2>{_DATE_MARK}){_MONTH}(?P=d2)\d\d(?!(?P=d2)\d|\s\d\d\s\d\d(?!\d))",
    rf"{_MONTH}{_DATE_MARK}{_YEAR}(?!{_DATE_MARK}\d|\s\d{{4}}(?!\d))",
    # several years
    rf"{_YEAR}(?:[\W_]{{1,3}}{_YEAR}){{3,}}",
    # hours from and to, and a time that would look like a code: 8h30 23/11
    rf"{_CLOCK}\s?[{_DASHES}]\s?{_CLOCK}(?![.{_DASHES}]\d)",
    r"\d{1,2}h[0-5]\d(?![.,/_-]\d|\s\d\d\s\d{6})",
    # sums with their unit, or round ones; not a phone number that begins with 84
    rf"(?:{_SUM}\s?(?:[{_DASHES}~]|đến|tới)\s?)?{_SUM}\s?{_UNIT}",
    rf"[1-9]\d{{0,2}}(?:\s\d{{3}}){{2,5}}\s?{_UNIT}",
    r"(?!84[.,][35789]\d\d[.,]\d{3}[.,]\d{3}(?!\d))"
    r"[1-9]\d{0,2}(?:(?P<s1>[.,])\d{3}(?:(?P=s1)\d{3}){0,4})?(?<=\d[.,]000)(?![.,]\d)",
    # a procedure code, national or a province's own
    r"[1-9]\.\d{6}(?:\.\d{3}\.\d\d\.\d\d\.[GH]\d\d)?",
    # a line for everybody
    r"1[89]00(?:[\s.]?\d{4}|[\s.]\d{6})(?![\s.\-](?!1[89]00)\d)",
)
_CITIZEN_IDS = "|".join(
    [_any_groups(r"\d", 12), *(_groups(r"\d", *sizes) for sizes in ((3, 1, 2, 6), (2, 10)))]
)
_PHONES = "|".join(
    [
        rf"\(?(?:\+|00)84(?:{_WIDE}0)?(?:{_WIDE}\d){{9,10}}",
        rf"\(?84{_NARROW}(?:\(?0{_NARROW})?[235789](?:{_NARROW}\d){{8,9}}",
        rf"\(?0{_NARROW}[235789](?:{_NARROW}\d){{8,9}}",
        rf"\(?(?:{_any_groups('[1-9]', 11)}|{_any_groups('[235789]', 10)})(?!/{_YEAR}(?!\d))",
        rf"\(?02\d\d?{_WIDE}\d{_WIDE}\d{{3}}{_WIDE}\d{{3,4}}(?!/{_YEAR}(?!\d))",
        r"0[235789](?:/\d\d){4}",
    ]
)
_MASKED = (
    (
        "email",
        r"[\w.+-]{1,64}\s?@\s?(?:[\w-]+(?:(?:\.|\s\.\s)[\w-]+)+"
        r"|(?:gmail|yahoo|hotmail|outlook|icloud)(?!\w))",
    ),
    (
        # generous: crooked spellings too, with spaces for dashes and O typed for 0
        "mã hồ sơ",
        rf"(?:(?<!\d)[\dO]{{3}}{_CODE}[\dO]{{2}}{_CODE}[\dO]{{2}}{_CODE})?"
        r"(?:[GH]|(?:(?<![^\W\d_])|(?<=hs|ma|mã|so|sơ|số|de))[GH]\s)"
        rf"[\dO]{{2}}(?:{_CODE}[\dO]){{9,20}}(?!\d)",
    ),
    (
        "số thẻ",
        rf"(?<!\d)(?:\d{{4}}(?:{_CARD}\d{{4}}){{3}}(?:{_CARD}\d{{1,3}})?"
        rf"|9704(?:{_CARD}\d){{12,15}}|3\d{{3}}{_CARD}\d{{6}}{_CARD}\d{{4,5}})(?!\d)",
    ),
    ("số định danh", rf"(?<!\d)(?:{_CITIZEN_IDS})(?!\d)"),
    ("số điện thoại", rf"(?<!\d)(?:{_PHONES})(?!\d)"),
    # any groups, but not a list: 01 02 03 04 05 06
    ("số định danh", rf"(?<!\d)(?!0\d(?:\W{{1,3}}0\d){{3}})0(?:{_NARROW}\d){{11}}(?!\d)"),
    (
        "số giấy tờ",
        rf"(?<!\d)(?:\d{{3}}(?:{_ONE}?\d{{3}}){{2,3}}"
        rf"|[0-3]\d(?P<p1>{_ONE})\d\d(?P=p1)\d\d(?P=p1)\d{{3}})(?!\d)",
    ),
    # never a dossier code's letter; a form has fewer digits, a procedure code no letter
    ("số hộ chiếu", r"(?<!\w)(?:[a-fi-z]|(?-i:[A-FI-Z])[\s-])\d{7,8}(?!\w)"),
    ("dãy số", r"\d{9,}"),
)
_NAMES = {f"m{index}": name for index, (name, _) in enumerate(_MASKED)}
_PATTERN = re.compile(
    "|".join(
        [
            rf"(?P<kept>(?<!\d)(?:{'|'.join(_KEPT)})(?!\d))",
            *(f"(?P<m{index}>{pattern})" for index, (_, pattern) in enumerate(_MASKED)),
        ]
    ),
    re.IGNORECASE,
)
_CHARACTER = re.compile(r".[\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f]*", re.DOTALL)

_LONGEST_PLAIN = 4  # "(12)" is one character; the longest ones, of 18, are Arabic words


def mask(text: str) -> str:
    """Return ``text`` with every personal number replaced by what it was, in brackets."""
    while (masked := _once_masked(text)) != text:  # one number may hide the next
        text = masked
    return text


def _once_masked(text: str) -> str:
    view, spans = _plain_view(text)
    pieces, position = [], 0
    for name, first, last in _personal_numbers(view):
        pieces += [text[position : spans[first][0]], f"[{name}]"]
        position = spans[last][1]
    return "".join(pieces) + text[position:]


def _personal_numbers(view: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each personal number is, and where its first and last character stand."""
    rest, offset, position = view, 0, 0
    while match := _PATTERN.search(rest, position):
        position = match.end()
        name = _NAMES.get(match.lastgroup or "")
        if name is not None:
            yield name, offset + match.start(), offset + position - 1
            # what is masked hides nothing after it, else a chain takes a pass for each link
            rest, offset, position = rest[position:], offset + position, 0


def _plain_view(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return ``text`` in plain characters, and for each the span of ``text`` it came from."""
    view: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _CHARACTER.finditer(text):
        for character in _plain(found[0]):
            if view and character == view[-1] and not character.isalnum():
                spans[-1] = (spans[-1][0], found.end())
            else:
                view.append(character)
                spans.append(found.span())
    return "".join(view), spans


def _plain(character: str) -> str:
    """Return a character with its marks as it is compared; nothing for a hidden one."""
    first = character[0]
    if first.isspace():
        return " "
    if first.isascii() and first.isprintable() and len(character) == 1:
        return character
    if first.isdecimal():
        return str(unicodedata.decimal(first))
    if unicodedata.category(first) in ("Cf", "Cc"):
        return ""
    return unicodedata.normalize("NFKC", character)[:_LONGEST_PLAIN]
