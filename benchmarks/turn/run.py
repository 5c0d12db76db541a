"""Whole turns over HTTP: turns/s and latency by chats, agents and conversation length.

Every cell drives the real processes of ``troly up`` through the REST channel with a
facet answer (action and catalogue, no office look-up). The cells run one after the
other on the same machine, load generator included.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles

import httpx
from stock import stock_rasa

from bot.cli.trial import TrialSystem

QUESTIONS = (
    "làm khai sinh cần giấy tờ gì",
    "còn phí?",
    "đăng ký kết hôn nộp ở đâu",
    "mấy ngày có",
    "tạm trú cần những giấy tờ gì",
)
LENGTHS = (10, 100, 500)
LONG_CHATS = 4
WINDOW = 20
"""turns around a length that stand for it."""


@dataclass(frozen=True)
class Row:
    system: str
    chats: int
    turns: int
    per_second: float
    p50_ms: float
    p95_ms: float
    max_ms: float


async def chat(client: httpx.AsyncClient, sender: str, turns: int) -> list[float]:
    """Hold one conversation and return the milliseconds of each turn."""
    times = []
    for number in range(turns):
        start = time.perf_counter()
        response = await client.post(
            "/webhooks/rest/webhook",
            json={"sender": sender, "message": QUESTIONS[number % len(QUESTIONS)]},
        )
        times.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200 or not response.json():
            raise SystemExit(f"{sender}, turn {number}: {response.status_code} {response.text}")
    return times


async def measure(url: str, system: str, chats: int, turns: int, tag: str) -> tuple[Row, list]:
    limits = httpx.Limits(max_connections=chats)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        start = time.perf_counter()
        all_times = await asyncio.gather(
            *(chat(client, f"{tag}-{number}", turns) for number in range(chats))
        )
        seconds = time.perf_counter() - start
    flat = sorted(value for times in all_times for value in times)
    cuts = quantiles(flat, n=100)
    row = Row(
        system,
        chats,
        len(flat),
        round(len(flat) / seconds, 1),
        round(cuts[49], 1),
        round(cuts[94], 1),
        round(flat[-1], 1),
    )
    return row, all_times


def by_length(all_times: list[list[float]]) -> list[dict[str, float]]:
    """Return p50 and p95 of the turns around each length."""
    rows = []
    for length in LENGTHS:
        around = [
            value
            for times in all_times
            for value in times[max(0, length - WINDOW) : length]
            if len(times) >= length
        ]
        if len(around) > 1:
            cuts = quantiles(sorted(around), n=100)
            p50, p95 = round(cuts[49], 1), round(cuts[94], 1)
            rows.append({"length": length, "p50_ms": p50, "p95_ms": p95})
    return rows


def drive(url: str, system: str, args: argparse.Namespace) -> tuple[list[Row], list[dict]]:
    """Measure one running system in all its cells."""
    asyncio.run(measure(url, system, 8, 10, "warm"))
    rows, lengths = [], []
    for chats in args.chats:
        turns = max(10, args.turns // chats)
        row, _ = asyncio.run(measure(url, system, chats, turns, f"c{chats}"))
        rows.append(row)
        print(row, flush=True)
    if args.long:
        _, times = asyncio.run(measure(url, system, LONG_CHATS, args.long, "long"))
        for found in by_length(times):
            lengths.append({"system": system, "chats": LONG_CHATS, **found})
            print(lengths[-1], flush=True)
    return rows, lengths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--chats", type=int, nargs="*", default=[1, 8, 32])
    parser.add_argument("--turns", type=int, default=400, help="turns of a cell, all chats")
    parser.add_argument("--long", type=int, default=500, help="length of the long conversations")
    parser.add_argument("--stock", action="store_true", help="also measure the stock Rasa server")
    parser.add_argument("--json", type=Path, help="also write the numbers to this file")
    args = parser.parse_args()
    rows: list[Row] = []
    lengths: list[dict] = []
    for agents in args.agents:
        with (
            tempfile.TemporaryDirectory() as directory,
            TrialSystem(Path(directory) / "var", TROLY_AGENTS=str(agents)) as system,
        ):
            found = drive(system.url, f"troly, {agents} agent(s)", args)
            rows += found[0]
            lengths += found[1]
    if args.stock:
        with tempfile.TemporaryDirectory() as directory, stock_rasa(Path(directory)) as url:
            found = drive(url, "stock Rasa, in memory", args)
            rows += found[0]
            lengths += found[1]
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}",
        "rows": [asdict(row) for row in rows],
        "by_length": lengths,
    }
    if args.json:
        args.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
