"""`troly train`: what the system refuses is one line, also when Rasa wraps it."""

import errno

import pytest

from bot.cli import main
from bot.nlu.training import TrainingError


def refuse_space(*_arguments):
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError as error:
        raise RuntimeError("error running graph component") from error


def refuse_config(*_arguments):
    try:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")
    except OSError as error:
        raise TrainingError("config.yml: cannot be read") from error


@pytest.mark.parametrize(
    ("refuse", "told"),
    [
        pytest.param(refuse_space, "No space left on device); the old one stays", id="full disk"),
        pytest.param(refuse_config, "troly: config.yml: cannot be read", id="our own words"),
    ],
)
def test_a_training_that_fails_is_one_line(monkeypatch, tmp_path, capsys, refuse, told):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.nlu.training.train", refuse)
    assert main(["train", "--models", str(tmp_path / "models")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
