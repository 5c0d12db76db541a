"""Reading the files: form only (meaning: test_check.py)."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.errors import CatalogueError, CatalogueInvalid
from bot.catalogue.loader import load_catalogue

from .examples import BIRTH, BIRTH_FILE, CLARIFICATIONS_FILE, DEATH_FILE, RULES_FILE, Change


def problems_of(directory: Path) -> list[str]:
    """Return the lines that an officer would read."""
    with pytest.raises(CatalogueInvalid) as raised:
        load_catalogue(directory)
    return str(raised.value).splitlines()


def test_a_good_catalogue_is_read_with_dates_and_decimals(catalogue_dir: Path) -> None:
    catalogue = load_catalogue(catalogue_dir)
    death, birth = catalogue.procedures
    assert (death.code, birth.code) == ("1.000656", "1.001193")
    assert birth.last_reviewed == date(2026, 11, 23)
    assert birth.processing_time[0].min == 0.5
    assert birth.processing_time[0].cutoff == "15:00"
    assert catalogue.rules[0].valid_to == date(2026, 12, 31)
    assert catalogue.clarifications[0].options[1].code is None


def test_a_rule_file_may_hold_one_rule_without_a_list(catalogue_dir: Path) -> None:
    path = catalogue_dir / RULES_FILE
    text = path.read_text(encoding="utf-8").replace("- id", "  id", 1)
    path.write_text(text, encoding="utf-8")
    assert load_catalogue(catalogue_dir).rules[0].id == "half"


def test_texts_are_composed_so_that_the_same_name_is_the_same_string(catalogue_dir: Path) -> None:
    decomposed = unicodedata.normalize("NFD", BIRTH)
    (catalogue_dir / BIRTH_FILE).write_text(decomposed, encoding="utf-8")
    assert "khai sinh" in load_catalogue(catalogue_dir).procedures[1].aliases
    assert load_catalogue(catalogue_dir).procedures[1].name == "Thủ tục đăng ký khai sinh"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        pytest.param(
            BIRTH_FILE,
            "amount_vnd: 0",
            "amount_vnd: không",
            ":21: fee[0].amount_vnd: expected integer, found string",
            id="text for an amount",
        ),
        pytest.param(
            BIRTH_FILE,
            "amount_vnd: 8000",
            "amount_vnd: 8.000",
            ":24: fee[1].amount_vnd: expected integer, found number",
            id="a dot inside an amount",
        ),
        pytest.param(
            BIRTH_FILE,
            'code: "1.001193"',
            "code: 1.001193",
            ":1: code: expected string, found number: put it in quotes",
            id="a code without quotes",
        ),
        pytest.param(
            BIRTH_FILE,
            'code: "1.001193"',
            'code: "1001193"',
            ":1: code: expected a code in quotes such as '1.001193', or CT.<slug>, found '1001193'",
            id="a malformed code",
        ),
        pytest.param(
            BIRTH_FILE,
            "    source: law",
            "    source: law\n    valid_from: 01/07/2026",
            ":23: fee[0].valid_from: expected a date such as 2026-07-01, found '01/07/2026'",
            id="a date in the Vietnamese form",
        ),
        pytest.param(
            BIRTH_FILE,
            "    source: law",
            "    source: law\n    valid_from: 2026-02-30",
            ":23: fee[0].valid_from: expected a date such as 2026-07-01, found '2026-02-30'",
            id="a day that does not exist",
        ),
        pytest.param(
            BIRTH_FILE,
            "    kind: original",
            "    kind: orignal",
            ":13: documents[0].kind: expected one of ['original', 'copy', 'certified_copy', "
            "'form', 'information_only'], found 'orignal'",
            id="a word outside the list",
        ),
        pytest.param(
            BIRTH_FILE,
            "    max: 1",
            "    maxx: 1",
            ":16: processing_time[0].maxx: unknown key; did you mean max?",
            id="a misspelt key",
        ),
        pytest.param(
            BIRTH_FILE,
            "agency: UBND xã, phường\n",
            "",
            ":1: agency: is missing",
            id="a missing key",
        ),
        pytest.param(
            BIRTH_FILE,
            "agency: UBND xã, phường\n",
            "agency: A\nagency: B\n",
            ":8: agency: the key stands twice, first on line 7",
            id="a duplicate key",
        ),
        pytest.param(
            BIRTH_FILE,
            "documents:\n  - name: Giấy chứng sinh\n    kind: original\n",
            "documents:\n",
            ":11: documents: expected array, found null",
            id="a facet left empty",
        ),
        pytest.param(
            BIRTH_FILE,
            "aliases: [khai sinh, giấy khai sanh]",
            "aliases: [khai sinh, giấy khai sanh",
            ":5: not YAML: expected ',' or ']', but got ':'",
            id="a bracket left open",
        ),
        pytest.param(
            BIRTH_FILE,
            "agency: UBND xã, phường",
            "agency: &a UBND\nguidance: *a",
            ":7: guidance: anchors (&, *) are not used here: repeat the value",
            id="an anchor",
        ),
        pytest.param(
            BIRTH_FILE,
            "agency: UBND xã, phường",
            "agency: !!python/object:os.system x",
            ":7: agency: the tag tag:yaml.org,2002:python/object:os.system is not used here",
            id="a Python tag",
        ),
        pytest.param(
            BIRTH_FILE,
            "agency: UBND xã, phường",
            'agency: "UBND\\0"',
            ":7: agency: the text holds a control character",
            id="a NUL, which PostgreSQL refuses",
        ),
        pytest.param(
            RULES_FILE,
            "  effect: factor",
            "  effect: halve",
            ":4: [0].effect: expected one of ['factor', 'waive', 'note', 'correct'], found 'halve'",
            id="an unknown effect in a list of rules",
        ),
        pytest.param(
            CLARIFICATIONS_FILE,
            "    - {label: Khác}\n",
            "",
            ":4: [0].options: item count lower than 2",
            id="a question with one answer",
        ),
    ],
)
def test_a_broken_file_is_named_with_line_and_key(
    catalogue_dir: Path, change: Change, name: str, old: str, new: str, expected: str
) -> None:
    change(name, old, new)
    assert f"catalogue_data/{name}{expected}" in problems_of(catalogue_dir)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", ":1: the file is empty", id="empty"),
        pytest.param(b"# nothing yet\n", ":1: the file is empty", id="only a comment"),
        pytest.param(
            b"code: x\nname: \xe0\n", ":2: not UTF-8 text: save the file as UTF-8", id="Latin-1"
        ),
        pytest.param(b"[" * 5000, ":1: nested too deeply", id="endless brackets"),
        pytest.param(b"just words", ":1: expected object, found string", id="no keys"),
        pytest.param(
            b"code: x\n---\ncode: y\n",
            ":2: not YAML: but found another document",
            id="two documents",
        ),
    ],
)
def test_an_unusable_file_is_a_problem_and_no_crash(
    catalogue_dir: Path, content: bytes, expected: str
) -> None:
    (catalogue_dir / DEATH_FILE).write_bytes(content)
    assert problems_of(catalogue_dir) == [f"catalogue_data/{DEATH_FILE}{expected}"]


def test_an_unreadable_file_is_a_problem_and_no_crash(catalogue_dir: Path) -> None:
    (catalogue_dir / DEATH_FILE).unlink()
    (catalogue_dir / DEATH_FILE).symlink_to("nowhere.yml")
    assert problems_of(catalogue_dir) == [
        f"catalogue_data/{DEATH_FILE}:1: cannot be read: No such file or directory"
    ]


def test_all_problems_of_all_files_are_told_at_once(catalogue_dir: Path, change: Change) -> None:
    change(BIRTH_FILE, "amount_vnd: 0", "amount_vnd: x")
    change(BIRTH_FILE, "unit: working_day", "unit: week")
    change(DEATH_FILE, "levels: [commune]", "levels: [village]")
    change(RULES_FILE, "order: 10", "order: first")
    assert len(problems_of(catalogue_dir)) == 4


@pytest.mark.parametrize(
    "stray",
    [
        "procedures/1.000001-khong-co-linh-vuc.yml",
        "procedures/ho-tich/1.000656-khai-tu.yaml",
        "procedures/ho-tich/cu/1.000656.yml",
        "rules/old/half.yml",
    ],
)
def test_a_file_that_would_never_be_read_is_a_problem(catalogue_dir: Path, stray: str) -> None:
    path = catalogue_dir / stray
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}", encoding="utf-8")
    [problem] = problems_of(catalogue_dir)
    assert problem.startswith(f"catalogue_data/{stray}:1: never read")


def test_a_missing_directory_is_a_catalogue_error(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such catalogue directory"):
        load_catalogue(tmp_path / "nowhere")
