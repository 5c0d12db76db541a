"""Actions over the real words and the reviewed catalogue; only the office is a fake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dossier.access import load_sensitive_procedures
from bot.dossier.service import DossierService
from bot.services import Services, build_services
from bot.settings import Settings
from tests.actions.heard import NOW, Heard, Office


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Services:
    settings = Settings(data_dir=tmp_path_factory.mktemp("var"), today=date(2026, 11, 23))
    return build_services(settings)


@pytest.fixture
def services(reviewed: Services, office: Office) -> Services:
    dossiers = DossierService(
        office, reviewed.calendar, reviewed.statuses, lambda: NOW, load_sensitive_procedures()
    )
    return replace(reviewed, dossiers=dossiers)


@pytest.fixture
def on(services: Services) -> Callable[[date], Services]:
    return lambda day: replace(services, settings=replace(services.settings, today=day))


@pytest.fixture
def run() -> Callable[..., Any]:
    async def run_action(
        action: Action, message: dict[str, Any], slots: dict[str, Any] | None = None
    ) -> Heard:
        dispatcher = CollectingDispatcher()
        tracker = Tracker("someone", slots or {}, message, [], False, None, {}, "action_listen")
        events = await action.run(dispatcher, tracker, {})
        return Heard(dispatcher.messages, events)

    return run_action
