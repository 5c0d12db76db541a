"""`troly dossier show`: what staff reads when there is nothing to show."""

import pytest

from bot.cli import main
from bot.cli.trial import free_port


def test_what_is_no_code_is_said_so_without_asking_the_office(capsys):
    assert main(["dossier", "show", "ABC"]) == 2
    assert "'ABC' is no dossier code" in capsys.readouterr().err


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:1/api"])
def test_an_office_that_does_not_answer_is_named(monkeypatch, tmp_path, capsys, url):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TROLY_SANDBOX_PORT", str(port := free_port()))
    if url:
        monkeypatch.setenv("TROLY_DOSSIER_API_URL", url)
    assert main(["dossier", "show", "H13.16-240326-0001"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert (url or f"sandbox office on port {port}") in line
    assert "no answer after 3 attempts" in line
