"""The JSON Schemas that editors read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.catalogue.schema import schema_files, stale_schemas, write_schemas
from bot.catalogue.yaml_lines import read_yaml

from .examples import BIRTH_FILE, CLARIFICATIONS_FILE, RULES_FILE, Change

PROJECT = Path(__file__).parents[2]


def validator(name: str) -> Any:
    """Return a validator of one committed kind of file."""
    return jsonschema.Draft7Validator(json.loads(schema_files()[f"{name}.schema.json"]))


def test_the_committed_schemas_fit_the_dataclasses() -> None:
    assert stale_schemas(PROJECT / "catalogue_data") == [], "run: troly catalogue schema"


@pytest.mark.parametrize("name", ["procedure", "rule", "clarification"])
def test_each_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("procedure", BIRTH_FILE),
        ("rule", RULES_FILE),
        ("clarification", CLARIFICATIONS_FILE),
    ],
)
def test_what_the_loader_reads_an_editor_accepts(catalogue_dir: Path, name: str, file: str) -> None:
    data, _, _ = read_yaml(catalogue_dir / file, file)
    assert list(validator(name).iter_errors(data)) == []


def test_an_editor_accepts_null_where_a_choice_may_be_left_open(
    catalogue_dir: Path, change: Change
) -> None:
    change(BIRTH_FILE, "source: law", "source: law\n    channel: null\n    certainty: null")
    data, _, _ = read_yaml(catalogue_dir / BIRTH_FILE, "")
    assert list(validator("procedure").iter_errors(data)) == []


def test_an_editor_refuses_a_misspelt_key(catalogue_dir: Path, change: Change) -> None:
    change(BIRTH_FILE, "agency:", "agencie:")
    data, _, _ = read_yaml(catalogue_dir / BIRTH_FILE, "")
    assert len(list(validator("procedure").iter_errors(data))) == 2


def test_a_key_carries_the_comment_of_its_dataclass() -> None:
    fee = validator("procedure").schema["definitions"]["Fee"]["properties"]
    assert "null = unknown" in fee["amount_vnd"]["description"]
    assert "first source" in fee["source"]["description"]
    option = validator("guidance").schema["definitions"]["TreeOption"]["properties"]
    assert "in their own words" in option["says"]["description"]
    assert "years" in option["from_age"]["description"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path)) == 5
    assert write_schemas(tmp_path) == []
