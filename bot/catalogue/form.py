"""Puts what apischema says about an entry's form into plain English."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator

import apischema

from bot.catalogue import model
from bot.catalogue.yaml_lines import KeyPath, Plain

_QUOTES = re.compile(r"^expected string, found (number|integer|boolean)$")
_NOT_NULL = "expected null, found "
_DATE = re.compile(r"isoformat|must be in \d+\.\.|out of range for month")
_CODE = "expected a code in quotes such as '1.001193', or CT.<slug>"
_KNOWN_KEYS = sorted(
    {
        field.name
        for part in vars(model).values()
        if isinstance(part, type) and dataclasses.is_dataclass(part)
        for field in dataclasses.fields(part)
    }
)


def form_problems(error: apischema.ValidationError, data: Plain) -> Iterator[tuple[KeyPath, str]]:
    """Yield (key, message) for each thing that apischema found wrong with ``data``."""
    raw = [(tuple(item["loc"]), str(item["err"])) for item in error.errors]
    found = [(path, message.replace("expected type ", "expected ")) for path, message in raw]
    for path, message in found:
        if message.startswith(_NOT_NULL) and _said_better(path, message, found):
            continue
        yield path, _plain_english(path, message, data)


def _said_better(path: KeyPath, message: str, found: list[tuple[KeyPath, str]]) -> bool:
    """Tell whether a "could also be null" has a fellow that says what is wanted."""
    return any(other[: len(path)] == path and text != message for other, text in found)


def _plain_english(path: KeyPath, message: str, data: Plain) -> str:
    if _QUOTES.match(message):
        return f"{message}: put it in quotes"
    if _DATE.search(message):
        return f"expected a date such as 2026-07-01, found {_value(data, path)!r}"
    if message.startswith("not matching pattern") and r"CT\." in message:
        return f"{_CODE}, found {_value(data, path)!r}"
    if message == "missing property":
        return "is missing"
    if message == "unexpected property":
        return _unknown_key(str(path[-1]))
    if message.startswith("not one of"):
        wanted = message.removeprefix("not one of ").removesuffix(" (oneOf)")
        return f"expected one of {wanted}, found {_value(data, path)!r}"
    return re.sub(r" \(\w+\)$", "", message)


def _unknown_key(key: str) -> str:
    close = difflib.get_close_matches(key, _KNOWN_KEYS, n=1)
    return f"unknown key; did you mean {close[0]}?" if close else "unknown key"


def _value(data: Plain, path: KeyPath) -> Plain:
    for step in path:
        data = data[step]  # type: ignore[index]
    return data
