"""Ways of filing and states of a dossier, as people say them.

Errors: ``DataFileError``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.dossier.statuses import load_statuses
from bot.nlu.found_entity import FoundEntity
from bot.settings import PROJECT_DIR
from bot.text.heard_words import keys_of
from bot.text.normalise import NormalisedText
from bot.text.phrasebook import Entry, Phrasebook, PhraseFile, read_phrase_file

CHANNELS_FILE = PROJECT_DIR / "nlu_data" / "shared" / "channels.yml"
STATUSES_FILE = PROJECT_DIR / "nlu_data" / "shared" / "statuses.yml"


def find_channels(meant: NormalisedText) -> Iterator[FoundEntity]:
    """Yield the ways of filing: post, online, vneid, in_person."""
    return _found("channel", default_channels(), meant)


def find_statuses(meant: NormalisedText) -> Iterator[FoundEntity]:
    """Yield the states that are named; values are their numbers, 1 to 10."""
    return _found("status", default_statuses(), meant)


@lru_cache(maxsize=1)
def default_channels(path: Path = CHANNELS_FILE) -> Phrasebook:
    """Return the phrasebook of the ways of filing, read once."""
    return Phrasebook(read_phrase_file(path, PhraseFile).entries)


@lru_cache(maxsize=1)
def default_statuses(path: Path = STATUSES_FILE) -> Phrasebook:
    """Return the phrasebook of the states, their official names included, read once."""
    spoken = read_phrase_file(path, PhraseFile).entries
    listed = {keys_of(phrase) for entry in spoken for phrase in entry.phrases}
    official = [
        Entry(means=str(status.code), phrases=(status.name,))
        for status in load_statuses().statuses
        if keys_of(status.name) not in listed
    ]
    return Phrasebook([*official, *spoken])


def _found(entity: str, phrasebook: Phrasebook, meant: NormalisedText) -> Iterator[FoundEntity]:
    for heard in phrasebook.find(meant.text):
        yield FoundEntity(entity, heard.means, *meant.source_span(heard.start, heard.end))
