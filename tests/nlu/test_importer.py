"""The quick reader of examples gives what Rasa's own gives, and names a bad file."""

import copy
from pathlib import Path

import pytest
from rasa.shared.importers.rasa import RasaFileImporter

from bot.nlu.importer import BadExamples, ExampleImporter

GOOD = """# what it means
version: "3.1"
nlu:
  - intent: ask_fee
    examples: |
      - phí khai sinh: bao nhiêu
      - "nhiêu tiền" vậy

      - đóng [50k](money) hả
"""
TEXTS = 'version: "3.1"\nresponses:\n  utter_hello:\n    - text: "Xin chào"\n'
RULES = (
    'version: "3.1"\nrules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_hello\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {"fee.yml": GOOD, "responses.yml": TEXTS, "rules.yml": RULES}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "words.yml").write_text("words: {ko: không}\n", encoding="utf-8")
    return tmp_path


def test_it_reads_what_rasas_own_reader_reads(folder: Path) -> None:
    ours = ExampleImporter(training_data_paths=str(folder)).get_nlu_data()
    theirs = RasaFileImporter(training_data_paths=str(folder)).get_nlu_data()
    assert [m.data for m in ours.training_examples] == [m.data for m in theirs.training_examples]
    assert ours.responses == theirs.responses


def test_rules_are_found_and_word_lists_are_none_of_rasas_business(folder: Path) -> None:
    importer = ExampleImporter(training_data_paths=str(folder))
    assert [Path(path).name for path in importer._story_files] == ["rules.yml"]
    assert {Path(path).name for path in importer._nlu_files} == {"fee.yml", "responses.yml"}


def test_files_are_read_once(folder: Path) -> None:
    importer = ExampleImporter(training_data_paths=str(folder))
    first = importer.get_nlu_data()
    (folder / "fee.yml").unlink()
    assert importer.get_nlu_data() is first


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nlu:\n  - intent: [ask_fee\n", "not valid YAML"),
        ("nlu:\n  - intent: ask_fee\n", "needs `intent` and `examples"),
        ("nlu:\n  - examples: |\n      - a\n", "needs `intent` and `examples"),
        ("nlu:\n  - intent: ask_fee\n    examples: |\n      phí\n", "ask_fee: not `- an example`"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(folder: Path, content: str, said: str) -> None:
    (folder / "bad.yml").write_text(content, encoding="utf-8")
    with pytest.raises(BadExamples, match=rf"bad\.yml: .*{said}"):
        ExampleImporter(training_data_paths=str(folder)).get_nlu_data()


def test_a_copy_of_an_example_shares_nothing_that_may_change(folder: Path) -> None:
    [*_, example] = ExampleImporter(training_data_paths=str(folder)).get_nlu_data().nlu_examples
    copied = copy.deepcopy(example)
    assert copied == example
    assert hash(copied) == hash(example)
    copied.get("entities")[0]["value"] = "60k"
    assert example.get("entities")[0]["value"] == "50k"
    assert copied != example
    copied.set("intent", "thank")
    assert example.get("intent") == "ask_fee"


def test_an_example_that_stands_twice_is_learnt_once(folder: Path) -> None:
    (folder / "again.yml").write_text(GOOD, encoding="utf-8")
    data = ExampleImporter(training_data_paths=str(folder)).get_nlu_data()
    assert len(data.nlu_examples) == 3
