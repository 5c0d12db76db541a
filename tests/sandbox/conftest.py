import json
from collections.abc import AsyncIterator
from datetime import datetime
from importlib.resources import files
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml

from bot.sandbox import SANDBOX_KEY
from bot.sandbox.office import create_app
from bot.settings import PROJECT_DIR, TIME_ZONE

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=TIME_ZONE)


@pytest.fixture(scope="session")
def interface() -> dict[str, Any]:
    """Return docs/dossier-api.yaml."""
    return yaml.safe_load((PROJECT_DIR / "docs" / "dossier-api.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def openapi_schema() -> dict[str, Any]:
    """Return the schema of OpenAPI 3.1 itself, as the validator package brings it."""
    schema = files("openapi_spec_validator") / "resources/schemas/v3.1/schema.json"
    return json.loads(schema.read_text("utf-8"))


@pytest.fixture
def slept() -> list[float]:
    """Return the pauses that the office wanted to make; none is really made."""
    return []


@pytest_asyncio.fixture
async def office(slept: list[float]) -> AsyncIterator[httpx.AsyncClient]:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    transport = httpx.ASGITransport(create_app(lambda: NOW, sleep=sleep))
    async with httpx.AsyncClient(
        transport=transport,
        base_url="http://office.test",
        headers={"authorization": f"Bearer {SANDBOX_KEY}"},
    ) as client:
        yield client
