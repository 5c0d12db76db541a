"""A gateway on the test database."""

from dataclasses import replace

import pytest
from auxil.gateway import gateway_client


@pytest.fixture
def gateway_settings(settings):
    """A gateway that gives up waiting soon."""
    return replace(settings, reply_timeout=0.2)


@pytest.fixture
async def client(gateway_settings):
    async with gateway_client(gateway_settings) as client:
        yield client


@pytest.fixture
async def patient_client(settings):
    async with gateway_client(settings) as client:
        yield client
