"""What a person wrote is neither in the logs nor in a copy of the database."""

import time

import httpx
import psycopg
import pytest
from auxil.database import all_bytes

from bot.storage import embedded

pytestmark = [pytest.mark.server, pytest.mark.model]

CODE = "H13.16-240326-0001"
SECRETS = ("240326", "0908 777 666", "0908777666", "092199001234", "bi.mat@example.vn", "bà-Tư-07")
TEXTS = (
    f"hồ sơ {CODE} tới đâu rồi",
    "h13 16 240326 0002 và H13.16.240326.0003",
    "số tôi 0908 777 666, căn cước 092199001234, thư bi.mat@example.vn",
    "làm khai sinh cho con ở đâu",
)


@pytest.fixture
def say(system):
    def say(text, channel="rest"):
        body = {"sender": "bà-Tư-07", "message": text}
        response = httpx.post(f"{system.url}/webhooks/{channel}/webhook", json=body, timeout=30)
        assert response.status_code == 200
        return response.json()

    return say


def logs_of(system):
    files = [*(system.data_dir / "log").iterdir(), system.output, system.data_dir / "postgres/log"]
    return "\n".join(file.read_text("utf-8", "replace") for file in files)


def test_neither_logs_nor_tables_hold_codes_numbers_or_senders(system, say):
    httpx.post(f"{system.sandbox_url}/faults", json={"down": True}, timeout=5)
    try:
        say(TEXTS[0])  # what fails is logged too
    finally:
        httpx.post(f"{system.sandbox_url}/faults", json={"down": False}, timeout=5)
    for channel in ("rest", "web"):
        for text in TEXTS:
            say(text, channel)
    logs, tables = logs_of(system), all_bytes(embedded.url(system.data_dir))
    for secret in SECRETS:
        assert secret not in logs
        assert secret not in tables
    for text in TEXTS:
        assert text not in logs


def test_a_caller_who_hangs_up_leaves_no_traceback(system):
    for _ in range(3):
        with httpx.Client(base_url=system.url) as client, pytest.raises(httpx.WriteTimeout):
            client.post("/webhooks/rest/webhook", content=stalled(), timeout=0.3)
    assert httpx.get(f"{system.url}/health", timeout=5).status_code == 200
    assert "Traceback" not in (system.data_dir / "log" / "gateway_0.log").read_text("utf-8")


def stalled():
    yield b"{"
    time.sleep(0.5)
    raise httpx.WriteTimeout("enough")


def test_who_asks_for_it_is_forgotten_at_once(system, say):
    say("làm khai sinh cần giấy tờ gì")
    with psycopg.connect(embedded.url(system.data_dir)) as database:
        [(conversation,)] = database.execute(
            "SELECT conversation FROM inbound_events ORDER BY id DESC LIMIT 1"
        ).fetchall()
        say("xóa hết dữ liệu của tôi đi")
        for table in ("tracker_turns", "tracker_snapshots"):
            query = f"SELECT count(*) FROM {table} WHERE conversation = %s"
            assert database.execute(query, (conversation,)).fetchone() == (0,)
        # the last event stays until the retention: without text, for its reply
        assert database.execute(
            "SELECT count(*), count(payload) FROM inbound_events WHERE conversation = %s",
            (conversation,),
        ).fetchone() == (1, 0)
