"""The trained model as a function from a text to what it says, without a server.

Errors: ``ModelMissing`` when there is no model to load or it cannot be read.
"""

from __future__ import annotations

import shutil
import tarfile
import tempfile
import warnings
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from bot.nlu.fingerprint import newest_model
from bot.nlu.quiet import keep_rasa_quiet
from bot.nlu.threads import use_one_thread


class ModelMissing(Exception):
    """There is no model, or it cannot be read."""


class ParsedIntent(TypedDict):
    """The intent of a message; ``nlu_fallback`` when nothing was understood."""

    name: str | None
    confidence: float


class ParsedEntity(TypedDict):
    """A span of the typed text and what it stands for."""

    entity: str
    value: str
    start: int
    end: int


class ParsedProcedure(TypedDict):
    """A procedure that the message may be about."""

    code: str
    name: str
    score: float


class ParsedAsk(TypedDict):
    """One thing that is asked; the code of its procedure, if one is meant."""

    intent: str | None
    procedure: str | None
    clarification: NotRequired[str]


class ParsedMessage(TypedDict):
    """What ``troly parse`` prints a line of."""

    text: str
    intent: ParsedIntent
    entities: list[ParsedEntity]
    procedures: list[ParsedProcedure]
    asks: list[ParsedAsk]
    clarification: NotRequired[str]
    """id of the question back, when only something vague is named"""


class Parser:
    """A loaded model; ``parse`` may be called as often as wished."""

    def __init__(self, model: Path) -> None:
        """Load the model's understanding part; policies stay unloaded."""
        keep_rasa_quiet()
        use_one_thread()
        self._runner, self._target = _load(model)

    @classmethod
    def newest(cls, models_dir: Path) -> Parser:
        """Return a parser of the newest model under ``models_dir``."""
        model = newest_model(models_dir)
        if model is None:
            raise ModelMissing(f"{models_dir}: there is no model; run `troly train`")
        return cls(model)

    def parse(self, text: str) -> ParsedMessage:
        """Return what the text says; a text such as ``/greet`` is only text."""
        from rasa.core.channels.channel import UserMessage

        inputs = {"__message__": [UserMessage(text)], "__tracker__": None}
        message = self._runner.run(inputs=inputs, targets=[self._target])[self._target][0]
        return _as_parsed(text, message.data)


def before_commands(metadata: Any) -> str:
    """Return the node after which Rasa would read ``/intent{…}`` as a command.

    A runner that stops there, or a processor with this as its ``nlu_target``, takes
    everything that a user types as plain text.
    """
    node = metadata.predict_schema.nodes[metadata.nlu_target]
    return str(node.needs["messages"])


def _load(model: Path) -> tuple[Any, str]:
    from rasa.engine.graph import ExecutionContext
    from rasa.engine.runner.dask import DaskGraphRunner
    from rasa.engine.storage.local_model_storage import LocalModelStorage

    folder = Path(tempfile.mkdtemp(prefix="troly-model-"))
    try:
        storage, metadata = LocalModelStorage.from_model_archive(folder, model)
        target = before_commands(metadata)
        schema = metadata.predict_schema.minimal_graph_schema([target])
        context = ExecutionContext(graph_schema=schema, model_id=metadata.model_id)
        with warnings.catch_warnings(record=True):
            return DaskGraphRunner.create(schema, storage, context), target
    except (OSError, tarfile.TarError, EOFError, KeyError) as error:
        raise ModelMissing(f"{model}: cannot be loaded ({error}); run `troly train`") from error
    finally:
        # the components have read their files by now
        shutil.rmtree(folder, ignore_errors=True)


def _as_parsed(text: str, data: dict[str, Any]) -> ParsedMessage:
    intent = data.get("intent") or {"name": None, "confidence": 0.0}
    parsed = ParsedMessage(
        text=text,
        intent={"name": intent["name"], "confidence": round(float(intent["confidence"]), 4)},
        entities=[
            {key: entity[key] for key in ParsedEntity.__annotations__}  # type: ignore[misc]
            for entity in data.get("entities", [])
        ],
        procedures=data.get("procedures", []),
        asks=data.get("asks", []),
    )
    if "clarification" in data:
        parsed["clarification"] = data["clarification"]
    return parsed
