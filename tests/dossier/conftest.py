from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.deadlines.calendar_files import load_calendar
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.errors import DossierError
from bot.dossier.model import Dossier
from bot.dossier.service import DossierService
from bot.dossier.statuses import load_statuses
from bot.settings import TIME_ZONE

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=TIME_ZONE)
CODE = "H13.16-240326-0001"


class FakeSource:
    """An office with one dossier, or one way to fail."""

    def __init__(self, outcome: Dossier | DossierError) -> None:
        self.outcome = outcome

    async def fetch(self, code: str) -> Dossier:
        del code
        if isinstance(self.outcome, DossierError):
            raise self.outcome
        return self.outcome


def local(day: str, hour: int = 17) -> datetime:
    """Return an hour of ``YYYY-MM-DD`` in Cần Thơ."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=TIME_ZONE)


@pytest.fixture
def a_dossier() -> Callable[..., Dossier]:
    def build(**values: Any) -> Dossier:
        facts = {
            "code": CODE,
            "status": 4,
            "procedure_name": "Đăng ký kết hôn",
            "agency": "UBND phường Ninh Kiều",
            "accepted_at": local("2026-11-19", 8),
            "appointment_at": local("2026-11-26"),
            "updated_at": NOW - timedelta(minutes=25),
        }
        return Dossier(**{**facts, **values})

    return build


@pytest.fixture
def a_service() -> Callable[..., DossierService]:
    def build(outcome: Dossier | DossierError, now: datetime = NOW) -> DossierService:
        return DossierService(
            FakeSource(outcome),
            load_calendar(),
            load_statuses(),
            lambda: now,
            load_sensitive_procedures(),
        )

    return build
