"""Settings: environment variables with the prefix ``TROLY_``, read once.

Only the standard library is used here, so that every process may read its
settings before anything heavy is imported.

Errors: ``SettingsError`` names the variable, what is wrong, and an example.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PREFIX = "TROLY_"
SUPERVISED = "TROLY_SUPERVISED"
"""no setting: set by ``troly up`` for its children, to the supervisor's process id."""
PROJECT_DIR = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A variable has a value that cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of all processes; see ``.env.example`` for their meaning."""

    project_dir: Path = PROJECT_DIR
    data_dir: Path = PROJECT_DIR / "var"
    database_url: str | None = field(default=None, repr=False)
    """None: the embedded PostgreSQL under ``data_dir``."""
    http_host: str = "127.0.0.1"
    http_port: int = 5005
    agents: int = 1
    dossier_api_url: str | None = None
    """None: the sandbox office answers, and every answer says so."""
    dossier_api_key: str | None = field(default=None, repr=False)
    sandbox_port: int = 5056
    secret_key_file: Path | None = None
    retention_days: int = 30
    reply_timeout: float = 20.0
    """seconds that a REST or web request waits for its answer."""
    today: date | None = None
    """answer as of another date (preview of dated facts)."""
    log_level: str = "INFO"

    @property
    def catalogue_dir(self) -> Path:
        """Return the directory of the reviewed files."""
        return self.project_dir / "catalogue_data"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read and check the variables; unset or empty ones keep their default."""
        return cls._read(_Reader(os.environ if env is None else env))

    @classmethod
    def _read(cls, reader: _Reader) -> Settings:
        defaults = cls()
        return cls(
            data_dir=reader.path("TROLY_DATA_DIR") or defaults.data_dir,
            database_url=reader.database_url("TROLY_DATABASE_URL"),
            http_host=reader.text("TROLY_HTTP_HOST") or defaults.http_host,
            http_port=reader.integer("TROLY_HTTP_PORT", 1, 65535, defaults.http_port),
            agents=reader.integer("TROLY_AGENTS", 1, 64, defaults.agents),
            dossier_api_url=reader.http_url("TROLY_DOSSIER_API_URL"),
            dossier_api_key=reader.text("TROLY_DOSSIER_API_KEY"),
            sandbox_port=reader.integer("TROLY_SANDBOX_PORT", 1, 65535, defaults.sandbox_port),
            secret_key_file=reader.path("TROLY_SECRET_KEY_FILE"),
            retention_days=reader.integer("TROLY_RETENTION_DAYS", 1, 3650, defaults.retention_days),
            reply_timeout=float(
                reader.integer("TROLY_REPLY_TIMEOUT", 1, 120, int(defaults.reply_timeout))
            ),
            today=reader.day("TROLY_TODAY"),
            log_level=reader.one_of(
                "TROLY_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), defaults.log_level
            ),
        )

    def current_time(self) -> datetime:
        """Return the time in Cần Thơ, on the previewed date when one is set."""
        now = datetime.now(TIME_ZONE)
        if self.today is None:
            return now
        return datetime.combine(self.today, now.timetz())

    def current_day(self) -> date:
        """Return the date that answers are given for."""
        return self.current_time().date()


def known_variables() -> frozenset[str]:
    """Return the names of all settings."""
    reader = _Reader({})
    Settings._read(reader)
    return frozenset(reader.known)


def unknown_variables(env: Mapping[str, str]) -> list[str]:
    """Return the set variables with our prefix that are no setting, such as ``TROLY_HTTP_PRT``."""
    ours = known_variables() | {SUPERVISED}
    return sorted(name for name in env if name.startswith(PREFIX) and name not in ours)


class _Reader:
    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self.known: set[str] = set()

    def text(self, name: str) -> str | None:
        self.known.add(name)
        return self._env.get(name, "").strip() or None

    def path(self, name: str) -> Path | None:
        value = self.text(name)
        return Path(value).expanduser().absolute() if value else None

    def integer(self, name: str, low: int, high: int, default: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isdecimal() or len(value) > 9 or not low <= int(value) <= high:
            raise SettingsError(
                f"{name}={value!r}: a whole number from {low} to {high} is needed, "
                f"for example {name}={default}"
            )
        return int(value)

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name)
        if value is None:
            return default
        if value.upper() not in allowed:
            raise SettingsError(
                f"{name}={value!r}: one of {', '.join(allowed)} is needed, "
                f"for example {name}={default}"
            )
        return value.upper()

    def day(self, name: str) -> date | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise SettingsError(
                f"{name}={value!r}: a date YYYY-MM-DD is needed, for example {name}=2026-12-31"
            ) from None

    def http_url(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and not _is_address(value, ("http", "https")):
            raise SettingsError(
                f"{name}={value!r}: an http(s) address is needed, "
                f"for example {name}=https://motcua.example.vn/api"
            )
        return value.rstrip("/") if value else None

    def database_url(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and not _is_database_address(value):
            raise SettingsError(
                f"{name}: a PostgreSQL address is needed (the value is not shown, it may hold "
                f"a password), for example {name}=postgresql://troly:***@localhost/troly"
            )
        return value


def _is_database_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        is_ours = parts.scheme in ("postgresql", "postgres") and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
    return is_ours and "://" in value and re.search(r"\s|%(?![0-9A-Fa-f]{2})", value) is None


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        return False
