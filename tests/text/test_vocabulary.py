"""The lists of words and syllables: reviewed, standard, and stable under normalising."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.text.fold import fold
from bot.text.lexicon import LEXICON_DIR, NEIGHBOURS, LexiconError, default_lexicon
from bot.text.normalise import normalise
from bot.text.syllables import has_possible_tone, is_syllable
from bot.text.vocabulary import Vocabulary, default_vocabulary, load_vocabulary

FILES = [
    "lexicon.yml", "teencode.yml", "in_context.yml", "ambiguous.yml", "foreign.yml",
    "spellings.yml", "dictation.yml", "domain_words.yml", "frequent_syllables.yml",
]  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return default_vocabulary()


def test_there_are_some_hundred_domain_words_each_once(vocabulary: Vocabulary) -> None:
    assert 400 <= len(vocabulary.domain_words) <= 600
    assert not [word for word, count in Counter(vocabulary.domain_words).items() if count > 1]


def test_a_domain_word_is_two_to_five_written_syllables(vocabulary: Vocabulary) -> None:
    odd = [
        word
        for word in vocabulary.domain_words
        if not 2 <= len(word) <= 5
        or not all(is_syllable(part) and has_possible_tone(part) for part in word)
    ]
    assert not odd


def test_domain_words_stay_with_and_without_diacritics(vocabulary: Vocabulary) -> None:
    for word in map(" ".join, vocabulary.domain_words):
        for text in (word, fold(word), word.upper(), f"xin hỏi {word} nha"):
            assert normalise(text).text == text


def test_frequent_syllables_stay_with_and_without_diacritics(vocabulary: Vocabulary) -> None:
    for syllable in vocabulary.frequent:
        assert is_syllable(syllable)
        assert normalise(syllable).text == syllable
        assert normalise(fold(syllable)).text == fold(syllable)


def test_what_a_word_is_replaced_by_stays() -> None:
    lexicon = default_lexicon()
    for meaning in {
        *lexicon.words.values(), *lexicon.spellings.values(), *lexicon.heard.values(),
    }:  # fmt: skip
        assert normalise(meaning).text == meaning


def test_neighbours_are_known_written_and_folded(vocabulary: Vocabulary) -> None:
    assert vocabulary.is_pair("trung", "thực")
    assert vocabulary.is_pair("trung", "thuc", plain=True)
    assert not vocabulary.is_pair("trứng", "thực")


@pytest.mark.parametrize("name", FILES)
def test_no_word_stands_twice_in_a_data_file(name: str) -> None:
    node = yaml.compose((LEXICON_DIR / name).read_text(encoding="utf-8"))
    for mapping in mappings_of(node):
        keys = [key.value for key, _ in mapping.value]
        assert not [key for key, count in Counter(keys).items() if count > 1]


def mappings_of(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from mappings_of(value)


def test_neighbours_in_the_data_are_folded_words() -> None:
    lexicon = default_lexicon()
    for readings in (*lexicon.in_context.values(), *lexicon.only_read.values()):
        for neighbour in {word for each in readings for word in each.before | each.after}:
            assert isinstance(neighbour, str)
            assert fold(neighbour) == neighbour
            assert len(neighbour.split()) <= NEIGHBOURS


def test_no_phrase_is_both_misspelt_and_misheard() -> None:
    lexicon = default_lexicon()
    assert not set(lexicon.spellings) & set(lexicon.heard)
    assert not set(lexicon.in_context) & set(lexicon.only_read)
    assert not set(lexicon.words) & (set(lexicon.in_context) | set(lexicon.only_read))


@pytest.mark.parametrize("text", ["domain_words: 5", "other: {}", "domain_words: {a: [x]}"])
def test_a_broken_list_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "domain_words.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match="domain words"):
        load_vocabulary(tmp_path, [])


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_is_as_short_as_a_reviewer_reads(name: str) -> None:
    assert len((LEXICON_DIR / name).read_text(encoding="utf-8").splitlines()) <= 150
