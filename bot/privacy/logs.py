"""Logs without personal data: how the processes write what happened.

What an exception of a library says may repeat what a person wrote. So a traceback in
a log holds the places and the types; the sentence is kept of our own errors only,
which promise to hold nothing personal.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import override

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OWN = ("bot.", "actions.")
# httpx and httpcore write addresses, and those hold dossier codes
_CHATTY = ("httpx", "httpcore", "procrastinate", "alembic", "rasa_sdk", "psycopg")

ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PrivateFormatter(logging.Formatter):
    """Writes tracebacks without the sentences of exceptions that are not ours."""

    @override
    def formatException(self, ei: ErrorInfo) -> str:
        """Return the chain of exceptions, the first cause first."""
        return "\n".join(_told(ei[1])) if ei[1] else ""


def write_logs(level: str) -> None:
    """Log to stderr from ``level`` on; libraries never say more than INFO."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PrivateFormatter(_FORMAT))
    logging.basicConfig(level=max(logging.INFO, logging.getLevelName(level)), handlers=[handler])
    logging.getLogger("bot").setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _told(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _told(cause)
        yield "led to"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    kind = type(error)
    sentence = f": {error}" if kind.__module__.startswith(_OWN) else ""
    yield f"{kind.__module__}.{kind.__qualname__}{sentence}"
