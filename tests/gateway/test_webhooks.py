"""POST /webhooks/rest/webhook: answered once, refused clearly, nothing lost."""

import asyncio
import json

import pytest
from auxil.database import rows
from auxil.gateway import REST, gateway_client
from auxil.takers import EchoTaker, agent_running, message

from bot.gateway.app import create_app
from bot.gateway.security import MAX_BODY
from bot.privacy.keys import open_vault
from bot.settings import Settings
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine


@pytest.fixture
async def gateway_store(settings):
    """The store with the gateway's own key."""
    engine = async_engine(settings)
    yield ConversationStore(engine, open_vault(settings))
    await engine.dispose()


def asked(text="khai sinh cần gì", sender="bà Tư", **more):
    return {"sender": sender, "message": text, **more}


async def test_a_message_gets_its_reply(patient_client, gateway_store, settings):
    async with agent_running(settings.database_url, EchoTaker(gateway_store)):
        response = await patient_client.post(REST, json=asked("khai sinh cần gì"))
    assert response.status_code == 200
    assert response.json() == [{"recipient_id": "bà Tư", "text": "dạ: khai sinh cần gì"}]


async def test_the_same_message_id_gets_the_same_reply_from_one_turn(
    patient_client, gateway_store, settings
):
    taker = EchoTaker(gateway_store)
    async with agent_running(settings.database_url, taker):
        first = await patient_client.post(REST, json=asked("một", message_id="7"))
        again = await patient_client.post(REST, json=asked("một", message_id="7"))
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert taker.taken == ["một"]


async def test_the_same_message_id_sent_twice_at_once_gets_both_the_one_reply(
    patient_client, gateway_store, settings
):
    taker = EchoTaker(gateway_store, pause=0.05)
    async with agent_running(settings.database_url, taker):
        both = await asyncio.gather(
            *(patient_client.post(REST, json=asked("một", message_id="7")) for _ in range(2))
        )
    assert [response.status_code for response in both] == [200, 200]
    assert both[0].json() == both[1].json()
    assert taker.taken == ["một"]


async def test_two_senders_may_use_the_same_message_id(patient_client, gateway_store, settings):
    taker = EchoTaker(gateway_store)
    async with agent_running(settings.database_url, taker):
        for sender in ("bà Tư", "ông Năm"):
            await patient_client.post(REST, json=asked("một", sender=sender, message_id="7"))
    assert taker.taken == ["một", "một"]


async def test_the_same_text_without_an_id_is_a_new_message(
    patient_client, gateway_store, settings
):
    taker = EchoTaker(gateway_store)
    async with agent_running(settings.database_url, taker):
        for _ in range(2):
            await patient_client.post(REST, json=asked("một"))
    assert taker.taken == ["một", "một"]


async def test_without_an_agent_the_request_ends_and_the_message_waits(
    client, gateway_store, gateway_settings, settings
):
    response = await client.post(REST, json=asked("một", message_id="7"))
    assert response.status_code == 503
    assert "message_id" in response.json()["error"]
    async with (
        agent_running(settings.database_url, EchoTaker(gateway_store)),
        gateway_client(settings) as patient,
    ):
        again = await patient.post(REST, json=asked("một", message_id="7"))
    assert again.json() == [{"recipient_id": "bà Tư", "text": "dạ: một"}]


async def test_a_reply_made_before_the_gateway_started_is_found(
    patient_client, gateway_store, settings
):
    async def no_queue(*_arguments):
        pass

    early = await gateway_store.accept(message("một", key=json.dumps(["bà Tư", "7"])), no_queue)
    taker = EchoTaker(gateway_store)
    await taker.take(early.inbound_id)
    response = await patient_client.post(REST, json=asked("một", message_id="7"))
    assert response.json() == [{"recipient_id": "bà Tư", "text": "dạ: một"}]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param({"message": "một"}, "sender", id="no sender"),
        pytest.param({"sender": "bà Tư"}, "message", id="no message"),
        pytest.param({"sender": "bà Tư", "message": "  "}, "message", id="blank message"),
        pytest.param({"sender": "bà Tư", "message": "\x00"}, "message", id="only NUL"),
        pytest.param({"sender": 4, "message": "một"}, "sender", id="sender is a number"),
        pytest.param({"sender": "a" * 201, "message": "một"}, "sender", id="long sender"),
        pytest.param({"sender": "bà Tư", "message": "a" * 4001}, "message", id="long message"),
        pytest.param(
            {"sender": "bà Tư", "message": "một", "message_id": None}, "message_id", id="null id"
        ),
    ],
)
async def test_a_wrong_body_is_refused_naming_the_key(client, settings, body, named):
    response = await client.post(REST, json=body)
    assert response.status_code == 400
    assert response.json()["error"].startswith(f"{named}:")
    assert rows(settings.database_url, "SELECT * FROM inbound_events") == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"\xff\xfe{}", id="not UTF-8"),
        pytest.param(b"[" * 60_000, id="nested too deep"),
    ],
)
async def test_a_body_that_is_no_json_object_is_refused(client, body):
    response = await client.post(REST, content=body)
    assert response.status_code == 400
    assert "JSON" in response.json()["error"]


