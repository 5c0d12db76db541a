"""Reading the YAML data files: every mistake is named by file and key.

Error: ``DataFileError``, whose message is one line that an editor can act on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from apischema import ValidationError, deserialize


class DataFileError(ValueError):
    """A data file cannot be used; names the file, the line, the key and what is wrong."""

    def __init__(self, path: Path, key: str, problem: str, line: int | None = None) -> None:
        """Keep the parts; ``key`` is empty when the whole file is meant, lines count from 1."""
        place = str(path) if line is None else f"{path}:{line}"
        super().__init__(": ".join(part for part in (place, key, problem) if part))
        self.path = path
        self.key = key
        self.problem = problem
        self.line = line


class _DataLoader(yaml.SafeLoader):
    """Leave dates as text (the dataclasses parse them) and refuse double keys."""


def _mapping_without_doubles(loader: _DataLoader, node: yaml.MappingNode) -> dict[object, object]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            mark = node.value[index][0].start_mark
            raise yaml.constructor.ConstructorError(None, None, f"{key!r} is given twice", mark)
    return loader.construct_mapping(node, deep=True)


_DataLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles
)
_DataLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_data_file[T](path: Path, shape: type[T]) -> T:
    """Read ``path`` as an instance of the dataclass ``shape``.

    Raises ``DataFileError`` for a missing file, broken YAML, an unknown or
    missing key, or a value of the wrong type.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(path, "", f"cannot be read ({error})") from error
    try:
        data = yaml.load(text, Loader=_DataLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataFileError(path, "", error.problem or "not YAML", line) from error
    except yaml.YAMLError as error:
        raise DataFileError(path, "", f"not YAML ({error})") from error
    try:
        return deserialize(shape, data)
    except ValidationError as error:
        first = error.errors[0]
        line = _line_of(text, first["loc"])
        raise DataFileError(path, key_text(first["loc"]), str(first["err"]), line) from error


def _line_of(text: str, location: Sequence[int | str]) -> int:
    """Return the line of a key, or of the nearest thing around it that is there."""
    node, line = yaml.compose(text, Loader=_DataLoader), 1
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
            continue
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((pair for pair in pairs if pair[0].value == str(step)), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def key_text(location: Sequence[int | str]) -> str:
    """Return a key as people write it: ``("fee", 0, "amount_vnd")`` as ``fee[0].amount_vnd``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")
