"""The words of the assistant, read from ``nlu_data/**/responses.yml``.

Rasa merges those files into its domain and lets one of two equal keys win without
a word; here two equal keys are an error. Only the first variant of a text is used.

Errors: ``PhraseError`` names the key, and the file or the missing value;
``bot.data_files.DataFileError`` for a file that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.channels.replies import Button
from bot.data_files import read_data_file


class PhraseError(ValueError):
    """A text is missing, defined twice, or used without one of its values."""


class Phrases:
    """Every text by its key; ``say`` fills in the values."""

    def __init__(
        self, texts: Mapping[str, str], buttons: Mapping[str, tuple[Button, ...]] | None = None
    ) -> None:
        """Take the texts, and the buttons that some of them have, by key."""
        self._texts = dict(texts)
        self._buttons = dict(buttons or {})

    @classmethod
    def load(cls, folder: Path) -> Phrases:
        """Read all ``responses.yml`` under ``folder`` (usually ``nlu_data``)."""
        return cls.from_files(sorted(folder.rglob("responses.yml")))

    @classmethod
    def from_files(cls, paths: Iterable[Path]) -> Phrases:
        """Read these files; a key found in two of them is an error."""
        found_in: dict[str, Path] = {}
        texts: dict[str, str] = {}
        buttons: dict[str, tuple[Button, ...]] = {}
        for path in paths:
            for key, variant in _variants_of(path).items():
                if key in found_in:
                    raise PhraseError(f"{key} is defined in {found_in[key]} and in {path}")
                found_in[key] = path
                texts[key] = str(variant["text"])
                buttons[key] = tuple(
                    Button(each["title"], each["payload"]) for each in variant.get("buttons", ())
                )
        return cls(texts, buttons)

    def __contains__(self, key: str) -> bool:
        """Tell whether there is such a text."""
        return key in self._texts

    def say(self, key: str, **values: object) -> str:
        """Return the text ``key`` with its ``{placeholders}`` filled in."""
        if key not in self._texts:
            raise PhraseError(f"no responses.yml has a text {key}")
        try:
            return self._texts[key].format(**values).rstrip("\n")
        except (KeyError, IndexError) as error:
            raise PhraseError(f"{key} needs the value {error}") from None

    def buttons(self, key: str) -> tuple[Button, ...]:
        """Return the buttons that stand under the text ``key`` itself."""
        return self._buttons.get(key, ())


def _variants_of(path: Path) -> dict[str, dict[str, Any]]:
    content = read_data_file(path, dict[str, Any])
    found = {}
    for key, variants in (content.get("responses") or {}).items():
        if not variants or "text" not in variants[0]:
            raise PhraseError(f"{key} in {path} has no text")
        found[key] = variants[0]
    return found
