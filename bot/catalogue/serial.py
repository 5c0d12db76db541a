"""Entries as plain JSON data, without the keys that hold their default.

apischema reads this back; it cannot write it, since a choice that may be null
(``Literal[…] | None``) is something that it only reads.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """Return dataclasses as objects, tuples as lists, dates as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    return {
        field.name: plain(part)
        for field in dataclasses.fields(value)
        if (part := getattr(value, field.name)) != _default(field)
    }


def content_hash(content: Any) -> str:
    """Return the SHA-256 (hex) of plain data, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
