"""Catalogue entries whose facts are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answers.procedure import ProcedureAnswers
from bot.catalogue.collection import Catalogue
from bot.catalogue.model import Document, Procedure, Source
from bot.channels.replies import Reply

TODAY = date(2026, 11, 23)
Build = Callable[..., ProcedureAnswers]


@dataclass
class PublishedCatalogue:
    """A catalogue source that a test can publish to."""

    catalogue: Catalogue

    def current(self) -> Catalogue:
        return self.catalogue


def source(id_: str = "portal", label: Any = "P", title: str = "Cổng thử") -> Source:
    return Source(id=id_, label=label, title=title, collected=TODAY)


def procedure(**changes: Any) -> Procedure:
    facts: dict[str, Any] = {
        "code": "1.000001",
        "name": "Thủ tục đăng ký thử",
        "short_name": "Đăng ký thử",
        "aliases": ["đăng ký thử"],
        "area": "thu",
        "levels": ["commune"],
        "agency": "UBND xã, phường",
        "last_reviewed": TODAY,
        "sources": [source()],
    }
    return Procedure(**(facts | changes))


def told(
    build: Build, intent: str, message: str = "", case: str | None = None, **facts: Any
) -> Reply:
    """Return the answer about one entry with these facts."""
    entry = procedure(**facts)
    return build(entry).answer(entry.code, intent, day=TODAY, message_folded=message, case=case)


PAPERS = [
    Document(name="Giấy ủy quyền", kind="original", condition="nếu nộp thay"),
    Document(name="Giấy chứng sinh", kind="original"),
    Document(name="Cam đoan", kind="original", case="lost"),
]
