"""Work on many texts on all cores."""

from __future__ import annotations

import ctypes
import itertools
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

_TOO_FEW = 2000
"""fewer items are done before other processes are ready"""
_PR_SET_PDEATHSIG = 1
"""Linux, prctl(2)"""
_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""what the forked processes find: it is inherited, so nothing but results is sent"""


def side_by_side[Item, Result](
    work: Callable[[Item], Result], items: Sequence[Item]
) -> list[Result]:
    """Return ``work`` of each item, in order; ``work`` must not need threads or locks."""
    global _job
    processes = len(os.sched_getaffinity(0))
    if processes < 2 or len(items) < _TOO_FEW:
        return [work(item) for item in items]
    borders = [len(items) * at // processes for at in range(processes + 1)]
    _job = work, items
    try:
        with multiprocessing.get_context("fork").Pool(processes, _end_with_parent) as pool:
            parts = pool.map(_part, list(itertools.pairwise(borders)))
    finally:
        _job = None
    return [result for part in parts for result in part]


def _end_with_parent() -> None:
    """Leave nothing behind when the training is stopped or killed."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _part(borders: tuple[int, int]) -> list[Any]:
    assert _job is not None
    work, items = _job
    return [work(item) for item in items[slice(*borders)]]
