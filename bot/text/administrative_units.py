"""Wards, districts and provinces before and since 1 July 2025, and what became of each.

The source is the list that underthesea ships (``address/data/mapping.json``), completed and
corrected by our own units. Its ``convert_address`` is not used: for a ward that it does not find
in the district, it answers with a ward of the same name elsewhere in the province.
Errors: ``DataFileError``.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.data_files import DataFileError

_KINDS = (
    "phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "tỉnh", "thành phố",
)  # fmt: skip
_Record = Mapping[str, Any]
_Titles = tuple[str, str, str]
"""old province, district and ward, each with its kind"""


class Level(IntEnum):
    """How high a unit stands."""

    WARD = 1
    DISTRICT = 2
    PROVINCE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit that exists, or one that existed until 1 July 2025."""

    level: Level
    kind: str
    """in lower case: phường, xã, … tỉnh"""
    name: str
    """without its kind"""
    exists: bool
    above: tuple[Unit, ...] = ()
    """the units around it in its own time, the smallest first"""
    now: str | None = None
    """what an old unit is today, in full; None when no single unit took all of it"""
    province_now: str = ""

    @property
    def title(self) -> str:
        """Return kind and name: "Phường Ninh Kiều"."""
        return f"{self.kind.capitalize()} {self.name}"

    @property
    def official(self) -> str:
        """Return the name in full: "Phường Ninh Kiều, Thành phố Cần Thơ"."""
        return ", ".join(unit.title for unit in (self, *self.above))

    def lies_in(self, other: Unit) -> bool:
        """Tell whether ``other`` is around this unit, in its time or now."""
        if other.exists and other.level is Level.PROVINCE:
            return self.level is not Level.PROVINCE and self.province_now == other.title
        return other in self.above


@dataclass(frozen=True, kw_only=True)
class OwnUnit:
    """An old ward that the list lacks or has wrong."""

    name: str
    district: str
    province: str
    now: str | None = None
    """title of the ward that took all of it"""


def mapping_file() -> Path:
    """Return the path of the list inside the installed underthesea."""
    spec = find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise DataFileError(Path("underthesea"), "", "is not installed")
    return Path(spec.origin).parent / "address" / "data" / "mapping.json"


def read_units(path: Path, own: Iterable[OwnUnit] = ()) -> list[Unit]:
    """Return all units; ``own`` ones complete and correct the list."""
    try:
        records: list[_Record] = json.loads(path.read_text(encoding="utf-8"))["ward_mapping"]
        new = [*_new_units(records)]
        provinces = {each["old_province"]: each["new_province"] for each in records}
        became = _became(records)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFileError(path, "", f"is not the list of underthesea ({error})") from error
    for unit in own:
        titles = (unit.province, unit.district, unit.name)
        became[titles] = {f"{unit.now}, {provinces[unit.province]}" if unit.now else ""}
    return [*new, *_old_units(became, provinces)]


def split_title(title: str) -> tuple[str, str]:
    """Return the kind, in lower case, and the name of "Phường Ninh Kiều"."""
    for kind in _KINDS:
        if title.lower().startswith(f"{kind} "):
            return kind, title[len(kind) + 1 :]
    raise ValueError(f"{title!r}: no kind of unit")


def _new_units(records: Iterable[_Record]) -> Iterator[Unit]:
    provinces: dict[str, Unit] = {}
    for title, top in sorted({(each["new_ward"], each["new_province"]) for each in records}):
        if top not in provinces:
            provinces[top] = Unit(Level.PROVINCE, *split_title(top), True, (), None, top)
            yield provinces[top]
        if title:  # a few names are missing in the list
            yield Unit(Level.WARD, *split_title(title), True, (provinces[top],), None, top)


def _became(records: Iterable[_Record]) -> dict[_Titles, set[str]]:
    """Return for each old ward the wards, in full, that took some of it; "" for a nameless one."""
    became: dict[_Titles, dict[str, bool]] = defaultdict(dict)
    for each in records:
        now = f"{each['new_ward']}, {each['new_province']}" if each["new_ward"] else ""
        titles = (each["old_province"], each["old_district"], each["old_ward"])
        became[titles][now] = each.get("is_default", False)
    # of two wards with one name, one of them divided or neither, the list gives each the new
    # wards of both: then only its default is right
    told = Counter((titles[2], frozenset(now)) for titles, now in became.items() if len(now) > 1)
    return {
        titles: {name for name in now if now[name]} or set(now)
        if told[titles[2], frozenset(now)] > 1
        else set(now)
        for titles, now in became.items()
    }


def _old_units(became: Mapping[_Titles, set[str]], provinces: Mapping[str, str]) -> Iterator[Unit]:
    tops = {
        title: Unit(Level.PROVINCE, *split_title(title), False, (), now, now)
        for title, now in provinces.items()
    }
    yield from tops.values()
    of_district: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (top, middle, _), now in became.items():
        of_district[top, middle] |= now
    districts = {
        (top, middle): Unit(
            Level.DISTRICT, *split_title(middle), False, (tops[top],), _only(now), provinces[top]
        )
        for (top, middle), now in of_district.items()
    }
    yield from districts.values()
    for (top, middle, title), now in became.items():
        if title:
            above = (districts[top, middle], tops[top])
            yield Unit(Level.WARD, *split_title(title), False, above, _only(now), provinces[top])


def _only(names: set[str]) -> str | None:
    return next(iter(names)) or None if len(names) == 1 else None
