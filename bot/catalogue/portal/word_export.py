"""The portal's Word export ``ChiTietTTHC_<code>.docx`` as a record.

It is a zip with one XML text: labels ("Mã thủ tục: …"), values in the paragraphs behind
them, and real tables. A label may also stand in the first cell of a row. Only the standard
library reads it: the archive's text has a bound on its size whatever its header says, and a
text that declares a document type or entities, or is nested too deep, is not read at all.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.parsers import expat

from bot.catalogue.portal.shapes import FILE, LAWS, PAPERS, WAYS, RawRecord, Refusal, Table
from bot.catalogue.portal.texts import composed, one_line
from bot.catalogue.portal.words import PortalWords, portal_words

LARGEST_ARCHIVE = 20 * 2**20
LARGEST_TEXT = 20 * 2**20
"""bytes of the unpacked text"""
DEEPEST = 60
"""elements inside one another"""
_TEXT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OF_NO_USE = ("tu_khoa", "mo_ta", "thu_tuc_lien_quan")
"""sections whose text nothing is read from"""
_TABLES = {WAYS: "ways", PAPERS: "papers", LAWS: "laws"}

type Rows = list[list[str]]
type Block = str | Rows
"""a paragraph, or the rows of a table"""


class _Unreadable(Exception):
    """The file is no Word export that can be read safely."""


def read_word_export(path: Path, words: PortalWords | None = None) -> RawRecord | Refusal:
    """Return the record of a Word export, or why it cannot be read."""
    words = words or portal_words()
    try:
        blocks = list(_blocks(_body(_text_of(path)), words))
    except _Unreadable as error:
        return Refusal(code=None, name=None, reason=f"{path.name}: {error}")
    sections = _Sections(words)
    for block in blocks:
        sections.add(block)
    if not sections.texts:
        reason = f"{path.name}: it has none of the portal's labels"
        return Refusal(code=None, name=None, reason=reason)
    if sections.twice:
        reason = f"{path.name}: “{sections.twice[0]}” stands twice, once in a text"
        return Refusal(code=None, name=None, reason=reason)
    texts = {key: composed("\n".join(lines)).strip() for key, lines in sections.texts.items()}
    texts[FILE] = path.name
    tables = {key: tuple(each) for key, each in sections.tables.items()}
    return RawRecord(where=path.name, texts=texts, tables=tables)


def _text_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_ARCHIVE:
            raise _Unreadable(f"is larger than {LARGEST_ARCHIVE} bytes")
        with zipfile.ZipFile(path) as archive, archive.open(_TEXT) as text:
            content = text.read(LARGEST_TEXT + 1)
    except KeyError:
        raise _Unreadable("is a zip, but no Word document") from None
    except zipfile.BadZipFile:
        raise _Unreadable("is no .docx (an old .doc must be saved as .docx)") from None
    except (OSError, EOFError, zlib.error, RuntimeError) as error:  # encrypted: RuntimeError
        raise _Unreadable(f"cannot be unpacked ({error})") from error
    if len(content) > LARGEST_TEXT:
        raise _Unreadable(f"unpacks to more than {LARGEST_TEXT} bytes")
    return content


def _body(content: bytes) -> ET.Element:
    head = content[:200].lower()
    if b"\x00" in content[:200] or (b"encoding" in head and b"utf-8" not in head):
        raise _Unreadable("its text is not UTF-8")
    try:
        _check_safe(content)
        body = ET.fromstring(content).find(f"{_W}body")
    except (ET.ParseError, expat.ExpatError) as error:
        raise _Unreadable(f"its text is broken XML ({error})") from error
    if body is None:
        raise _Unreadable("its text has no body")
    return body


def _check_safe(content: bytes) -> None:
    """Raise where the text declares a document type (and with it entities) or is too deep."""
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Unreadable("its text is nested too deep")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise _Unreadable("its text declares a document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(content, True)


def _blocks(parent: ET.Element, words: PortalWords) -> Iterator[Block]:
    """Yield paragraphs and tables in order; a row that begins with a label is no table's."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, words)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(child, words)


