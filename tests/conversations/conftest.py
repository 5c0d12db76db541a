"""Conversations with the trained model, in this process, with an office of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

import pytest

from bot.agent.runtime import load_conversation
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.service import DossierService
from bot.privacy.keys import open_vault
from bot.services import Services, build_services, use_services
from bot.settings import TIME_ZONE, Settings
from tests.actions.heard import Office
from tests.conversations.speaker import Say, speaker


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("conversations"))


@pytest.fixture(scope="session")
def services(settings: Settings) -> Services:
    return build_services(settings)


@pytest.fixture(scope="session")
def turns(services: Services, settings: Settings, trained_model: Any) -> Any:
    return load_conversation(services, open_vault(settings))


@dataclass
class Town:
    """The day and the office that a conversation takes place with."""

    services: Services
    office: Office = field(default_factory=Office)

    def on(self, day: date) -> None:
        """From now on actions answer for ``day``."""
        dossiers = DossierService(
            self.office,
            self.services.calendar,
            self.services.statuses,
            lambda: datetime.combine(day, time(14, 5), TIME_ZONE),
            load_sensitive_procedures(),
        )
        settings = replace(self.services.settings, today=day)
        use_services(replace(self.services, settings=settings, dossiers=dossiers))


@pytest.fixture
def town(services: Services) -> Iterator[Town]:
    yield Town(services)
    use_services(services)


@pytest.fixture
def bot_say(turns: Any) -> Say:
    return speaker(turns)
