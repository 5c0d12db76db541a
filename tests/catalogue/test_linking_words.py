"""The word files of linking: a bad one is refused with its name and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.catalogue.linking_words import WORDS_DIR, default_words, load_acts, load_words
from bot.data_files import DataFileError

ACTS, WORDS = "linking_acts.yml", "linking_words.yml"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in (ACTS, WORDS):
        shutil.copy(WORDS_DIR / name, tmp_path / name)
    return tmp_path


def refused(directory: Path, name: str) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        (load_acts if name == ACTS else load_words)(directory)
    assert caught.value.path == directory / name
    return caught.value


@pytest.mark.parametrize("name", [ACTS, WORDS])
def test_a_missing_file_is_named(directory: Path, name: str) -> None:
    (directory / name).unlink()
    assert name in str(refused(directory, name))


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        pytest.param(ACTS, "  lost: [", "  gone: [", "acts.lost", id="act-not-there"),
        pytest.param(ACTS, "[tách,", "[đổi,", "acts.split", id="phrase-of-two-acts"),
        pytest.param(ACTS, "[tách,", "[một hai ba bốn năm,", "acts.split", id="too-long"),
        pytest.param(ACTS, "[lộn,", "[xanh,", "not_plain", id="no-act"),
        pytest.param(ACTS, "word: mat", "word: mất", "lost_or_died.word", id="marked-word"),
        pytest.param(ACTS, "    bao, may,", "    bao, mấy,", "lost_or_died.takes", id="marked"),
        pytest.param(WORDS, "[muộn,", "[nhầm,", "meanings.same.trễ", id="word-of-two-stems"),
        pytest.param(WORDS, "plain: [nhầm,", "plain: [gì,", "meanings.plain", id="no-stem"),
        pytest.param(WORDS, "means: [tren,", "means: [trên,", "grammar.means", id="marked-means"),
        pytest.param(WORDS, "apart: [moi cai,", "apart: [mỗi cái,", "bundles.apart", id="apart"),
        pytest.param(WORDS, "  lodging:", "  house:", "grammar", id="unknown-key"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(
    directory: Path, name: str, old: str, new: str, key: str
) -> None:
    text = (directory / name).read_text(encoding="utf-8")
    assert old in text
    (directory / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    error = refused(directory, name)
    assert error.key.startswith(key)
    assert error.problem


def test_the_files_are_read_once() -> None:
    assert default_words() is default_words()
