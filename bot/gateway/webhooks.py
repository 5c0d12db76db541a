"""``POST /webhooks/<channel>/webhook``: verify, parse, store and enqueue, answer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from time import perf_counter

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.channel import (
    Channel,
    ForgedRequest,
    InboundMessage,
    MalformedRequest,
    WebhookRequest,
)
from bot.gateway.metrics import GatewayMetrics
from bot.gateway.security import BodyTooLarge, BodyTooSlow, RateLimit, limited_body
from bot.gateway.waiting import ReplyWaiter
from bot.storage.conversations import Accepted, ConversationStore, Enqueue
from bot.storage.errors import StorageUnavailable

logger = logging.getLogger(__name__)

MOST_UNDER_WAY = 600
"""requests that are answered at once, some seconds' work for two agents: one more would get
its answer after its client has left, and make the next ones wait for it"""
_UNREAD = (408, 413)


class Webhooks:
    """The endpoint of all channels."""

    def __init__(
        self,
        channels: list[Channel],
        store: ConversationStore,
        enqueue: Enqueue,
        waiter: ReplyWaiter,
        metrics: GatewayMetrics,
        limit: RateLimit,
        reply_timeout: float,
    ) -> None:
        """Serve ``channels``; a waiting channel answers within ``reply_timeout`` seconds."""
        self._channels = {channel.name: channel for channel in channels}
        self._store = store
        self._enqueue = enqueue
        self._waiter = waiter
        self._metrics = metrics
        metrics.waiting.set_function(lambda: waiter.waiting)
        self._limit = limit
        self._reply_timeout = reply_timeout
        self._under_way = 0

    async def post(self, request: Request) -> Response:
        """Handle one webhook request."""
        channel = self._channels.get(request.path_params["channel"])
        if channel is None:
            return _error(404, "there is no such channel")
        if self._under_way >= MOST_UNDER_WAY:
            return self._refused(channel, "overload", 503, "too many requests wait, try later")
        self._under_way += 1
        try:
            return await self._handle(channel, request)
        finally:
            self._under_way -= 1

    async def _handle(self, channel: Channel, request: Request) -> Response:
        try:
            body = await limited_body(request)
            webhook = WebhookRequest(body, dict(request.headers))
            channel.verify(webhook)
            messages = channel.parse(webhook)
            if not all(self._limit.allows(f"{m.channel}\n{m.sender}") for m in messages):
                return self._refused(channel, "too_many", 429, "too many messages, slow down")
            return await self._take_in(channel, messages)
        except BodyTooLarge:
            return self._refused(channel, "too_large", 413, "the request is too long")
        except BodyTooSlow:
            return self._refused(channel, "too_slow", 408, "the request did not arrive in time")
        except ForgedRequest:
            return self._refused(channel, "forged", 401, "the request is not authentic")
        except MalformedRequest as error:
            return self._refused(channel, "malformed", 400, str(error))
        except StorageUnavailable as error:
            logger.error("a message of %s could not be stored: %s", channel.name, error)
            return self._refused(channel, "storage", 503, "the storage does not answer")

    async def _take_in(self, channel: Channel, messages: Sequence[InboundMessage]) -> Response:
        start = perf_counter()
        accepted = [await self._store.accept(message, self._enqueue) for message in messages]
        self._metrics.accepted.labels(channel.name).inc(len(accepted))
        self._metrics.accept_seconds.labels(channel.name).observe(perf_counter() - start)
        if not channel.waits:
            return JSONResponse({"ok": True})
        response = await self._reply(channel, messages[0], accepted[0])
        self._metrics.turn_seconds.labels(channel.name).observe(perf_counter() - start)
        return response

    async def _reply(
        self, channel: Channel, message: InboundMessage, accepted: Accepted
    ) -> Response:
        replies = await self._waiter.replies(
            accepted.inbound_id, self._reply_timeout, is_new=accepted.is_new
        )
        if replies is None:
            return self._refused(
                channel, "timeout", 503, "no reply yet: ask again with the same message_id"
            )
        return JSONResponse(channel.render(replies, message.sender))

    def _refused(self, channel: Channel, reason: str, status: int, message: str) -> Response:
        self._metrics.refused.labels(channel.name, reason).inc()
        return _error(status, message)


def _error(status: int, message: str) -> Response:
    # what is left of a body that was not read must not be taken for the next request
    headers = {"Connection": "close"} if status in _UNREAD else None
    return JSONResponse({"error": message}, status_code=status, headers=headers)