def _table(table: ET.Element, words: PortalWords) -> Iterator[Block]:
    rows: Rows = []
    for row in table.iterfind(f"{_W}tr"):
        cells = row.findall(f"{_W}tc")
        if len(cells) > 1 and _label(_cell(cells[0]), words, alone=True):
            if rows:
                yield rows
                rows = []
            yield f"{_cell(cells[0]).strip().rstrip(':')}:"
            for cell in cells[1:]:
                yield from _blocks(cell, words)
        else:
            rows.append(_cells(cells, rows[-1] if rows else []))
    if rows:
        yield rows


def _cells(cells: Sequence[ET.Element], above: Sequence[str]) -> list[str]:
    """Return the texts of a row; a cell that is merged with the one above has its text."""
    texts: list[str] = []
    for cell in cells:
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        at = len(texts)
        texts.append(above[at] if goes_on and at < len(above) else _cell(cell))
    return texts


def _cell(cell: ET.Element) -> str:
    return "\n".join(_paragraph(each) for each in cell.iter(f"{_W}p")).strip()


def _paragraph(paragraph: ET.Element) -> str:
    parts: list[str] = []
    for each in paragraph.iter():
        if each.tag == f"{_W}t":
            parts.append(each.text or "")
        elif each.tag == f"{_W}tab":
            parts.append("\t")
        elif each.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
    return "".join(parts)


def _label(text: str, words: PortalWords, *, alone: bool = False) -> str | None:
    """Return the label that a paragraph begins with, a colon behind it, or that it is."""
    plain = one_line(composed(text))
    for label in sorted(words.labels, key=len, reverse=True):
        if not plain.casefold().startswith(label.casefold()):
            continue
        rest = plain[len(label) :].lstrip()
        if rest == "" or (rest == ":" if alone else rest.startswith(":")):
            return label
    return None


def _at(row: Sequence[str], at: int | None) -> str:
    return composed(row[at]) if at is not None and at < len(row) else ""


@dataclass
class _Sections:
    """Gathers the blocks under the labels that they follow."""

    words: PortalWords
    texts: dict[str, list[str]] = field(default_factory=dict)
    tables: dict[str, list[Table]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    """labels met again: one of the two stands in a text, and nobody knows where that ends."""
    _key: str | None = None
    _heading: list[str] = field(default_factory=list)

    def add(self, block: Block) -> None:
        """Put a block where it belongs; what stands before the first label is left out."""
        if isinstance(block, str):
            self._add_text(block)
        elif self._key is not None:
            self._add_table(self._key, block)

    def _add_text(self, text: str) -> None:
        label = _label(text, self.words)
        if label is not None:
            self._key, self._heading = self.words.labels[label], []
            text = text.partition(":")[2] if ":" in text else ""
            if self._key in self.texts and self._key not in _OF_NO_USE:
                self.twice.append(label)
            self.texts.setdefault(self._key, [])
        if self._key is None or not text.strip():
            return
        self.texts[self._key].append(text.strip())
        self._heading.append(one_line(text))

    def _add_table(self, key: str, rows: Rows) -> None:
        self.texts[key] += ["\t".join(one_line(cell) for cell in row) for row in rows]
        columns = self._columns(key, rows[0]) if key in _TABLES else None
        if columns is not None and key in _TABLES:
            cells = tuple(tuple(_at(row, at) for at in columns) for row in rows[1:])
            table = Table(heading=composed(" ".join(self._heading)), rows=cells)
            self.tables.setdefault(key, []).append(table)
        self._heading = []

    def _columns(self, key: str, header: Sequence[str]) -> list[int | None] | None:
        """Return where the portal's columns stand in a table; None when it is not that table."""
        names = [one_line(composed(cell)).casefold() for cell in header]
        found: list[int | None] = []
        for column in self.words.headings[_TABLES[key]]:
            spellings = [spelling.casefold() for spelling in column.split("|")]
            found.append(next((i for i, name in enumerate(names) if name in spellings), None))
        return found if found[0] is not None else None
