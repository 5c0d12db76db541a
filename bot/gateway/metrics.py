"""Prometheus metrics of the gateway; labels hold no personal data."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class GatewayMetrics:
    """The gateway's counters, on a registry of their own."""

    def __init__(self) -> None:
        """Register all metrics."""
        self.registry = CollectorRegistry()
        self.accepted = Counter(
            "troly_accepted_total", "Events taken in", ["channel"], registry=self.registry
        )
        self.refused = Counter(
            "troly_refused_total",
            "Requests refused",
            ["channel", "reason"],
            registry=self.registry,
        )
        self.turn_seconds = Histogram(
            "troly_turn_seconds",
            "From request to reply on waiting channels",
            ["channel"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.accept_seconds = Histogram(
            "troly_accept_seconds",
            "From request to stored event",
            ["channel"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.waiting = Gauge(
            "troly_waiting_requests", "Requests that wait for a reply", registry=self.registry
        )

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text form."""
        return generate_latest(self.registry)
