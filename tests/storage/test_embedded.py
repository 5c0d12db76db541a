"""The embedded server: starts, is found again, survives its owner, is stopped by its pid file."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg
import pytest
from auxil.database import server_directory

from bot.storage import embedded
from bot.storage.errors import DatabaseNotRunning, DatabaseStartFailed

START = "import sys; from pathlib import Path; from bot.storage import embedded; "


@pytest.fixture
def data_dir():
    with server_directory() as directory:
        yield directory


def pid_of(data_dir):
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def servers_of(data_dir):
    directory = str(data_dir / "postgres")
    running = psutil.process_iter(["cmdline"])
    return [process for process in running if directory in (process.info["cmdline"] or ())]


def answers(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_it_starts_answers_and_stops_leaving_no_process(data_dir):
    url = embedded.start(data_dir)
    assert answers(url)
    assert len(servers_of(data_dir)) == 1
    embedded.stop(data_dir)
    assert not embedded.is_running(data_dir)
    psutil.wait_procs(servers_of(data_dir), timeout=10)
    assert servers_of(data_dir) == []


def test_a_second_start_finds_the_running_server(data_dir):
    assert embedded.start(data_dir) == embedded.start(data_dir)


def test_it_starts_again_in_the_same_process_after_a_stop(data_dir):
    embedded.start(data_dir)
    embedded.stop(data_dir)
    assert answers(embedded.start(data_dir))


def test_two_starts_at_the_same_moment_end_with_one_server(data_dir):
    program = START + f"embedded.start(Path({str(data_dir)!r}))"
    both = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert len(servers_of(data_dir)) == 1


def test_the_server_outlives_a_killed_owner_and_is_stopped_by_its_pid_file(data_dir):
    program = START + f"embedded.start(Path({str(data_dir)!r})); print('ok', flush=True); input()"
    owner = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert owner.stdout.readline() == b"ok\n"
    owner.kill()
    owner.communicate()
    assert embedded.is_running(data_dir)
    embedded.stop(data_dir)
    assert not embedded.is_running(data_dir)


def test_a_killed_server_is_started_again_and_keeps_what_was_committed(data_dir):
    with psycopg.connect(embedded.start(data_dir)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    server = psutil.Process(pid_of(data_dir))
    server.send_signal(signal.SIGKILL)
    server.wait(10)
    with psycopg.connect(embedded.start(data_dir)) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{me}\n/elsewhere\n1\n5432\n/tmp\n\n  1 2\nready\n", id="another program's"),
        pytest.param("{me}\n", id="cut off"),
        pytest.param("", id="empty"),
        pytest.param("not a number\n", id="garbage"),
    ],
)
def test_a_stale_pid_file_does_not_stop_the_start(data_dir, content):
    embedded.start(data_dir)
    embedded.stop(data_dir)
    pid_file = data_dir / "postgres" / "postmaster.pid"
    pid_file.write_text(content.format(me=os.getpid()))
    assert not embedded.is_running(data_dir)
    assert answers(embedded.start(data_dir))


def test_the_pid_of_another_postgres_is_not_taken_for_ours(data_dir, database_server):
    other = (database_server / "postgres" / "postmaster.pid").read_text()
    (data_dir / "postgres").mkdir(parents=True)
    (data_dir / "postgres" / "postmaster.pid").write_text(other)
    assert not embedded.is_running(data_dir)
    embedded.stop(data_dir)
    assert embedded.is_running(database_server)


def test_stopping_what_does_not_run_does_nothing(tmp_path):
    embedded.stop(tmp_path)


def test_the_url_of_a_server_that_does_not_run_says_how_to_start_it(tmp_path):
    with pytest.raises(DatabaseNotRunning, match="troly up"):
        embedded.url(tmp_path)


def test_a_data_directory_that_is_a_file_fails_in_one_line(tmp_path):
    (tmp_path / "var").write_text("")
    with pytest.raises(DatabaseStartFailed) as failure:
        embedded.start(tmp_path / "var")
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("name", ['a"b', "a$b", "a`b", "a\\b"])
def test_a_path_that_the_servers_tools_cannot_take_is_refused_with_a_way_out(tmp_path, name):
    with pytest.raises(DatabaseStartFailed, match="TROLY_DATA_DIR") as failure:
        embedded.start(tmp_path / name)
    assert "\n" not in str(failure.value)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("trợ-lý_1.0", id="Vietnamese letters"),
        pytest.param("dữ liệu 50% + a'b&c;d,e", id="spaces and signs"),
        pytest.param("x" * 100, id="too long for a socket"),
    ],
)
def test_any_path_will_do(data_dir, name):
    inner = data_dir / name
    assert answers(embedded.start(inner))
    embedded.stop(inner)
    assert servers_of(inner) == []


def test_nobody_else_on_the_machine_can_reach_the_database(data_dir):
    for inner in (data_dir / "short", data_dir / ("x" * 100)):
        url = embedded.start(inner)
        [host] = parse_qs(urlsplit(url).query)["host"]
        assert Path(host).stat().st_mode & 0o077 == 0
        embedded.stop(inner)


def test_a_socket_folder_that_somebody_else_prepared_is_refused(data_dir, monkeypatch):
    inner, temporary = data_dir / ("x" * 100), data_dir / "tmp"
    temporary.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    embedded.start(inner)
    [folder] = temporary.glob("troly-*")
    embedded.stop(inner)
    assert not folder.exists()
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    with pytest.raises(DatabaseStartFailed, match="not a folder of the database's own"):
        embedded.start(inner)


def test_a_cluster_whose_making_was_interrupted_is_made_again(data_dir):
    half = data_dir / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert answers(embedded.start(data_dir))
    assert not half.exists()


def test_a_refused_folder_is_one_line_without_the_program_that_ran(data_dir):
    (data_dir / "postgres").mkdir(parents=True)
    (data_dir / "postgres" / "something").write_text("kept")
    with pytest.raises(DatabaseStartFailed, match="not empty") as failure:
        embedded.start(data_dir)
    assert "\n" not in str(failure.value)
    assert (data_dir / "postgres" / "something").read_text() == "kept"


def test_an_error_of_the_database_logs_no_value(data_dir):
    with (
        psycopg.connect(embedded.start(data_dir), autocommit=True) as connection,
        pytest.raises(psycopg.Error),
    ):
        connection.execute('SELECT \'[{"text": "0908 123 456" x]\'::jsonb')
    assert "0908" not in (data_dir / "postgres" / "log").read_text()


def test_broken_files_fail_in_one_line_naming_the_directory(data_dir):
    embedded.start(data_dir)
    embedded.stop(data_dir)
    (data_dir / "postgres" / "global" / "pg_control").write_bytes(b"broken")
    with pytest.raises(DatabaseStartFailed, match=str(data_dir)) as failure:
        embedded.start(data_dir)
    assert "\n" not in str(failure.value)


def test_a_start_with_blocked_signals_can_still_be_stopped(data_dir):
    # `troly db` blocks SIGTERM before it starts the server, which inherits that
    def start():
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
        embedded.start(data_dir)

    starter = threading.Thread(target=start)
    starter.start()
    starter.join()
    embedded.stop(data_dir)
    assert not embedded.is_running(data_dir)
