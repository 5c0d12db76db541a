"""Reading an office's reply: only agreed fields, every one of them checked.

Errors name the field and never repeat its value, which may be personal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime

from bot.dossier.errors import DossierSourceInvalidReply
from bot.dossier.model import (
    FIRST_STATUS,
    LAST_STATUS,
    Dossier,
    DossierPart,
    SupplementRequest,
)
from bot.settings import TIME_ZONE

LONGEST_NAME = 300
_YEARS = range(2000, 2101)
"""others are placeholders of a software, such as 9999-12-31"""
MOST_PARTS = 10
MOST_PAPERS = 20


def read_dossier(data: object, code: str) -> Dossier:
    """Return the dossier in ``data`` (decoded JSON), which has to be about ``code``.

    Raises ``DossierSourceInvalidReply`` naming the first wrong field.
    """
    fields = _Fields(data, "")
    if fields.name("code").upper() != code.upper():
        raise DossierSourceInvalidReply("code: the reply is about another dossier")
    updated_at = fields.moment("updated_at")
    if updated_at is None:
        raise DossierSourceInvalidReply("updated_at: missing")
    supplement = fields.child("supplement")
    return Dossier(
        code=code,
        status=fields.status(),
        procedure_name=fields.name("procedure_name"),
        agency=fields.name("agency"),
        received_at=fields.moment("received_at"),
        accepted_at=fields.moment("accepted_at"),
        appointment_at=fields.moment("appointment_at"),
        finished_at=fields.moment("finished_at"),
        returned_at=fields.moment("returned_at"),
        updated_at=updated_at,
        parts=tuple(_read_part(part) for part in fields.children("parts", MOST_PARTS)),
        supplement=_read_supplement(supplement) if supplement else None,
        sensitive=fields.truth("sensitive", default=False),
        test_data=fields.truth("test_data", default=False),
    )


def _read_part(fields: _Fields) -> DossierPart:
    return DossierPart(
        name=fields.name("name"),
        status=fields.status(),
        agency=fields.optional_name("agency"),
        appointment_at=fields.moment("appointment_at"),
        finished_at=fields.moment("finished_at"),
    )


def _read_supplement(fields: _Fields) -> SupplementRequest:
    return SupplementRequest(
        papers=fields.names("papers", MOST_PAPERS),
        due_at=fields.moment("due_at"),
        personal=fields.truth("personal", default=True),
    )


class _Fields:
    """One JSON object of the reply; ``place`` is its path, for messages."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, Mapping):
            raise _wrong(place.rstrip(".") or "reply", "an object is needed")
        self._data = data
        self._place = place

    def status(self) -> int:
        value = self._data.get("status")
        if type(value) is not int or not FIRST_STATUS <= value <= LAST_STATUS:
            raise _wrong(f"{self._place}status", "a whole number from 1 to 10 is needed")
        return value

    def name(self, key: str) -> str:
        return _clean_name(self._data.get(key), self._place + key)

    def optional_name(self, key: str) -> str | None:
        return None if self._data.get(key) is None else self.name(key)

    def names(self, key: str, most: int) -> tuple[str, ...]:
        place = self._place + key
        return tuple(
            _clean_name(value, f"{place}[{index}]") for index, value in self._list(key, most)
        )

    def moment(self, key: str) -> datetime | None:
        value = self._data.get(key)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
            if moment is not None and moment.tzinfo is not None and moment.year in _YEARS:
                return moment.astimezone(TIME_ZONE)
        except (ValueError, OverflowError):
            pass
        wanted = f"a date-time of the years {_YEARS[0]} to {_YEARS[-1]} with its offset is needed"
        raise _wrong(self._place + key, wanted)

    def truth(self, key: str, *, default: bool) -> bool:
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            raise _wrong(self._place + key, "true or false is needed")
        return value

    def child(self, key: str) -> _Fields | None:
        value = self._data.get(key)
        return None if value is None else _Fields(value, f"{self._place}{key}.")

    def children(self, key: str, most: int) -> tuple[_Fields, ...]:
        place = self._place + key
        return tuple(_Fields(value, f"{place}[{index}].") for index, value in self._list(key, most))

    def _list(self, key: str, most: int) -> enumerate[object]:
        value = self._data.get(key)
        if value is None:
            return enumerate(())
        if not isinstance(value, list) or len(value) > most:
            raise _wrong(self._place + key, f"a list of at most {most} is needed")
        return enumerate(value)


def _clean_name(value: object, place: str) -> str:
    """Return a name in one line, without the mark-up of our texts."""
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise _wrong(place, f"a text of at most {LONGEST_NAME} characters is needed")
    kept = "".join(
        " " if unicodedata.category(letter)[0] in "CZ" else letter for letter in value
    ).replace("*", "")
    if not kept.strip():
        raise _wrong(place, "the text is empty")
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _wrong(place: str, problem: str) -> DossierSourceInvalidReply:
    return DossierSourceInvalidReply(f"{place}: {problem}")
