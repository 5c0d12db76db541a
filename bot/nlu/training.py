"""Trains the model through Rasa, and says in one line what stands in the way.

Errors: ``TrainingError``; nothing is left behind and the old model stays.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.fingerprint import sign_model, training_hash
from bot.nlu.quiet import keep_rasa_quiet
from bot.settings import TIME_ZONE

_KEPT_MODELS = 3
_WORKPLACE = ".training-"
"""and the process id: who is in the middle of a training"""
_NEEDS_TENSORFLOW = frozenset(
    {
        "DIETClassifier",
        "ResponseSelector",
        "LanguageModelFeaturizer",
        "ConveRTFeaturizer",
        "TEDPolicy",
        "UnexpecTEDIntentPolicy",
    }
)


class TrainingError(Exception):
    """No model could be trained; the message is one line for the terminal."""


def train(project_dir: Path, models_dir: Path) -> Path:
    """Train on the project's files and return the new model in ``models_dir``."""
    check_config(project_dir / "config.yml")
    if not any((project_dir / "nlu_data").rglob("*.yml")):
        raise TrainingError(f"{project_dir / 'nlu_data'}: there are no examples to train on")
    fingerprint = training_hash(project_dir)
    models_dir.mkdir(parents=True, exist_ok=True)
    name = f"troly-{datetime.now(TIME_ZONE):%Y%m%d-%H%M%S}.tar.gz"
    model = models_dir / name
    _forget_killed(models_dir)
    with tempfile.TemporaryDirectory(
        dir=models_dir, prefix=f"{_WORKPLACE}{os.getpid()}-"
    ) as workplace:
        trained = _run_rasa(project_dir, Path(workplace), name)
        sign_model(trained, fingerprint, model)
        trained.replace(model)
    _forget_old(models_dir)
    return model


def check_config(path: Path) -> None:
    """Raise ``TrainingError`` when ``config.yml`` asks for what cannot run here.

    Rasa itself would fail in a long traceback, or (TED without stories) train and say
    nothing.
    """
    try:
        config: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TrainingError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise TrainingError(f"{path}: not UTF-8") from error
    except yaml.YAMLError as error:
        raise TrainingError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    for section in ("pipeline", "policies"):
        components = config.get(section) if isinstance(config, dict) else None
        if not components:
            raise TrainingError(
                f"{path}: {section} is empty, and Rasa's own choice needs TensorFlow"
            )
        for component in components:
            if not isinstance(component, dict):
                raise TrainingError(f"{path}: {section}: {component!r} is not `- name: …`")
            name = str(component.get("name", "")).rpartition(".")[2]
            if name in _NEEDS_TENSORFLOW:
                raise TrainingError(
                    f"{path}: {section}: {name} needs TensorFlow, which is not installed; "
                    "remove it (docs/adr/0001-platform.md)"
                )


def _run_rasa(project_dir: Path, output: Path, name: str) -> Path:
    keep_rasa_quiet()
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), warnings.catch_warnings(record=True):
            result = rasa_train(
                domain=str(project_dir / "domain.yml"),
                config=str(project_dir / "config.yml"),
                training_files=str(project_dir / "nlu_data"),
                output=str(output),
                force_training=True,
                fixed_model_name=name,
            )
    except (RasaException, ValueError) as error:
        raise TrainingError(f"training failed: {' '.join(str(error).split())}") from error
    except SystemExit as error:
        raise TrainingError(f"training failed: {' '.join(said.getvalue().split())}") from error
    if result.code != 0 or result.model is None:
        raise TrainingError(f"training failed: {' '.join(said.getvalue().split())}")
    return Path(result.model)


def _forget_killed(models_dir: Path) -> None:
    """Remove what trainings left behind that were killed."""
    for workplace in models_dir.glob(f"{_WORKPLACE}*"):
        owner = workplace.name.removeprefix(_WORKPLACE).partition("-")[0]
        if owner.isdecimal() and not _lives(int(owner)):
            shutil.rmtree(workplace, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _forget_old(models_dir: Path) -> None:
    # only models of ours have a hash beside them
    ours = sorted(models_dir.glob("troly-*.hash"))
    for old in ours[:-_KEPT_MODELS]:
        old.with_name(old.name.removesuffix(".hash") + ".tar.gz").unlink(missing_ok=True)
        old.unlink()
