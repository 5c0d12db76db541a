"""What actions hear and say in tests, and the office that they ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.dossier.errors import DossierNotFound
from bot.dossier.model import Dossier
from bot.settings import TIME_ZONE

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=TIME_ZONE)


@dataclass
class Office:
    """The office's system: knows some dossiers, or fails."""

    dossiers: dict[str, Dossier] = field(default_factory=dict)
    failure: Exception | None = None
    asked: list[str] = field(default_factory=list)

    async def fetch(self, code: str) -> Dossier:
        self.asked.append(code)
        if self.failure is not None:
            raise self.failure
        if code not in self.dossiers:
            raise DossierNotFound
        return self.dossiers[code]

    def holds(self, code: str, status: int, **changes: Any) -> None:
        facts: dict[str, Any] = {
            "procedure_name": "Đăng ký khai sinh",
            "agency": "UBND phường Ninh Kiều",
            "accepted_at": datetime(2026, 11, 16, 9, tzinfo=TIME_ZONE),
            "appointment_at": datetime(2026, 11, 26, 16, tzinfo=TIME_ZONE),
            "updated_at": NOW,
        }
        self.dossiers[code] = Dossier(code=code, status=status, **(facts | changes))


@dataclass
class Heard:
    """What an action said and changed."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return "\n".join(message.get("reply_text", "") for message in self.messages)

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages]

    @property
    def payloads(self) -> list[str]:
        return [button["payload"] for message in self.messages for button in message["buttons"]]

    @property
    def slots(self) -> dict[str, Any]:
        return {each["name"]: each["value"] for each in self.events if each["event"] == "slot"}


def understood(
    intent: str, text: str = "", *links: str, clarification: str | None = None, **entities: str
) -> dict[str, Any]:
    """Return the parse of a message of one clause."""
    return {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        "procedures": [{"code": code, "name": code, "score": 0.95} for code in links],
        "asks": [{"intent": intent, "procedure": links[0] if links else None}],
        "clarification": clarification,
    }


def pressed(intent: str, **entities: str) -> dict[str, Any]:
    """Return what a pressed button is understood as."""
    return {
        "text": "#signed#",
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        "procedures": [],
        "asks": [],
        "pressed": True,
    }
