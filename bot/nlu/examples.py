"""Our own training examples, read from ``nlu_data`` without Rasa."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.nlu.trained_intents import Labelled

_ANNOTATION = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


def read_examples(project_dir: Path) -> list[Labelled]:
    """Return the examples in the order of their files, without marked entities."""
    return [
        Labelled(_ANNOTATION.sub(r"\1", line.strip()[2:].strip()), block["intent"])
        for path in sorted((project_dir / "nlu_data").rglob("*.yml"))
        for block in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu") or ()
        for line in block["examples"].splitlines()
        if line.strip()
    ]
