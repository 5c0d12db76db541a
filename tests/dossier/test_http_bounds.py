"""How much of our time and memory an office can take, whatever it does."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.dossier.errors import (
    DossierSourceInvalidReply,
    DossierSourceUnavailable,
)
from bot.dossier.sources.http import HttpDossierSource, Patience
from tests.dossier.office import CODE, Office, good

pytestmark = pytest.mark.asyncio


async def test_an_office_that_never_answers_ends_with_the_budget() -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(never)) as client:
        source = HttpDossierSource(client, "http://office.test", patience=Patience(budget=0.02))
        with pytest.raises(DossierSourceUnavailable, match="time budget"):
            await source.fetch(CODE)


async def test_an_office_that_drips_ends_with_the_budget() -> None:
    async def drip() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.001)

    office = Office(httpx.Response(200, content=drip()))
    with pytest.raises(DossierSourceUnavailable, match="time budget"):
        await office.fetch(patience=Patience(budget=0.05))


async def test_a_hanging_office_keeps_only_some_look_ups_waiting() -> None:
    asked = asyncio.Event()

    async def never(request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError(request)

    patience = Patience(budget=5, at_once=1, queue=0.01)
    async with httpx.AsyncClient(transport=httpx.MockTransport(never)) as client:
        source = HttpDossierSource(client, "http://office.test", patience=patience)
        first = asyncio.create_task(source.fetch(CODE))
        await asked.wait()
        with pytest.raises(DossierSourceUnavailable, match="1 look-ups wait"):
            await source.fetch(CODE)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first


async def test_the_place_of_a_look_up_is_free_again_after_it() -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: good())) as client:
        source = HttpDossierSource(client, "http://office.test", patience=Patience(at_once=1))
        for _ in range(3):
            await source.fetch(CODE)


async def test_a_compressed_reply_is_refused_before_it_can_grow() -> None:
    bomb = httpx.Response(200, content=b"x", headers={"Content-Encoding": "gzip"})
    with pytest.raises(DossierSourceInvalidReply, match="compressed"):
        await Office(bomb).fetch()


@pytest.mark.parametrize("day", ["9999-12-31T23:59:59+07:00", "0002-01-01T00:00:00+07:00"])
async def test_a_placeholder_for_a_day_is_no_appointment(day: str) -> None:
    with pytest.raises(DossierSourceInvalidReply, match="appointment_at: a date-time of the years"):
        await Office(good(appointment_at=day)).fetch()


async def test_a_huge_reply_is_refused() -> None:
    with pytest.raises(DossierSourceInvalidReply, match="larger than 65536 bytes"):
        await Office(good(procedure_name="a" * 70_000)).fetch()
