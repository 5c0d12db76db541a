"""Clients that begin a request and never end its headers."""

import asyncio

import pytest
import uvicorn
from uvicorn.server import ServerState

from bot.gateway import connections
from bot.gateway.connections import ImpatientProtocol


async def app(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"x"})


@pytest.fixture
async def port(monkeypatch):
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.05)
    config = uvicorn.Config(app, lifespan="off", ws="none", log_config=None, timeout_keep_alive=60)
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: ImpatientProtocol(config, state, {}), "127.0.0.1", 0
    )
    yield server.sockets[0].getsockname()[1]
    server.close()


async def rest_of(port, *sent, pause=0.0):
    """Send the pieces and return everything until the server ends the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in sent:
        writer.write(piece)
        await asyncio.sleep(pause)
    async with asyncio.timeout(20):
        answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param([], id="nothing"),
        pytest.param([b"GET / HT"], id="half-a-line"),
        pytest.param([b"GET / HTTP/1.1\r\nX-a: "], id="half-the-headers"),
    ],
)
async def test_headers_that_never_end_are_not_waited_for(port, sent):
    assert await rest_of(port, *sent) == b""


async def test_a_second_request_that_never_ends_is_not_waited_for_either(port):
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    answer = await rest_of(port, whole, b"GET / HTTP/1.1\r\nX-a: ")
    assert answer.count(b"200 OK") == 1


async def test_a_connection_that_is_kept_is_let_in_peace(port):
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    answer = await rest_of(port, whole, last, pause=0.2)
    assert answer.count(b"200 OK") == 2
