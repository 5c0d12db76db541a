"""Checks what one procedure says of itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import PurePath

from bot.catalogue.errors import Problem
from bot.catalogue.loader import Entry
from bot.catalogue.model import Dated, Procedure, Source
from bot.catalogue.yaml_lines import KeyPath
from bot.text.fold import fold

_LABEL = re.compile(r"\[[LPSM](-OCR)?\]")
_FIGURE = re.compile(
    r"\b(\d+(?:[.,]\d+)*) ?(d|dong|ngan|nghin|trieu|ngay(?: lam viec)?|gio|thang|nam|lan)\b"
)
_KEYS_OF = {
    "processing_time": ("processing_time", "steps", "pitfalls", "conditions"),
    "fee": ("fee", "steps", "pitfalls", "conditions"),
    "conditions": ("conditions", "cases", "pitfalls", "steps"),
    "result": ("results", "validity", "pitfalls", "steps"),
    "steps": ("steps", "pitfalls"),
    "penalty": ("penalties", "pitfalls"),
    "where": ("where", "pitfalls", "steps"),
}
"""where a citizen would read an unconfirmed claim about a facet"""
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


def entry_problems(entry: Entry[Procedure]) -> Iterator[Problem]:
    """Yield the problems of one procedure that no other entry is needed to see."""
    yield from _file_name(entry)
    for key in ("cases", "parts", "sources"):
        yield from _repeated_ids(entry, key)
    yield from dated_problems(entry, entry.value.sources)
    for path, row in dated_rows(entry.value):
        yield from _unknown_ids(entry, path, row)
    yield from _overlaps(entry)
    yield from _amounts(entry)
    yield from _addresses(entry)
    yield from _said_twice(entry)
    yield from _leaks(entry)
    yield from label_problems(entry)


def dated_rows(value: object) -> Iterator[tuple[KeyPath, Dated]]:
    """Yield every dated row of an entry with its key, the entry itself included."""
    for path, part in _parts(value, ()):
        if isinstance(part, Dated):
            yield path, part


def label_problems[T](entry: Entry[T]) -> Iterator[Problem]:
    """Yield texts in which a working label such as ``[P]`` was left."""
    for path, part in _parts(entry.value, ()):
        if isinstance(part, str) and (found := _LABEL.search(part)):
            yield entry.problem(path, f"the label {found.group()} is left in the text")


def dated_problems[T](entry: Entry[T], sources: Sequence[Source]) -> Iterator[Problem]:
    """Yield rows with wrong dates, unknown sources, or a certainty that may not be stated."""
    labels = {source.id: source.label for source in sources}
    for path, row in dated_rows(entry.value):
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
            yield entry.problem((*path, "valid_from"), "is later than valid_to")
        source = row.source or sources[0].id
        if source not in labels:
            yield entry.problem((*path, "source"), f"{source} is not among the entry's sources")
            continue
        certainty = row.certainty or labels[source]
        if certainty == "M":
            message = f"an unverified fact (M, source {source}) belongs in unconfirmed"
            yield entry.problem(path, message)
        elif certainty == "S" and not row.caveat:
            message = f"a fact from a secondary source (S, source {source}) needs a caveat"
            yield entry.problem(path, message)


def _parts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    yield path, value
    if isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from _parts(item, (*path, i))
    elif is_dataclass(value):
        for field in fields(value):
            # Officers read `unconfirmed` and the sources' own notes; citizens never do.
            if field.name not in ("unconfirmed", "sources"):
                yield from _parts(getattr(value, field.name), (*path, field.name))


def _file_name(entry: Entry[Procedure]) -> Iterator[Problem]:
    path = PurePath(entry.file)
    code, area = entry.value.code, entry.value.area
    if path.stem != code and not path.stem.startswith(f"{code}-"):
        yield entry.problem(("code",), f"the file's name must start with {code}-")
    if path.parent.name != area:
        yield entry.problem(("area",), f"is {area}, but the folder is {path.parent.name}")


def _repeated_ids(entry: Entry[Procedure], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, item in enumerate(getattr(entry.value, key)):
        if item.id in seen:
            yield entry.problem((key, i, "id"), f"{item.id} stands twice")
        seen.add(item.id)


def _unknown_ids(entry: Entry[Procedure], path: KeyPath, row: Dated) -> Iterator[Problem]:
    for key, known in (("case", entry.value.cases), ("part", entry.value.parts)):
        named = getattr(row, key, None)
        if named is not None and named not in {item.id for item in known}:
            yield entry.problem((*path, key), f"{named} is not among the entry's {key}s")


def _overlaps(entry: Entry[Procedure]) -> Iterator[Problem]:
    procedure = entry.value
    groups: dict[Hashable, list[tuple[KeyPath, Dated]]] = defaultdict(list)
    for i, time in enumerate(procedure.processing_time):
        groups["time", time.channel, time.case, time.part].append((("processing_time", i), time))
    for i, fee in enumerate(procedure.fee):
        groups["fee", fee.channel, fee.case, fee.per].append((("fee", i), fee))
    for i, fine in enumerate(procedure.penalties):
        groups["fine", fine.when].append((("penalties", i), fine))
    for rows in groups.values():
        for later, (path, row) in enumerate(rows):
            for other_path, other in rows[:later]:
                if _meet(row, other):
                    message = f"is valid at the same time as {other_path[0]}[{other_path[1]}]"
                    yield entry.problem(path, message)


def _meet(one: Dated, other: Dated) -> bool:
    latest_start = max(one.valid_from or date.min, other.valid_from or date.min)
    return latest_start <= min(one.valid_to or date.max, other.valid_to or date.max)


def _amounts(entry: Entry[Procedure]) -> Iterator[Problem]:
    for i, time in enumerate(entry.value.processing_time):
        if time.min is not None and time.max is not None and time.min > time.max:
            yield entry.problem(("processing_time", i, "min"), "is more than max")
        if time.cutoff is not None and not _CLOCK.match(time.cutoff):
            yield entry.problem(("processing_time", i, "cutoff"), 'expected a time such as "15:00"')
    for i, fine in enumerate(entry.value.penalties):
        if fine.min_vnd is not None and fine.max_vnd is not None and fine.min_vnd > fine.max_vnd:
            yield entry.problem(("penalties", i, "min_vnd"), "is more than max_vnd")
    for i, fee in enumerate(entry.value.fee):
        if fee.amount_vnd == 0 and fee.source is None:
            yield entry.problem(("fee", i, "amount_vnd"), "0 needs a source that says free")
        if fee.amount_vnd is not None and fee.percent is not None:
            yield entry.problem(
                ("fee", i, "percent"), "is instead of amount_vnd, which is not null"
            )
        starts = [tier.from_unit for tier in fee.tiers]
        if starts != sorted(set(starts)):
            yield entry.problem(("fee", i, "tiers"), "from_unit must rise from tier to tier")


def _said_twice(entry: Entry[Procedure]) -> Iterator[Problem]:
    """Yield facts that stand twice for the same case and time."""
    procedure = entry.value
    lists: dict[str, list[tuple[str, str | None, Dated]]] = {
        "documents": [(f"{d.name} {d.condition}", d.case, d) for d in procedure.documents],
        "where": [(place.place, place.case, place) for place in procedure.where],
        "conditions": [(fact.text, fact.case, fact) for fact in procedure.conditions],
        "who_can_file": [(fact.text, fact.case, fact) for fact in procedure.who_can_file],
        "forms": [(fact.text, fact.case, fact) for fact in procedure.forms],
        "validity": [(fact.text, fact.case, fact) for fact in procedure.validity],
    }
    for key, rows in lists.items():
        for later, (text, case, row) in enumerate(rows):
            for at, (other_text, other_case, other) in enumerate(rows[:later]):
                same = case == other_case and _heard(text) == _heard(other_text)
                if same and _meet(row, other):
                    yield entry.problem((key, later), f"says the same as {key}[{at}]")


def _leaks(entry: Entry[Procedure]) -> Iterator[Problem]:
    """Yield texts for citizens that hold a figure which stands under ``unconfirmed``.

    A figure with its unit ("60 ngày", "15.000đ") that only unconfirmed claims of a facet
    name may not be told in a text of that facet.
    """
    procedure = entry.value
    for claim in procedure.unconfirmed:
        figures = set(_FIGURE.findall(fold(claim.text)))
        for path, part in _parts(procedure, ()):
            told = isinstance(part, str) and path[0] in _KEYS_OF.get(claim.facet, ())
            if not told or "triggers" in path:  # what people say, not what they are told
                continue
            for number, unit in figures & set(_FIGURE.findall(fold(str(part)))):
                message = f"tells “{number} {unit}”, which unconfirmed holds back"
                yield entry.problem(path, message)


def _heard(text: str) -> str:
    return " ".join(fold(text).split())


def _addresses(entry: Entry[Procedure]) -> Iterator[Problem]:
    for path, part in _parts(entry.value, ()):
        is_address = path[-1:] in (("url",), ("form_url",)) and isinstance(part, str)
        if is_address and not str(part).startswith(("https://", "http://")):
            yield entry.problem(path, "expected an address that starts with https://")
