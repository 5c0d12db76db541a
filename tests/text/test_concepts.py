"""Words that mean the same are read as one; a broken file is named."""

from pathlib import Path

import pytest
import yaml

from bot.text.concepts import CONCEPTS_FILE, Concepts, default_concepts, load_concepts
from bot.text.fold import fold
from bot.text.lexicon import LexiconError, load_lexicon


def test_the_longest_phrase_is_replaced_and_only_whole_words() -> None:
    concepts = Concepts({"noi": ["ở đâu", "đâu"], "phi": ["phí"]})
    assert concepts.replace("nop o dau, phi nhieu, phich") == "nop noi, phi nhieu, phich"


def test_no_concepts_change_nothing() -> None:
    assert Concepts({}).replace("nop o dau") == "nop o dau"


def test_the_projects_concepts_can_be_read() -> None:
    assert "tienbac" in default_concepts().replace("le phi")


def test_no_phrase_belongs_to_two_concepts() -> None:
    groups = yaml.safe_load(CONCEPTS_FILE.read_text(encoding="utf-8"))["concepts"]
    owners: dict[str, set[str]] = {}
    for name, phrases in groups.items():
        for phrase in phrases:
            owners.setdefault(fold(phrase), set()).add(name)
    assert not {phrase: names for phrase, names in owners.items() if len(names) > 1}


@pytest.mark.parametrize("text", ["[1, 2]", "concepts: 5", "concepts: [", "other: {}"])
def test_a_broken_concepts_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "concepts.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"concepts\.yml"):
        load_concepts(file)


def test_a_missing_or_broken_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"lexicon\.yml: cannot be read"):
        load_lexicon(tmp_path)
    (tmp_path / "lexicon.yml").write_text("words: [", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"lexicon\.yml: not valid YAML"):
        load_lexicon(tmp_path)
    (tmp_path / "lexicon.yml").write_text("- one", encoding="utf-8")
    with pytest.raises(LexiconError, match="a mapping is needed"):
        load_lexicon(tmp_path)
