"""YAML as plain data that remembers its lines.

Stricter than YAML itself, because officers edit these files: duplicate keys,
anchors, tags and control characters are problems. Only ``null``, ``true``,
``false``, whole numbers and decimals are read as such; everything else, dates
and ``15:00`` included, stays text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.catalogue.errors import Problem
from bot.data_files import key_text

type Plain = bool | int | float | str | list[Plain] | dict[str, Plain] | None
type KeyPath = tuple[str | int, ...]

_STANDARD_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "map", "seq")
}
_STRING_TAG = "tag:yaml.org,2002:str"


class _PlainLoader(yaml.SafeLoader):
    """A loader with resolvers of its own: no dates, no ``yes``, no ``15:00`` = 900."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the name and kind are PyYAML's


for _tag, _pattern, _first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?(0|[1-9][0-9]{0,17})", list("-+0123456789")),
    ("float", r"[-+]?[0-9]{1,17}\.[0-9]{1,17}", list("-+0123456789")),
):
    _PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


class Lines:
    """Where each key of one file stands."""

    def __init__(self) -> None:
        """Start with no keys: everything stands on line 1."""
        self._lines: dict[KeyPath, int] = {}

    def put(self, path: KeyPath, line: int) -> None:
        """Remember the 1-based line of a key."""
        self._lines[path] = line

    def of(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest key around it."""
        for length in range(len(path), -1, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return line
        return 1


def read_yaml(path: Path, shown: str) -> tuple[Plain, Lines, list[Problem]]:
    """Read one UTF-8 file; the data is None when the problems leave nothing to use.

    ``shown`` is the file's name in the problems. Nothing is raised for the content
    of a file: unreadable, empty and broken files are problems too.
    """
    lines = Lines()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        node = yaml.compose(text, Loader=_PlainLoader)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, lines, [Problem(shown, line, "", "not UTF-8 text: save the file as UTF-8")]
    except OSError as error:
        return None, lines, [Problem(shown, 1, "", f"cannot be read: {error.strerror}")]
    except RecursionError:
        return None, lines, [Problem(shown, 1, "", "nested too deeply")]
    except yaml.YAMLError as error:
        return None, lines, [_syntax_problem(error, shown)]
    if node is None:
        return None, lines, [Problem(shown, 1, "", "the file is empty")]
    reader = _NodeReader(shown, lines)
    data = reader.read(node, ())
    return data, lines, reader.problems


def _syntax_problem(error: yaml.YAMLError, shown: str) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return Problem(shown, error.problem_mark.line + 1, "", f"not YAML: {error.problem}")
    return Problem(shown, 1, "", f"not YAML: {str(error).splitlines()[0]}")


class _NodeReader:
    """Turns composed nodes into plain data, collecting lines and problems."""

    def __init__(self, shown: str, lines: Lines) -> None:
        self.problems: list[Problem] = []
        self._shown = shown
        self._lines = lines
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, path: KeyPath) -> Plain:
        if id(node) in self._seen:
            self._problem(node, path, "anchors (&, *) are not used here: repeat the value")
            return None
        self._seen.add(id(node))
        if path == () or isinstance(path[-1], int):
            self._lines.put(path, node.start_mark.line + 1)
        if node.tag not in _STANDARD_TAGS:
            self._problem(node, path, f"the tag {node.tag} is not used here")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> Plain:
        data: dict[str, Plain] = {}
        for key, key_node, value_node in self._items(node, path):
            line = key_node.start_mark.line + 1
            if key in data:
                first = self._lines.of((*path, key))
                self._problem(
                    key_node, (*path, key), f"the key stands twice, first on line {first}"
                )
                continue
            self._lines.put((*path, key), line)
            data[key] = self.read(value_node, (*path, key))
        return data

    def _items(
        self, node: yaml.MappingNode, path: KeyPath
    ) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        for key_node, value_node in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                yield key_node.value, key_node, value_node
            else:
                self._problem(key_node, path, "a key must be plain text")

    def _scalar(self, node: yaml.Node, path: KeyPath) -> Plain:
        text = str(node.value)
        match node.tag.rpartition(":")[2]:
            case "null":
                return None
            case "bool":
                return text == "true"
            case "int":
                return int(text)
            case "float":
                return float(text)
        if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
            self._problem(node, path, "the text holds a control character")
            return None
        return unicodedata.normalize("NFC", text)

    def _problem(self, node: yaml.Node, path: KeyPath, message: str) -> None:
        line = node.start_mark.line + 1
        self.problems.append(Problem(self._shown, line, key_text(path), message))
