"""JSON Schema files for editors, generated from the dataclasses.

An editor with a YAML language server completes and checks a file whose first
line is ``# yaml-language-server: $schema=../../schema/procedure.schema.json``.
"""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from apischema.json_schema import JsonSchemaVersion, deserialization_schema

from bot.catalogue import collection, model, trees
from bot.catalogue.collection import Article, Clarification, Rule
from bot.catalogue.model import Procedure
from bot.catalogue.trees import GuidanceTree

_KINDS: dict[str, type] = {
    "procedure": Procedure,
    "rule": Rule,
    "clarification": Clarification,
    "article": Article,
    "guidance": GuidanceTree,
}
_CLASSES: dict[str, type] = vars(model) | vars(trees) | vars(collection)
_LISTABLE = ("rule", "clarification", "article", "guidance")


def schema_files() -> dict[str, str]:
    """Return file name → content of every schema, as they are to be committed."""
    return {f"{name}.schema.json": _text(name) for name in _KINDS}


def write_schemas(catalogue_dir: Path) -> list[Path]:
    """Write the schemas under ``<catalogue_dir>/schema``; return the files that changed."""
    folder = catalogue_dir / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    changed = [folder / name for name in stale_schemas(catalogue_dir)]
    for path in changed:
        path.write_text(schema_files()[path.name], encoding="utf-8")
    return changed


def stale_schemas(catalogue_dir: Path) -> list[str]:
    """Return the names of the schemas that are missing or no longer fit the dataclasses."""
    folder = catalogue_dir / "schema"
    return [
        name
        for name, text in schema_files().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def _text(name: str) -> str:
    kind = _KINDS[name]
    # Every class by reference, so that a description stands once; draft 7 is what editors know.
    generated = deserialization_schema(kind, version=JsonSchemaVersion.DRAFT_7, all_refs=True)
    document: dict[str, Any] = json.loads(json.dumps(generated))
    definitions = document["definitions"]
    for part, description in definitions.items():
        _describe(description, _comments(_CLASSES[part]))
    _allow_null(document)
    entry: dict[str, Any] = {"$ref": f"#/definitions/{kind.__name__}"}
    if name in _LISTABLE:
        entry = {"anyOf": [entry, {"type": "array", "items": entry}]}
    ordered = {"$schema": document["$schema"], "title": name, **entry, "definitions": definitions}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


def _describe(schema: dict[str, Any], comments: dict[str, str]) -> None:
    for name, comment in comments.items():
        key = schema.get("properties", {}).get(name)
        if key is not None:
            # Beside a $ref a description is ignored in draft 7, so the reference goes inside.
            if "$ref" in key:
                key["allOf"] = [{"$ref": key.pop("$ref")}]
            key["description"] = comment
    if "" in comments:
        schema["description"] = comments[""]


def _comments(part: type) -> dict[str, str]:
    """Return what the model's docstrings say of a class (key "") and of its keys."""
    found: dict[str, str] = {}
    for base in reversed(part.__mro__):
        if base is object:
            continue
        body = ast.parse(inspect.getsource(base)).body[0]
        assert isinstance(body, ast.ClassDef)
        found[""] = " ".join((base.__doc__ or "").split())
        for before, node in pairwise(body.body):
            if isinstance(before, ast.AnnAssign) and isinstance(node, ast.Expr):
                assert isinstance(before.target, ast.Name)
                found[before.target.id] = " ".join(str(ast.literal_eval(node.value)).split())
    return found


def _allow_null(schema: Any) -> None:
    """Let null pass where apischema lists ``null`` as a type but not among the values."""
    if isinstance(schema, dict):
        if "enum" in schema and "null" in schema.get("type", ()):
            schema["enum"] = [*schema["enum"], None]
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            _allow_null(part)
