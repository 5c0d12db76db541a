"""Whether the newest model was trained on what the files say now; stdlib only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

# Not the catalogue: which names are masked changes what a model learns very little, and an
# officer's new fee or name must not cost a training.
_FILES = ("domain.yml", "config.yml")
_TREES = (("nlu_data", "*.yml"), ("nlu_data", "*.onnx"), ("bot/nlu", "*.py"), ("bot/text", "*.py"))
_MODEL = ".tar.gz"
_HASH = ".hash"
_TRAINED_AT = re.compile(r"troly-(\d{8}-\d{6})\.tar\.gz")


def training_hash(project_dir: Path) -> str:
    """Return the hash of everything that a model depends on (examples, texts, code)."""
    digest = hashlib.sha256()
    for path in _sources(project_dir):
        digest.update(path.relative_to(project_dir).as_posix().encode())
        digest.update(b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def newest_model(models_dir: Path) -> Path | None:
    """Return the model that was trained last, None when there is none.

    The time in its name tells, which a copy keeps; models of other names come behind, by date.
    """
    return max(models_dir.glob(f"*{_MODEL}"), key=_trained_at, default=None)


def hash_file(model: Path) -> Path:
    """Return the file beside the model: its training hash, then the hash of itself."""
    return model.with_name(model.name.removesuffix(_MODEL) + _HASH)


def sign_model(model: Path, trained_on: str, signed: Path) -> None:
    """Write beside ``signed`` what ``model`` was trained on and what it holds."""
    hash_file(signed).write_text(f"{trained_on}\n{_content_hash(model)}\n", encoding="ascii")


def model_is_current(project_dir: Path, models_dir: Path) -> bool:
    """Tell whether the newest model is whole and was trained on the present files."""
    model = newest_model(models_dir)
    if model is None or not hash_file(model).is_file():
        return False
    signed = hash_file(model).read_text(encoding="ascii", errors="replace").split()
    return signed == [training_hash(project_dir), _content_hash(model)]


def _trained_at(model: Path) -> tuple[str, int, str]:
    named = _TRAINED_AT.fullmatch(model.name)
    return named[1] if named else "", model.stat().st_mtime_ns, model.name


def _content_hash(model: Path) -> str:
    with model.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sources(project_dir: Path) -> Iterator[Path]:
    for name in _FILES:
        if (project_dir / name).is_file():
            yield project_dir / name
    for folder, pattern in _TREES:
        yield from sorted((project_dir / folder).rglob(pattern))
