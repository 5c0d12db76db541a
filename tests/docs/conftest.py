"""The bot as the documents show it: on their day, with the sandbox office in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import httpx
import pytest

from bot.agent.runtime import load_conversation
from bot.channels.channel import InboundMessage
from bot.channels.replies import Reply
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.service import DossierService
from bot.dossier.sources.http import HttpDossierSource
from bot.privacy.keys import open_vault
from bot.sandbox import SANDBOX_KEY
from bot.sandbox.office import create_app
from bot.services import Services, build_services, use_services
from bot.settings import TIME_ZONE, Settings

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
def bot_say(services, trained_model) -> Callable[[str, str], Awaitable[list[Reply]]]:
    turns = load_conversation(services, open_vault(services.settings))
    states: dict[str, Any] = {}

    async def say(sender: str, text: str) -> list[Reply]:
        message = InboundMessage("terminal", sender, text, text)
        answered = await turns.answer(sender, message, states.get(sender))
        states[sender] = answered.change.state if answered.change else states.get(sender)
        return answered.replies

    return say
