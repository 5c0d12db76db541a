"""Files of portal records, read one record at a time.

Kinds: ``.jsonl`` (an object a line), ``.json`` (an object or a list of them), each also
``.gz``, and the portal's Word export ``ChiTietTTHC_<code>.docx``. A file is read twice: first
for what its records say of one another (the same page, the same steps), then for the records.

Nothing that a file holds raises an error: what cannot be read is a ``Refusal`` that says
where. Lines, files and archives have bounds, so that none of them fills the memory.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, cast

from bot.catalogue.portal.names import official_name
from bot.catalogue.portal.shapes import CODE, NAME, PAGE, STEPS, RawRecord, Refusal
from bot.catalogue.portal.texts import composed, one_line
from bot.catalogue.portal.word_export import read_word_export

LONGEST_LINE = 4 * 2**20
"""bytes; the longest record collected so far has 0.1 MiB"""
LARGEST_FILE = 512 * 2**20
"""bytes, unpacked"""
LARGEST_DOCUMENT = 64 * 2**20
"""bytes of a ``.json`` file, unpacked: it is held as a whole"""
_TELLING_STEPS = 250
"""characters; shorter steps may well be the same in two records"""


def read_records(path: Path) -> Iterator[RawRecord | Refusal]:
    """Yield the records of a file and what could not be read of it."""
    claims = _Claims()
    for item in _items(path):
        if isinstance(item, RawRecord):
            claims.add(item)
    seen: dict[str, str] = {}
    for item in _items(path):
        if isinstance(item, Refusal):
            yield item
            continue
        code = one_line(item.text(CODE))
        whole = _fingerprint(_everything(item))
        if code and seen.setdefault(code, whole) == whole and item.where != claims.first[code]:
            yield _refusal(item, f"it says the same as {claims.first[code]}")
        elif code and len(claims.prints[code]) > 1:
            yield _refusal(item, f"code {code} stands in the file with another text")
        else:
            yield claims.with_evidence(item)


def _refusal(item: RawRecord, reason: str) -> Refusal:
    code, name = one_line(item.text(CODE)), official_name(item.text(NAME))
    return Refusal(code=code or None, name=name or None, reason=f"{item.where}: {reason}")


@dataclass
class _Claims:
    """What the records of a file say of one another."""

    first: dict[str, str] = field(default_factory=dict)
    """code → where it stands first."""
    prints: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    steps: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """fingerprint of long steps → code → name."""

    def add(self, record: RawRecord) -> None:
        code, page = one_line(record.text(CODE)), record.text(PAGE).strip()
        self.first.setdefault(code, record.where)
        self.prints[code].add(_fingerprint(_everything(record)))
        if page:
            self.pages[page].add(code)
        if len(record.text(STEPS)) >= _TELLING_STEPS:
            self.steps[_fingerprint(record.text(STEPS))][code] = record.text(NAME)

    def with_evidence(self, record: RawRecord) -> RawRecord:
        code, page = one_line(record.text(CODE)), record.text(PAGE).strip()
        pages = self.pages.get(page, set()) - {code}
        names = dict(self.steps.get(_fingerprint(record.text(STEPS)), {}))
        names.pop(code, None)
        same_steps = {name for name in names.values() if name != record.text(NAME)}
        return replace(record, same_page=tuple(sorted(pages)), same_steps=tuple(sorted(same_steps)))


def _everything(record: RawRecord) -> str:
    return "\n".join(f"{key}={text}" for key, text in sorted(record.texts.items()))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _items(path: Path) -> Iterator[RawRecord | Refusal]:
    kind = path.name.lower().removesuffix(".gz")
    if kind.endswith(".docx"):
        yield read_word_export(path)
    elif kind.endswith(".jsonl"):
        yield from _lines(path)
    elif kind.endswith(".json"):
        yield from _document(path)
    else:
        yield _unreadable(path.name, "expected .jsonl, .json (each also .gz) or .docx")


def _unreadable(where: str, reason: str) -> Refusal:
    return Refusal(code=None, name=None, reason=f"{where}: {reason}")


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as plain:
        if path.name.lower().endswith(".gz"):
            with gzip.open(plain) as unpacked:
                yield cast(IO[bytes], unpacked)
        else:
            yield plain


def _lines(path: Path) -> Iterator[RawRecord | Refusal]:
    number = 0
    try:
        with _opened(path) as lines:
            for number, line in _bounded_lines(lines):
                where = f"{path.name}:{number}"
                if line is None:
                    yield _unreadable(where, f"the line is longer than {LONGEST_LINE} bytes")
                elif line.strip():
                    yield _record(where, line)
    except (OSError, EOFError, zlib.error) as error:
        where = f"{path.name}:{number + 1}" if number else path.name
        yield _unreadable(where, f"cannot be read any further ({error})")
    except _TooLarge:
        yield _unreadable(path.name, f"is larger than {LARGEST_FILE} bytes")


class _TooLarge(Exception):
    pass


def _bounded_lines(lines: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number of each line and its bytes; None for one that is too long."""
    number = read = 0
    while chunk := lines.readline(LONGEST_LINE + 1):
        number += 1
        read += len(chunk)
        if len(chunk) <= LONGEST_LINE or chunk.endswith(b"\n"):
            yield number, chunk
        else:
            while chunk and not chunk.endswith(b"\n"):
                chunk = lines.readline(LONGEST_LINE)
                read += len(chunk)
                _check(read)
            yield number, None
        _check(read)


def _check(read: int) -> None:
    if read > LARGEST_FILE:
        raise _TooLarge


def _document(path: Path) -> Iterator[RawRecord | Refusal]:
    try:
        with _opened(path) as file:
            content = file.read(LARGEST_DOCUMENT + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(path.name, f"cannot be read ({error})")
        return
    if len(content) > LARGEST_DOCUMENT:
        yield _unreadable(path.name, f"is larger than {LARGEST_DOCUMENT} bytes; use .jsonl")
        return
    data = _json(path.name, content)
    if isinstance(data, Refusal):
        yield data
    elif isinstance(data, list):
        for position, item in enumerate(data, 1):
            yield _from_object(f"{path.name}[{position}]", item)
    else:
        yield _from_object(path.name, data)


def _record(where: str, line: bytes) -> RawRecord | Refusal:
    data = _json(where, line)
    return data if isinstance(data, Refusal) else _from_object(where, data)


def _json(where: str, content: bytes) -> object:
    """Return what the JSON says, or a refusal that names the line."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _unreadable(where, "is not UTF-8")
    except json.JSONDecodeError as error:
        line = f", line {error.lineno}" if error.lineno > 1 else ""
        return _unreadable(where, f"is broken JSON ({error.msg}{line})")
    except (RecursionError, ValueError) as error:
        return _unreadable(where, f"is no JSON that can be read ({type(error).__name__})")


def _from_object(where: str, data: object) -> RawRecord | Refusal:
    if not isinstance(data, dict):
        return _unreadable(where, "is not an object")
    return RawRecord(where=where, texts={str(k): _text(v) for k, v in data.items()})


def _text(value: object) -> str:
    """Return a value as text; what is neither text nor a number says nothing readable."""
    if value is None:
        return ""
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return composed(json.dumps(value, ensure_ascii=False))
    return str(value)
