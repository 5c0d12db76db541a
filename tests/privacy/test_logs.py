"""Logs say where something went wrong, and nothing of what a person wrote."""

import io
import json
import logging

import pytest

from bot.privacy.logs import PrivateFormatter, write_logs
from bot.storage.errors import StorageUnavailable

SECRET = "hồ sơ H13.16-240326-0001 của bà Tư, 0908 123 456"


@pytest.fixture
def log():
    """A logger and what it has written, in the form of the processes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PrivateFormatter("%(message)s"))
    logger = logging.getLogger("bot.test_logs")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, written
    logger.removeHandler(handler)
    logger.propagate = True


def read_number(text):
    return int(text)


def test_a_traceback_has_the_place_and_the_type_but_not_the_text(log):
    logger, written = log
    try:
        read_number(SECRET)
    except ValueError:
        logger.exception("turn 7 failed")
    said = written.getvalue()
    assert "turn 7 failed" in said
    assert "read_number" in said
    assert "builtins.ValueError" in said
    assert "H13" not in said
    assert "0908" not in said


def test_every_cause_is_named_and_none_repeats_the_text(log):
    logger, written = log
    try:
        try:
            json.loads(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError:
        logger.exception("turn 7 failed")
    said = written.getvalue()
    assert said.index("JSONDecodeError") < said.index("builtins.KeyError")
    assert "bà Tư" not in said


def test_what_our_own_errors_say_is_kept(log):
    logger, written = log
    try:
        raise StorageUnavailable("the database does not answer: No space left on device")
    except StorageUnavailable:
        logger.exception("turn 7 failed")
    assert "StorageUnavailable: the database does not answer: No space left" in written.getvalue()


@pytest.fixture
def fresh_logging():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = [logging.getLogger(name) for name in ("bot", "httpx", "httpcore", "psycopg")]
    levels = [logger.level for logger in chatty]
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for logger, before in zip(chatty, levels, strict=True):
        logger.setLevel(before)


@pytest.mark.usefixtures("fresh_logging")
def test_debugging_ourselves_does_not_make_libraries_write_addresses():
    write_logs("DEBUG")
    assert logging.getLogger("bot.queue").isEnabledFor(logging.DEBUG)
    # GET http://office/dossiers/H13.16-240326-0001
    for name in ("httpx", "httpcore.http11", "psycopg", "starlette"):
        assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
