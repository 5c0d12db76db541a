from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.phrases import PhraseError, Phrases
from bot.channels.replies import Button
from bot.data_files import DataFileError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'version: "3.1"\nresponses:\n{text}', encoding="utf-8")
    return path


def test_says_a_text_with_its_values(tmp_path: Path) -> None:
    write(tmp_path / "a" / "responses.yml", '  utter_fee: [{text: "Phí: {amount}"}]\n')
    assert Phrases.load(tmp_path).say("utter_fee", amount="8.000đ") == "Phí: 8.000đ"


def test_a_value_with_braces_stays_as_it_is() -> None:
    assert Phrases({"utter_x": "{told}"}).say("utter_x", told="{0[a]} **b**") == "{0[a]} **b**"


def test_a_key_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    first = write(tmp_path / "a" / "responses.yml", '  utter_hi: [{text: "a"}]\n')
    second = write(tmp_path / "b" / "responses.yml", '  utter_hi: [{text: "b"}]\n')
    with pytest.raises(PhraseError, match="utter_hi") as error:
        Phrases.load(tmp_path)
    assert str(first) in str(error.value)
    assert str(second) in str(error.value)


def test_a_key_twice_in_one_file_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a" / "responses.yml", '  u: [{text: "a"}]\n  u: [{text: "b"}]\n')
    with pytest.raises(DataFileError, match="'u' is given twice"):
        Phrases.load(tmp_path)


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        pytest.param({}, "no responses.yml has a text utter_x", id="missing-text"),
        pytest.param({"utter_x": "{amount}"}, "utter_x needs the value 'amount'", id="no-value"),
    ],
)
def test_what_cannot_be_said_is_a_clear_error(texts: dict[str, str], problem: str) -> None:
    with pytest.raises(PhraseError, match=problem):
        Phrases(texts).say("utter_x")


def test_a_response_without_text_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "responses.yml", "  utter_x: [{image: a.png}]\n")
    with pytest.raises(PhraseError, match=r"utter_x in .* has no text"):
        Phrases.load(tmp_path)


def test_the_buttons_under_a_text_are_known(tmp_path: Path) -> None:
    write(
        tmp_path / "responses.yml",
        '  utter_x: [{text: "a", buttons: [{title: "Tra hồ sơ", payload: check_dossier}]}]\n',
    )
    phrases = Phrases.load(tmp_path)
    assert phrases.buttons("utter_x") == (Button("Tra hồ sơ", "check_dossier"),)
    assert phrases.buttons("utter_y") == ()
