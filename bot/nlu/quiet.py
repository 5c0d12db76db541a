"""Keeps Rasa silent: no telemetry, no logs of what people typed, no warnings."""

from __future__ import annotations

import logging
import os
import warnings


def keep_rasa_quiet(level: int = logging.ERROR) -> None:
    """Import Rasa with telemetry, logs and cache off; call before anything of Rasa runs.

    Without it, structlog prints every message and event at debug to stdout.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    os.environ["LOG_LEVEL"] = logging.getLevelName(level)  # its progress bars look here
    # record: Rasa's imports put filters of their own in front of any "ignore"
    with warnings.catch_warnings(record=True):
        import rasa.core.channels.channel
        import rasa.model_training  # noqa: F401 (imported here for its warnings only)
        from rasa.utils.log_utils import configure_structlog

    configure_structlog(level)
    for name in ("rasa", "matplotlib", "apscheduler"):
        logging.getLogger(name).setLevel(level)
