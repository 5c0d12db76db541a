"""Messages with the procedure that they mean; those to learn from are in ``LINKING_DIR``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.data_files import DataFileError, read_data_file
from bot.settings import PROJECT_DIR

LINKING_DIR = PROJECT_DIR / "nlu_data" / "linking"


@dataclass(frozen=True)
class LinkingMessage:
    """A message and what it means."""

    text: str
    codes: tuple[str, ...]
    """one national code, several between which a clerk would ask back, or none"""


@dataclass(frozen=True)
class _Block:
    means: tuple[str, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    linking: tuple[_Block, ...]


def read_messages(folder: Path) -> list[LinkingMessage]:
    """Return the messages under the folder, file by file; ``DataFileError`` names a bad one."""
    return [each for path in sorted(folder.rglob("*.yml")) for each in read_file(path)]


def read_file(path: Path) -> list[LinkingMessage]:
    """Return the messages of one file; ``DataFileError`` says what is wrong with it."""
    blocks = read_data_file(path, _File).linking
    for at, block in enumerate(blocks):
        if not block.messages:
            raise DataFileError(path, f"linking[{at}]", "`messages` is empty")
    return [LinkingMessage(text, block.means) for block in blocks for text in block.messages]
