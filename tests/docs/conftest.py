"""The bot as the documents show it: on their day, with the sandbox office in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, time

import httpx
import pytest

from bot.agent.runtime import load_conversation
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.service import DossierService
from bot.dossier.sources.http import HttpDossierSource
from bot.privacy.keys import open_vault
from bot.sandbox import SANDBOX_KEY
from bot.sandbox.office import create_app
from bot.services import Services, build_services, use_services
from bot.settings import TIME_ZONE, Settings
from tests.conversations.speaker import Say, speaker

DAY = date(2026, 11, 23)
NOW = datetime.combine(DAY, time(14, 30), TIME_ZONE)


@pytest.fixture
async def services(tmp_path) -> AsyncIterator[Services]:
    built = build_services(Settings(data_dir=tmp_path, today=DAY))
    wire = httpx.ASGITransport(create_app(lambda: NOW))
    async with httpx.AsyncClient(transport=wire) as client:
        dossiers = DossierService(
            HttpDossierSource(client, "http://sandbox", SANDBOX_KEY),
            built.calendar,
            built.statuses,
            lambda: NOW,
            load_sensitive_procedures(),
            is_sandbox=True,
        )
        yield replace(built, dossiers=dossiers)
    use_services(built)


@pytest.fixture
def bot_say(services, trained_model) -> Say:
    return speaker(load_conversation(services, open_vault(services.settings)))
