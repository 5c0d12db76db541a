"""Reads the training files once and quickly, where Rasa's own reader takes half a minute thrice.

Named in ``config.yml``, so that the plain ``rasa`` commands use it as well. Files with texts
(``responses``) or rules go through Rasa's reader as before.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, override

import yaml
from rasa.shared.data import get_data_files
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_EXAMPLES_ONLY = frozenset({"version", "nlu"})
_SECTION = re.compile(r"^(\w+):", re.MULTILINE)


class BadExamples(RasaException):
    """A file of examples cannot be read; the message names it and says why."""


class Example(Message):
    """A message whose parts are all plain: quick to copy and to tell from another.

    Rasa merges the examples four times over, each time by a deep copy and a hash of everything:
    with its own messages that takes longer than reading them.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Example:
        """Return a copy that shares nothing which may change."""
        copied = Example(self.data)
        if ENTITIES in copied.data:
            copied.data[ENTITIES] = copy.deepcopy(copied.data[ENTITIES], memo)
        return copied

    @override
    def __eq__(self, other: object) -> bool:
        """Tell whether text, intent and entities are the same."""
        return isinstance(other, Example) and self.data == other.data

    @override
    def __hash__(self) -> int:
        """Return a hash of text and intent."""
        return hash((self.data.get(TEXT), self.data.get(INTENT)))


class ExampleImporter(RasaFileImporter):
    """Rasa's importer with a quick reader for files that hold nothing but examples."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Find the files by their first words: Rasa would parse each of them three times."""
        super().__init__(config_file, domain_path, None)
        self._nlu_files = get_data_files(training_data_paths, _holds_examples_or_texts)
        self._story_files = get_data_files(training_data_paths, _holds_stories)
        self._read: TrainingData | None = None

    @override
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return everything under the training path, read at most once."""
        if self._read is None:
            self._read = self._read_all(language)
        return self._read

    def _read_all(self, language: str | None) -> TrainingData:
        messages: list[Message] = []
        others = []
        for path in sorted(self._nlu_files):
            content = _load(Path(path))
            if set(content) <= _EXAMPLES_ONLY:
                messages += _messages(content, path)
            else:
                others.append(path)
        return TrainingData(messages).merge(training_data_from_paths(others, language))


def _holds_examples_or_texts(path: str) -> bool:
    return bool(_sections(path) & {"nlu", "responses"})


def _holds_stories(path: str) -> bool:
    return bool(_sections(path) & {"stories", "rules"})


def _sections(path: str) -> frozenset[str]:
    """Return the words that start a section of a YAML file."""
    if Path(path).suffix not in {".yml", ".yaml"}:
        return frozenset()
    return frozenset(_SECTION.findall(Path(path).read_text(encoding="utf-8")))


def _load(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise BadExamples(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    return content if isinstance(content, dict) else {}


def _messages(content: dict[str, Any], path: str) -> Iterator[Message]:
    for block in content.get("nlu") or ():
        intent, examples = block.get("intent"), block.get("examples")
        if not isinstance(intent, str) or not isinstance(examples, str):
            raise BadExamples(f"{path}: every block under `nlu` needs `intent` and `examples: |`")
        for line in examples.splitlines():
            if not line.strip():
                continue
            if not line.lstrip().startswith("- "):
                raise BadExamples(f"{path}: {intent}: not `- an example`: {line.strip()[:60]!r}")
            yield Example(parse_training_example(line.strip()[2:].strip(), intent).data)
