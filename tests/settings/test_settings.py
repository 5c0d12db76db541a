"""Settings: defaults that work, and errors that say what to write instead."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.settings import (
    PROJECT_DIR,
    TIME_ZONE,
    Settings,
    SettingsError,
    known_variables,
    unknown_variables,
)

EXAMPLE = PROJECT_DIR / ".env.example"


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_env({}) == Settings()
    assert Settings().http_host == "127.0.0.1"
    assert Settings().retention_days == 30


def test_an_empty_value_is_the_default():
    assert Settings.from_env({"TROLY_HTTP_PORT": "  ", "TROLY_TODAY": ""}) == Settings()


def test_every_variable_is_read():
    read = Settings.from_env(
        {
            "TROLY_DATA_DIR": "/srv/troly",
            "TROLY_DATABASE_URL": "postgresql://troly:x@db/troly",
            "TROLY_HTTP_HOST": "0.0.0.0",
            "TROLY_HTTP_PORT": "80",
            "TROLY_AGENTS": "2",
            "TROLY_DOSSIER_API_URL": "https://motcua.example.vn/api/",
            "TROLY_DOSSIER_API_KEY": "key",
            "TROLY_SANDBOX_PORT": "6000",
            "TROLY_SECRET_KEY_FILE": "/srv/key",
            "TROLY_RETENTION_DAYS": "7",
            "TROLY_REPLY_TIMEOUT": "5",
            "TROLY_TODAY": "2027-03-01",
            "TROLY_LOG_LEVEL": "debug",
        }
    )
    assert read == Settings(
        data_dir=Path("/srv/troly"),
        database_url="postgresql://troly:x@db/troly",
        http_host="0.0.0.0",
        http_port=80,
        agents=2,
        dossier_api_url="https://motcua.example.vn/api",
        dossier_api_key="key",
        sandbox_port=6000,
        secret_key_file=Path("/srv/key"),
        retention_days=7,
        reply_timeout=5.0,
        today=date(2027, 3, 1),
        log_level="DEBUG",
    )


@pytest.mark.parametrize(
    ("name", "value", "form"),
    [
        ("TROLY_HTTP_PORT", "0", "a whole number from 1 to 65535"),
        ("TROLY_HTTP_PORT", "65536", "a whole number from 1 to 65535"),
        ("TROLY_HTTP_PORT", "5005 # web", "a whole number"),
        ("TROLY_HTTP_PORT", "²", "a whole number"),
        ("TROLY_AGENTS", "-1", "a whole number from 1 to 64"),
        ("TROLY_AGENTS", "1.5", "a whole number from 1 to 64"),
        ("TROLY_RETENTION_DAYS", "0", "a whole number from 1 to 3650"),
        ("TROLY_REPLY_TIMEOUT", "none", "a whole number from 1 to 120"),
        pytest.param("TROLY_SANDBOX_PORT", "9" * 5000, "a whole number", id="endless"),
        ("TROLY_TODAY", "23/11/2026", "a date YYYY-MM-DD"),
        ("TROLY_TODAY", "2026-02-30", "a date YYYY-MM-DD"),
        ("TROLY_LOG_LEVEL", "loud", "one of DEBUG, INFO, WARNING, ERROR"),
        ("TROLY_DOSSIER_API_URL", "motcua.example.vn", "an http(s) address"),
        ("TROLY_DOSSIER_API_URL", "ftp://motcua.example.vn", "an http(s) address"),
        ("TROLY_DOSSIER_API_URL", "https://", "an http(s) address"),
        ("TROLY_DOSSIER_API_URL", "https://motcua.example.vn:web", "an http(s) address"),
        ("TROLY_DATABASE_URL", "mysql://localhost/troly", "a PostgreSQL address"),
        ("TROLY_DATABASE_URL", "postgresql:localhost", "a PostgreSQL address"),
        ("TROLY_DATABASE_URL", "postgresql://troly:x@db:port/troly", "a PostgreSQL address"),
        ("TROLY_DATABASE_URL", "postgresql://troly:x@db:99999/troly", "a PostgreSQL address"),
        ("TROLY_DATABASE_URL", "postgresql://[", "a PostgreSQL address"),
        ("TROLY_DATABASE_URL", "postgresql://troly:a b@db/troly", "a PostgreSQL address"),
        ("TROLY_DATABASE_URL", "postgresql://troly:50%@db/troly", "a PostgreSQL address"),
    ],
)
def test_a_wrong_value_names_the_variable_the_form_and_an_example(name, value, form):
    with pytest.raises(SettingsError) as failure:
        Settings.from_env({name: value})
    told = str(failure.value)
    assert told.startswith(name)
    assert form in told
    assert f"for example {name}=" in told
    assert "\n" not in told


@pytest.mark.parametrize(
    "name",
    [
        "TROLY_HTTP_PORT",
        "TROLY_AGENTS",
        "TROLY_TODAY",
        "TROLY_LOG_LEVEL",
        "TROLY_DOSSIER_API_URL",
        "TROLY_DATABASE_URL",
    ],
)
def test_the_example_in_the_error_is_a_right_value(name):
    with pytest.raises(SettingsError) as failure:
        Settings.from_env({name: "wrong"})
    example = str(failure.value).partition(f"for example {name}=")[2]
    Settings.from_env({name: example})


def test_a_misspelt_variable_is_found_and_what_we_set_ourselves_is_not():
    env = {"TROLY_HTTP_PRT": "1", "TROLY_HTTP_PORT": "5005", "TROLY_SUPERVISED": "7", "HOME": "/"}
    assert unknown_variables(env) == ["TROLY_HTTP_PRT"]


def test_a_wrong_database_address_is_not_repeated_because_it_may_hold_a_password():
    with pytest.raises(SettingsError) as failure:
        Settings.from_env({"TROLY_DATABASE_URL": "mysql://root:hunter2@localhost"})
    assert "hunter2" not in str(failure.value)


@pytest.mark.parametrize(
    "value",
    [
        "postgres://troly@localhost:5432/troly?sslmode=require",
        "postgresql://postgres@/postgres?host=/run/troly%20db",
        "postgresql://troly:50%25@[::1]/troly",
    ],
)
def test_every_form_of_a_database_address_is_taken(value):
    assert Settings.from_env({"TROLY_DATABASE_URL": value}).database_url == value


def test_secrets_are_not_shown_with_the_settings():
    shown = repr(
        Settings(dossier_api_key="hunter2", database_url="postgresql://troly:hunter3@db/troly")
    )
    assert "hunter2" not in shown
    assert "hunter3" not in shown


def test_the_previewed_day_is_today_everywhere_at_the_real_time_of_day():
    settings = Settings(today=date(2027, 3, 1))
    assert settings.current_day() == date(2027, 3, 1)
    assert settings.current_time().tzinfo == TIME_ZONE


def test_the_time_is_that_of_can_tho():
    assert Settings().current_time().utcoffset().total_seconds() == 7 * 3600


def test_the_example_file_lists_every_variable_and_no_other():
    lines = EXAMPLE.read_text("utf-8").splitlines()
    listed = [match[1] for line in lines if (match := re.match(r"#?(TROLY_[A-Z_]+)=", line))]
    assert sorted(listed) == sorted(known_variables())


def test_the_example_file_sets_nothing_and_shows_right_values():
    lines = EXAMPLE.read_text("utf-8").splitlines()
    assert all(line.startswith("#") or not line.strip() for line in lines)
    shown = [line[1:].partition("=") for line in lines if line.startswith("#TROLY_")]
    Settings.from_env({name: value for name, _, value in shown})
