"""How long a supervised process lives: never longer than its supervisor."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator

from bot.settings import SUPERVISED

_PR_SET_PDEATHSIG = 1
_PAUSE_SECONDS = 2.0


def end_with_supervisor() -> None:
    """Ask Linux to stop this process when its supervisor dies, killed or not.

    Without this a ``kill -9`` of the supervisor leaves servers that hold the port.
    """
    supervisor = os.environ.get(SUPERVISED)
    if supervisor is None or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):  # it died before we asked
        sys.exit(1)


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
