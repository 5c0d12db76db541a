"""How long a supervised process lives: never longer than its supervisor."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

SUPERVISED = "TROLY_SUPERVISED"
"""set by ``troly up`` for its children, to the supervisor's process id."""
_PR_SET_PDEATHSIG = 1


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
