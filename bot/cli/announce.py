"""Tells the terminal once when ``troly up`` serves; then ends."""

from __future__ import annotations

import http.client
import json
import signal
import sys
import time

from bot.cli.lifetime import end_with_supervisor

GIVE_UP_SECONDS = 120.0


def is_ready(host: str, port: int) -> bool:
    """Ask the gateway whether a message would be answered."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/ready")
        return bool(json.loads(connection.getresponse().read()).get("ready"))
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main(host: str, port: int, log_dir: str) -> int:
    """Wait until all is ready and print the addresses."""
    end_with_supervisor()
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    deadline = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < deadline:
        if is_ready(reachable, port):
            sys.stdout.write(
                f"\nTrợ lý TTHC Cần Thơ is ready\n"
                f"  page    http://{reachable}:{port}/\n"
                f"  REST    http://{reachable}:{port}/webhooks/rest/webhook\n"
                f"  health  http://{reachable}:{port}/health\n"
                f"  logs    {log_dir}\n"
                f"Stop with Ctrl-C.\n"
            )
            sys.stdout.flush()
            return 0
        time.sleep(0.2)
    sys.stderr.write(f"troly: not ready after {GIVE_UP_SECONDS:.0f} s; see {log_dir}\n")
    return 1


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is for the supervisor: end silently
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # and `troly up | head` wants to hear no more
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
