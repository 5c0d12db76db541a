"""What machines ask the gateway, and the headers that every answer carries."""

import os
import re
from pathlib import Path

import pytest
from auxil.database import rows
from auxil.gateway import REST, gateway_client
from auxil.takers import EchoTaker, agent_running, eventually

from bot.catalogue.collection import Catalogue
from bot.catalogue.snapshot import write_snapshot

HEADERS = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}


@pytest.fixture
def published(settings):
    """The file of a published catalogue."""
    path = write_snapshot(settings.data_dir, Catalogue(procedures=()), "20261123T164501Z-1f0c9a3b")
    yield path
    (settings.data_dir / "catalogue" / "current").unlink()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/static/chat.css", 200),
        ("GET", "/health", 200),
        ("GET", "/ready", 503),
        ("GET", "/no-such-page", 404),
        ("POST", REST, 400),
        ("GET", REST, 405),
        ("GET", "/static/../app.py", 404),
    ],
)
async def test_every_answer_carries_the_security_headers(client, method, path, status):
    response = await client.request(method, path)
    assert response.status_code == status
    for name, value in HEADERS.items():
        assert response.headers[name].startswith(value), name


async def test_an_answer_to_a_mistake_of_ours_carries_them_too(client, settings, monkeypatch):
    def broken(_check):
        raise RuntimeError("a mistake, with 0912345678 in it")

    monkeypatch.setattr("bot.catalogue.snapshot.SnapshotCheck.version", broken)
    response = await client.get("/ready")
    assert response.status_code == 500
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "0912345678" not in response.text


async def test_the_page_loads_nothing_from_elsewhere_and_has_no_code_in_it(client):
    page = (await client.get("/")).text
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(address.startswith(("/", "data:")) for address in loaded)
    assert not re.search(r"<script>|<style|\son\w+=|\sstyle=", page)


async def test_health_says_that_the_process_lives_whatever_else_is_missing(client):
    response = await client.get("/health")
    assert response.json()["status"] == "ok"


async def test_ready_names_what_is_missing(client):
    response = await client.get("/ready")
    assert response.json() == {
        "ready": False,
        "database": True,
        "catalogue": False,
        "agent": False,
    }


async def test_ready_once_a_catalogue_is_published_and_an_agent_lives(
    client, store, settings, published
):

    async def is_ready():
        return (await client.get("/ready")).status_code == 200

    async with agent_running(settings.database_url, EchoTaker(store)):
        assert await eventually(is_ready)


@pytest.mark.parametrize("damage", [lambda path: os.truncate(path, 40), Path.unlink])
async def test_a_catalogue_is_ready_only_as_long_as_its_file_can_be_read(client, published, damage):
    assert (await client.get("/ready")).json()["catalogue"] is True
    whole = published.read_bytes()
    damage(published)
    assert (await client.get("/ready")).json()["catalogue"] is False
    published.write_bytes(whole)
    assert (await client.get("/ready")).json()["catalogue"] is True


async def test_a_damaged_catalogue_is_not_ready_instead_of_a_mistake(client, settings):
    link = settings.data_dir / "catalogue" / "current"
    link.parent.mkdir(exist_ok=True)
    link.write_text("made by hand")
    try:
        response = await client.get("/ready")
    finally:
        link.unlink()
    assert response.status_code == 503
    assert response.json()["catalogue"] is False


async def test_metrics_count_what_was_taken_in_and_refused(client):
    await client.post(REST, json={"sender": "bà Tư", "message": "một"})
    await client.post(REST, json={})
    text = (await client.get("/metrics")).text
    assert 'troly_accepted_total{channel="rest"} 1.0' in text
    assert 'troly_refused_total{channel="rest",reason="malformed"} 1.0' in text
    assert "troly_waiting_requests 0.0" in text
    assert "bà Tư" not in text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        pytest.param("203.0.113.7", {}, id="another machine"),
        pytest.param("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, id="through a proxy"),
        pytest.param("127.0.0.1", {"Forwarded": "for=203.0.113.7"}, id="through a newer proxy"),
        pytest.param("127.0.0.1", {"X-Real-IP": "203.0.113.7"}, id="through nginx"),
        pytest.param("203.0.113.7", {"X-Forwarded-For": "127.0.0.1"}, id="pretending"),
    ],
)
async def test_metrics_are_hidden_from_other_machines(settings, address, headers):
    async with gateway_client(settings, address) as client:
        response = await client.get("/metrics", headers=headers)
    assert response.status_code == 404


async def test_no_message_is_written_to_the_log(client, caplog, settings):
    caplog.set_level("DEBUG")
    rows(settings.database_url, "ALTER TABLE procrastinate_jobs RENAME TO hidden_jobs")
    try:
        await client.post(REST, json={"sender": "bà Tư", "message": "số tôi là 0912345678"})
    finally:
        rows(settings.database_url, "ALTER TABLE hidden_jobs RENAME TO procrastinate_jobs")
    assert caplog.text
    assert "0912345678" not in caplog.text
    assert "bà Tư" not in caplog.text
