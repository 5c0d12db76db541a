"""The vocabulary file is data: a mistake in it is named, and each of its lists is used."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.catalogue.portal.words import WORDS_FILE, PortalWords, load_words
from bot.data_files import DataFileError


def test_a_key_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    text = WORDS_FILE.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^council: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(DataFileError, match="council"):
        load_words(path)


def test_a_way_of_filing_that_the_catalogue_has_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    text = WORDS_FILE.read_text(encoding="utf-8").replace("Trực tiếp: in_person", "Trực tiếp: dove")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match="channels"):
        load_words(path)


def test_each_list_is_used() -> None:
    package = WORDS_FILE.parents[2] / "bot" / "catalogue" / "portal"
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    unused = [each.name for each in fields(PortalWords) if code.count(f".{each.name}") == 0]
    assert set(unused) <= {"headings"}  # reached by name


def test_words_that_are_compared_regardless_of_case_are_in_lower_case(words: PortalWords) -> None:
    lists = (words.council, words.resolution, words.ministry, words.paying, words.changing)
    assert [word for each in lists for word in each if word != word.casefold()] == []
