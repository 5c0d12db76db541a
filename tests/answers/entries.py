"""Catalogue entries whose facts are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.catalogue.collection import Catalogue
from bot.catalogue.model import Procedure, Source

COLLECTED = date(2026, 11, 23)


@dataclass
class PublishedCatalogue:
    """A catalogue source that a test can publish to."""

    catalogue: Catalogue

    def current(self) -> Catalogue:
        return self.catalogue


def source(id_: str = "portal", label: Any = "P", title: str = "Cổng thử") -> Source:
    return Source(id=id_, label=label, title=title, collected=COLLECTED)


def procedure(**changes: Any) -> Procedure:
    facts: dict[str, Any] = {
        "code": "1.000001",
        "name": "Thủ tục đăng ký thử",
        "short_name": "Đăng ký thử",
        "aliases": ["đăng ký thử"],
        "area": "thu",
        "levels": ["commune"],
        "agency": "UBND xã, phường",
        "last_reviewed": COLLECTED,
        "sources": [source()],
    }
    return Procedure(**(facts | changes))
