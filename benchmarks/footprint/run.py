"""Training from nothing, start, memory of everything together, and the disk.

Budgets: training 120 s, start 15 s, memory 800 MB, environment 1 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx

from bot.cli.trial import TrialSystem, memory_mib
from bot.settings import PROJECT_DIR


def train_seconds() -> float:
    with tempfile.TemporaryDirectory() as directory:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bot", "train", "--models", directory],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - start


def disk_mib(path: Path) -> float:
    total = 0
    for directory, _, files in os.walk(path):
        total += sum((Path(directory) / name).lstat().st_blocks * 512 for name in files)
    return total / 2**20


def name_of(command: list[str]) -> str:
    if "supervisor.supervisord" in command:
        return "supervisor"
    return command[-1] if command[-3:-1] == ["-m", "bot"] else "postgres"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    result: dict[str, object] = {"train_s": round(train_seconds(), 1)}
    print(result, flush=True)
    with tempfile.TemporaryDirectory() as directory:
        system = TrialSystem(Path(directory) / "var")
        result["first_start_s"] = round(system.start(), 1)
        system.stop()
        result["start_s"] = round(system.start(), 1)
        try:
            for number in range(50):
                body = {"sender": f"m{number}", "message": "làm khai sinh cần giấy tờ gì"}
                httpx.post(f"{system.url}/webhooks/rest/webhook", json=body, timeout=30)
            processes = list(system.processes())
            parts: dict[str, float] = defaultdict(float)
            for process in processes:
                parts[name_of(process.cmdline())] += memory_mib([process])
            result["memory_mib"] = round(memory_mib(processes))
            result["memory_parts_mib"] = {name: round(value) for name, value in parts.items()}
        finally:
            system.stop()
    result["environment_mib"] = round(disk_mib(PROJECT_DIR / ".venv"))
    print(json.dumps(result, indent=1))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
