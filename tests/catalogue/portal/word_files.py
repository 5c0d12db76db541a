"""Makes Word exports as the portal does: labels, values, and real tables."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

type Table = Sequence[Sequence[str]]
type Part = str | tuple[str, Table]
"""a paragraph, or a heading and the table below it (an empty heading is left out)."""


def paragraph(text: str) -> str:
    """Return a paragraph; a line break in it is a break in Word."""
    runs = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def table(rows: Table) -> str:
    """Return a table of cells with a paragraph a line."""
    cells = (
        "".join(
            f"<w:tc>{''.join(map(paragraph, cell.splitlines() or ['']))}</w:tc>" for cell in row
        )
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def label_rows(values: Mapping[str, str]) -> str:
    """Return labels and values as a table of two columns, the other look of the export."""
    return table([(label, value) for label, value in values.items()])


def body(sections: Mapping[str, Sequence[Part]]) -> str:
    """Return labels in paragraphs of their own, each with what follows it."""
    xml = []
    for label, parts in sections.items():
        first, rest = (parts[0], parts[1:]) if parts and isinstance(parts[0], str) else ("", parts)
        xml.append(paragraph(f"{label}: {first}"))
        for part in rest:
            if isinstance(part, str):
                xml.append(paragraph(part))
            else:
                heading, rows = part
                xml += [paragraph(heading)] if heading else []
                xml.append(table(rows))
    return "".join(xml)


def write_docx(
    path: Path, xml: str, *, prolog: str = HEAD, name: str = "word/document.xml"
) -> Path:
    """Write a document with this body."""
    text = f'{prolog}<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, text)
    return path
