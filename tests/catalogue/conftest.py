"""A small catalogue of two procedures, written anew for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from .examples import (
    BIRTH,
    BIRTH_FILE,
    CLARIFICATIONS,
    CLARIFICATIONS_FILE,
    DEATH,
    DEATH_FILE,
    RULES,
    RULES_FILE,
    Change,
)


@pytest.fixture
def catalogue_dir(tmp_path: Path) -> Path:
    """Return a catalogue directory without problems."""
    directory = tmp_path / "catalogue_data"
    for name, text in (
        (BIRTH_FILE, BIRTH),
        (DEATH_FILE, DEATH),
        (RULES_FILE, RULES),
        (CLARIFICATIONS_FILE, CLARIFICATIONS),
    ):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


@pytest.fixture
def change(catalogue_dir: Path) -> Change:
    """Return a function that replaces one passage of one file."""

    def replace(name: str, old: str, new: str) -> Path:
        path = catalogue_dir / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return replace
