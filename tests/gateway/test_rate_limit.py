"""The token bucket of a sender."""

import pytest

from bot.gateway.security import RateLimit


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr("bot.gateway.security.time", clock)
    return clock


def test_a_burst_is_allowed_and_then_no_more(clock):
    limit = RateLimit(per_minute=60, burst=3)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]


def test_a_token_comes_back_with_time(clock):
    limit = RateLimit(per_minute=60, burst=1)
    assert limit.allows("a")
    assert not limit.allows("a")
    clock.now += 1.0
    assert limit.allows("a")


def test_a_long_pause_gives_no_more_than_a_burst(clock):
    limit = RateLimit(per_minute=60, burst=2)
    limit.allows("a")
    clock.now += 3600
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]


def test_senders_do_not_share_their_tokens(clock):
    limit = RateLimit(per_minute=60, burst=1)
    assert limit.allows("a")
    assert limit.allows("b")


def test_only_the_most_recent_senders_are_remembered(clock):
    limit = RateLimit(per_minute=60, burst=1, keys=2)
    for sender in ("a", "b", "c"):
        limit.allows(sender)
    assert limit.allows("a")  # forgotten
    assert not limit.allows("c")
