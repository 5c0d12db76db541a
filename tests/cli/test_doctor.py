"""`troly doctor`: a line each, and what each line would have to say."""

import argparse
import shutil

import pytest

from bot.cli import doctor
from bot.cli.start_data import start_data_errors
from bot.settings import PROJECT_DIR, Settings


@pytest.fixture
def data_directory(tmp_path):
    copy = tmp_path / "catalogue_data"
    shutil.copytree(PROJECT_DIR / "catalogue_data", copy)
    return copy


def test_the_data_that_is_read_at_the_start_has_no_error():
    assert list(start_data_errors(PROJECT_DIR / "catalogue_data", all_needed=True)) == []


@pytest.mark.parametrize(
    "name",
    [
        "calendar/2026.yml",
        "dossier_codes.yml",
        "life_events/events.yml",
        "signposts.yml",
        "statuses/sensitive_procedures.yml",
        "statuses/statuses.yml",
    ],
)
def test_every_file_that_is_read_at_the_start_is_checked_and_the_line_named(data_directory, name):
    path = data_directory / name
    path.write_text(path.read_text("utf-8") + "\nx: [\n", "utf-8")
    (error,) = start_data_errors(data_directory, all_needed=True)
    assert error.path == path
    assert error.line >= len(path.read_text("utf-8").splitlines()) - 1


def test_a_wrong_value_is_named_by_line_and_key(data_directory):
    path = data_directory / "calendar" / "2026.yml"
    lines = path.read_text("utf-8").splitlines()
    (number,) = [n for n, line in enumerate(lines, 1) if "2026-11-24" in line]
    path.write_text("\n".join(lines).replace("2026-11-24", "someday"), "utf-8")
    (error,) = start_data_errors(data_directory, all_needed=True)
    assert str(error).startswith(f"{path}:{number}: holidays[")


def test_absent_files_count_only_where_all_are_needed(tmp_path):
    assert list(start_data_errors(tmp_path, all_needed=False)) == []
    assert len(list(start_data_errors(tmp_path, all_needed=True))) > 1


def test_a_data_directory_that_cannot_be_made_ends_the_checks(tmp_path, capsys):
    (tmp_path / "file").touch()
    settings = Settings(data_dir=tmp_path / "file" / "var")
    assert doctor.run(argparse.Namespace(), settings) == 1
    *_, last = capsys.readouterr().out.splitlines()
    assert last.startswith(f"FAIL disk: TROLY_DATA_DIR={settings.data_dir}: ")


def test_a_variable_that_is_no_setting_is_named(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").touch()
    monkeypatch.setenv("TROLY_HTTP_PRT", "1")
    doctor.run(argparse.Namespace(), Settings(data_dir=tmp_path / "file" / "var"))
    assert "warn settings: TROLY_HTTP_PRT is no setting" in capsys.readouterr().out
