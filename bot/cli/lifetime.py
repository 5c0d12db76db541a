"""How long a supervised process lives: never longer than its supervisor."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

from bot.settings import SUPERVISED

STOP_SECONDS = {"db": 30, "agent": 15}
"""how long a process may take to stop; an agent finishes the turns that it has taken."""
OTHER_STOP_SECONDS = 10

_PR_SET_PDEATHSIG = 1
_PAUSE_SECONDS = 2.0
_LOOK_SECONDS = 1.0


def stop_seconds(name: str) -> int:
    """Return the seconds after which the process called ``name`` is killed if it still runs."""
    return STOP_SECONDS.get(name, OTHER_STOP_SECONDS)


def end_with_supervisor(within: float = OTHER_STOP_SECONDS) -> None:
    """Ask Linux to stop this process when its supervisor dies, killed or not.

    Without this a ``kill -9`` of the supervisor leaves servers that hold the port. The
    process gets the signal to stop; one that waits for a database that is gone as well
    ends all the same ``within`` so many seconds, as under its supervisor.
    """
    supervisor = os.environ.get(SUPERVISED)
    if supervisor is None or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):  # it died before we asked
        sys.exit(1)
    threading.Thread(
        target=_end_late, args=(int(supervisor), within), name="supervisor-watch", daemon=True
    ).start()


def _end_late(supervisor: int, within: float) -> None:
    while os.getppid() == supervisor:
        time.sleep(_LOOK_SECONDS)
    time.sleep(within)
    os._exit(1)


@contextlib.contextmanager
def pausing_before_failure() -> Iterator[None]:
    """Let a supervised process that fails live a little before it says so.

    supervisord waits longer each time for one that ends within its first second; after a
    night with a full disk it would wait for minutes, with the disk long free again.
    """
    try:
        yield
    except Exception:
        if SUPERVISED in os.environ:
            time.sleep(_PAUSE_SECONDS)
        raise
