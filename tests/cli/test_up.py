"""`troly up`: refuses clearly, tells the supervisor everything, and cleans up after a failure."""

import configparser
import os
import shlex
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from auxil.database import server_directory

from bot.cli import CommandError, main, up
from bot.cli.trial import free_port
from bot.data_files import DataFileError
from bot.settings import Settings
from bot.storage import embedded


@pytest.fixture
def up_settings():
    with server_directory() as data_dir:
        yield Settings(data_dir=data_dir, http_port=free_port(), sandbox_port=free_port(), agents=2)


@pytest.fixture
def environment(up_settings, monkeypatch, tmp_path):
    """The environment of a `troly up` on the data directory of the test."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("TROLY_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TROLY_DATA_DIR", str(up_settings.data_dir))
    monkeypatch.setenv("TROLY_HTTP_PORT", str(up_settings.http_port))
    monkeypatch.setenv("TROLY_SANDBOX_PORT", str(up_settings.sandbox_port))
    before = dict(os.environ)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield monkeypatch
    for number, handler in handlers.items():
        signal.signal(number, handler)
    os.environ.clear()  # the file .env is read into it
    os.environ.update(before)


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def config_of(settings):
    parser = configparser.RawConfigParser()
    parser.read(up.write_supervisor_config(settings), "utf-8")
    return parser


@pytest.mark.parametrize("variable", ["TROLY_HTTP_PORT", "TROLY_SANDBOX_PORT"])
def test_a_taken_port_is_one_line_with_a_way_out(environment, taken_port, capsys, variable):
    environment.setenv(variable, str(taken_port))
    assert main(["up"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert f"port {taken_port} on 127.0.0.1" in line
    assert f"{variable}={taken_port + 1}" in line


def test_a_host_that_is_no_address_is_named_as_such(environment, capsys):
    environment.setenv("TROLY_HTTP_HOST", "no-such-host.invalid")
    assert main(["up"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("troly: TROLY_HTTP_HOST='no-such-host.invalid'")


def test_a_taken_port_starts_nothing(environment, taken_port, up_settings):
    environment.setenv("TROLY_HTTP_PORT", str(taken_port))
    main(["up"])
    assert not embedded.is_running(up_settings.data_dir)


def test_one_port_for_two_servers_is_refused(environment, up_settings, capsys):
    environment.setenv("TROLY_SANDBOX_PORT", str(up_settings.http_port))
    assert main(["up"]) == 1
    assert "TROLY_SANDBOX_PORT and TROLY_HTTP_PORT" in capsys.readouterr().err


def test_a_second_up_on_the_same_data_is_refused_in_one_line(environment, up_settings, capsys):
    up_settings.data_dir.mkdir()
    first = up._only_one(up_settings.data_dir)
    try:
        assert main(["up"]) == 1
    finally:
        os.close(first)
    (line,) = capsys.readouterr().err.splitlines()
    assert "already running" in line
    assert str(up_settings.data_dir) in line


def test_the_lock_is_free_again_when_its_holder_is_gone(up_settings):
    up_settings.data_dir.mkdir()
    os.close(up._only_one(up_settings.data_dir))
    os.close(up._only_one(up_settings.data_dir))


def test_a_wrong_setting_is_one_line_and_exit_code_2(environment, capsys):
    environment.setenv("TROLY_AGENTS", "many")
    assert main(["up"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("troly: TROLY_AGENTS='many'")


def test_a_data_directory_that_is_a_file_is_one_line(environment, up_settings, capsys):
    up_settings.data_dir.write_text("")
    assert main(["up"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_data_file_that_only_turns_read_is_found_before_the_start(environment, capsys):
    def broken():
        raise DataFileError(Path("catalogue_data/dossier_codes.yml"), "line 7", "not YAML")

    environment.setattr("bot.dossier.codes.load_code_forms", broken)
    assert main(["up", "--prepare-only"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "troly: catalogue_data/dossier_codes.yml: line 7: not YAML"


def test_a_damaged_key_is_found_before_the_start(environment, up_settings, capsys):
    up_settings.data_dir.mkdir()
    (up_settings.data_dir / "secret.key").write_text("damaged")
    assert main(["up"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "secret.key is damaged" in line


def test_what_rasa_wraps_is_told_as_our_own_line(environment, capsys):
    def wrapped(_settings):
        try:
            raise CommandError("the files say\n  two things")
        except CommandError as error:
            raise RuntimeError("error initializing graph component") from error

    environment.setattr(up, "prepare", wrapped)
    assert main(["up", "--prepare-only"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "troly: the files say two things"


def test_a_mistake_of_ours_is_one_line_too(environment, capsys):
    def mistaken(_settings):
        raise KeyError("seven")

    environment.setattr(up, "prepare", mistaken)
    assert main(["up", "--prepare-only"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("troly: unexpected builtins.KeyError: 'seven'")
    assert "TROLY_LOG_LEVEL=DEBUG" in line


def test_a_preparation_that_fails_leaves_no_database_behind(environment, up_settings, capsys):
    def refuse(_settings):
        raise CommandError("the model could not be trained")

    environment.setattr(up, "prepare", refuse)
    assert main(["up"]) == 1
    assert "could not be trained" in capsys.readouterr().err
    assert not embedded.is_running(up_settings.data_dir)


@pytest.mark.usefixtures("environment")
class TestEnvironmentFile:
    def test_it_sets_what_the_environment_does_not(self, tmp_path, capsys):
        (tmp_path / ".env").write_text("# port\nTROLY_AGENTS='many'\nTROLY_HTTP_PORT=zero\n")
        assert main(["up"]) == 2
        assert "TROLY_AGENTS='many'" in capsys.readouterr().err

    @pytest.mark.parametrize("content", [b"TROLY_AGENTS\n", b"\xff\xfe\x00"])
    def test_a_broken_one_is_one_line_and_exit_code_2(self, tmp_path, capsys, content):
        (tmp_path / ".env").write_bytes(content)
        assert main(["up"]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert ".env" in line


class TestSupervisorConfig:
    def test_every_process_is_kept_running(self, up_settings):
        config = config_of(up_settings)
        programs = [name for name in config.sections() if name.startswith("program:")]
        assert [name.removeprefix("program:") for name in programs] == [
            "db",
            "sandbox",
            "jobs",
            "agent",
            "gateway",
        ]
        for name in programs:
            assert config[name]["autorestart"] == "true"
            assert config[name]["stopsignal"] == "TERM"

    def test_the_database_starts_first_and_so_stops_last(self, up_settings):
        config = config_of(up_settings)
        priorities = [int(config[name]["priority"]) for name in config.sections()[1:]]
        assert priorities == sorted(priorities)
        assert config.sections()[1] == "program:db"

    def test_as_many_agents_as_are_set(self, up_settings):
        assert config_of(up_settings)["program:agent"]["numprocs"] == "2"

    def test_a_database_of_the_office_is_not_started_by_us(self, up_settings):
        settings = replace(up_settings, database_url="postgresql://troly:hunter2@db/troly")
        assert not config_of(settings).has_section("program:db")

    def test_an_office_with_an_api_needs_no_sandbox(self, up_settings):
        settings = replace(up_settings, dossier_api_url="https://motcua.example.vn")
        assert not config_of(settings).has_section("program:sandbox")

    def test_no_secret_is_written_to_the_file(self, up_settings):
        settings = replace(
            up_settings,
            database_url="postgresql://troly:hunter2@db/troly",
            dossier_api_url="https://motcua.example.vn",
            dossier_api_key="hunter3",
        )
        assert "hunter" not in Path(up.write_supervisor_config(settings)).read_text("utf-8")

    def test_strange_characters_in_the_paths_do_no_harm(self, up_settings, tmp_path, monkeypatch):
        python = tmp_path / "my venv 100%" / "python"
        monkeypatch.setattr(sys, "executable", str(python))
        settings = replace(up_settings, data_dir=tmp_path / "dữ liệu 50%")
        config = config_of(settings)
        command = config["program:gateway"]["command"].replace("%%", "%")
        assert shlex.split(command)[0] == str(python)
        log = config["program:gateway"]["stdout_logfile"]
        assert log.startswith(f"{tmp_path}/dữ liệu 50%%/log/")

    def test_the_supervisor_itself_takes_the_file(self, up_settings):
        from supervisor.options import ServerOptions

        options = ServerOptions()
        options.realize(["-n", "-c", up.write_supervisor_config(up_settings)])
        groups = {group.name for group in options.process_group_configs}
        assert groups == {"db", "sandbox", "jobs", "agent", "gateway"}