async def test_a_body_that_is_too_long_is_refused_unread(client):
    async def endless():
        sent = 0
        while sent <= 2 * MAX_BODY:
            yield b"a" * 1024
            sent += 1024

    response = await client.post(REST, content=endless())
    assert response.status_code == 413
    assert response.headers["connection"] == "close"


async def test_a_body_that_never_ends_is_given_up(client, monkeypatch):
    monkeypatch.setattr("bot.gateway.security.BODY_SECONDS", 0.05)

    async def stalled():
        yield b"{"
        await asyncio.sleep(60)

    response = await client.post(REST, content=stalled())
    assert response.status_code == 408
    assert response.headers["connection"] == "close"


async def test_a_caller_who_hangs_up_is_no_mistake_of_ours(gateway_settings, caplog):
    sent = []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(event):
        sent.append(event)

    app = create_app(gateway_settings)
    scope = {"type": "http", "method": "POST", "path": REST, "headers": [], "query_string": b""}
    await app(scope, receive, send)
    assert sent[0]["status"] == 408
    assert caplog.text == ""


async def test_an_unknown_channel_is_not_found(client):
    response = await client.post("/webhooks/fax/webhook", json=asked())
    assert response.status_code == 404


async def test_a_webhook_is_not_read_by_get(client):
    assert (await client.get(REST)).status_code == 405


async def test_a_sender_who_floods_is_slowed_down_and_others_are_not(
    gateway_settings, settings, monkeypatch
):
    monkeypatch.setattr("bot.gateway.app.MESSAGE_BURST", 2)
    monkeypatch.setattr("bot.gateway.app.MESSAGES_PER_MINUTE", 1)
    async with gateway_client(gateway_settings) as client:
        flood = [await client.post(REST, json=asked(str(number))) for number in range(3)]
        other = await client.post(REST, json=asked(sender="ông Năm"))
    assert [response.status_code for response in flood] == [503, 503, 429]
    assert other.status_code == 503  # taken in: only the agent is missing
    assert rows(settings.database_url, "SELECT count(*) FROM inbound_events") == [(3,)]


async def test_any_text_that_json_can_hold_is_taken_in(patient_client, gateway_store, settings):
    body = b'{"sender": "b", "message": "x\\u0000y \\ud83d\\ude00 \\udfff"}'
    async with agent_running(settings.database_url, EchoTaker(gateway_store)):
        response = await patient_client.post(REST, content=body)
    assert response.status_code == 200
    assert response.json()[0]["text"] == "dạ: xy 😀 ?"


async def test_a_silent_database_is_a_503_without_its_secrets(settings):
    broken = Settings(
        data_dir=settings.data_dir,
        database_url="postgresql://troly:secret@127.0.0.1:9/troly",
        reply_timeout=0.2,
    )
    async with gateway_client(broken) as client:
        response = await client.post(REST, json=asked())
        ready = await client.get("/ready")
    assert response.status_code == 503
    assert "secret" not in response.text
    assert ready.status_code == 503
    assert ready.json()["database"] is False


async def test_a_missing_queue_is_a_503_and_the_message_is_not_stored(client, settings):
    url = settings.database_url
    rows(url, "ALTER TABLE procrastinate_jobs RENAME TO hidden_jobs")
    try:
        response = await client.post(REST, json=asked())
    finally:
        rows(url, "ALTER TABLE hidden_jobs RENAME TO procrastinate_jobs")
    assert response.status_code == 503
    assert rows(url, "SELECT * FROM inbound_events") == []


async def test_the_page_keeps_mark_up_and_the_part_behind_more(
    patient_client, gateway_store, settings
):
    async with agent_running(settings.database_url, EchoTaker(gateway_store)):
        response = await patient_client.post("/webhooks/web/webhook", json=asked("**một**"))
    assert response.json() == [
        {"text": "dạ: **một**", "more": None, "buttons": [], "forget": False}
    ]


async def test_the_channels_are_different_conversations(client, settings):
    for channel in ("rest", "web"):
        await client.post(f"/webhooks/{channel}/webhook", json=asked())
    found = rows(settings.database_url, "SELECT count(DISTINCT conversation) FROM inbound_events")
    assert found == [(2,)]


async def test_more_requests_than_can_be_answered_are_refused_at_once(client, monkeypatch):
    monkeypatch.setattr("bot.gateway.webhooks.MOST_UNDER_WAY", 0)
    response = await client.post(REST, json={"sender": "a", "message": "một"})
    assert response.status_code == 503
    assert response.json() == {"error": "too many requests wait, try later"}


@pytest.mark.parametrize("key", ["sender", "message_id"])
@pytest.mark.parametrize("value", ["zz\ud800", "z\x00z"])
async def test_ids_that_would_become_one_are_refused(client, key, value):
    body = json.dumps({"sender": "a", "message": "một", key: value})
    response = await client.post(REST, content=body)
    assert response.status_code == 400
    assert response.json()["error"].startswith(f"{key}: holds characters")
