"""Reading the YAML data files: every mistake is named by file and key.

Error: ``DataFileError``, whose message is one line that an editor can act on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from apischema import ValidationError, deserialize


class DataFileError(ValueError):
    """A data file cannot be used; names the file, the key and what is wrong."""

    def __init__(self, path: Path, key: str, problem: str) -> None:
        """Keep the parts; ``key`` is empty when the whole file is meant."""
        super().__init__(": ".join(part for part in (str(path), key, problem) if part))
        self.path = path
        self.key = key
        self.problem = problem


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
        raise DataFileError(path, f"line {line}", error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise DataFileError(path, "", f"not YAML ({error})") from error
    try:
        return deserialize(shape, data)
    except ValidationError as error:
        first = error.errors[0]
        raise DataFileError(path, _written_key(first["loc"]), str(first["err"])) from error


def _written_key(location: Sequence[int | str]) -> str:
    """Write ``["holidays", 3, "date"]`` as ``holidays[3].date``."""
    written = ""
    for step in location:
        written += f"[{step}]" if isinstance(step, int) else f".{step}"
    return written.removeprefix(".")
