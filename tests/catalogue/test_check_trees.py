"""What may be wrong with guidance trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.check import check_files
from bot.catalogue.loader import read_directory

from .examples import BIRTH_FILE, Change

FILE = "guidance/birth.yml"
TREE = """\
id: birth
title: Làm khai sinh
questions:
  - id: late
    ask: Có trễ hạn không?
    if_unsure: "no"
    options:
      - id: "yes"
        label: Trễ
        says: [trễ rồi]
        procedures: ["1.001193"]
        cases: [{code: "1.001193", case: late}]
        next: paper
      - id: "no"
        label: Đúng hạn
        procedures: ["1.001193"]
        cases: [{code: "1.001193", case: on-time}]
        next: paper
  - id: paper
    ask: Còn giấy chứng sinh không?
    options:
      - {id: kept, label: Còn}
      - id: lost
        label: Mất
        drops: [{code: "1.001193", paper: Giấy chứng sinh}]
        notes: [{text: Hỏi Một cửa.}]
last_reviewed: 2026-11-30
sources:
  - {id: portal, label: P, title: Cổng DVC quốc gia, collected: 2026-07-31}
"""


def problems(directory: Path, old: str = "", new: str = "") -> list[str]:
    assert not old or TREE.count(old) == 1, f"{old!r} stands {TREE.count(old)} times"
    path = directory / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(TREE.replace(old, new) if old else TREE, encoding="utf-8")
    return [str(problem) for problem in check_files(read_directory(directory))]


def test_a_good_tree_has_no_problems(catalogue_dir: Path) -> None:
    assert problems(catalogue_dir) == []
    [entry] = read_directory(catalogue_dir).trees
    options = [option for question in entry.value.questions for option in question.options]
    assert {code for option in options for code in option.procedures} == {"1.001193"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            '        procedures: ["1.001193"]\n        cases: [{code: "1.001193", case: late}]',
            '        procedures: ["1.999999"]\n        cases: [{code: "1.001193", case: late}]',
            "options[0].procedures[0]: 1.999999 is not in the catalogue",
            id="an unknown procedure",
        ),
        pytest.param(
            "case: late}",
            "case: later}",
            "cases[0].case: 1.001193 has no case “later”",
            id="an unknown case",
        ),
        pytest.param(
            "paper: Giấy chứng sinh}",
            "paper: Giấy chứng tử}",
            "drops[0].paper: 1.001193 has no paper “Giấy chứng tử”",
            id="an unknown paper",
        ),
        pytest.param(
            '        cases: [{code: "1.001193", case: on-time}]\n        next: paper',
            '        cases: [{code: "1.001193", case: on-time}]\n        next: papers',
            "options[1].next: there is no question papers",
            id="an answer that leads nowhere",
        ),
        pytest.param(
            "      - {id: kept, label: Còn}",
            "      - {id: kept, label: Còn, next: late}",
            "options[0].next: late stands before",
            id="a circle",
        ),
        pytest.param(
            'if_unsure: "no"',
            "if_unsure: maybe",
            "if_unsure: maybe is not among the question's options",
            id="an unknown answer for who is unsure",
        ),
        pytest.param(
            "says: [trễ rồi]",
            "says: [đúng hạn]",
            "“Đúng hạn” also chooses yes",
            id="a phrase of two answers",
        ),
        pytest.param(
            "label: Trễ\n",
            "label: Trễ hạn so với thời hạn mà luật hộ tịch quy định\n",
            "label: is longer than 40 characters",
            id="a label that no button shows",
        ),
        pytest.param(
            "      - {id: kept, label: Còn}\n",
            "",
            "options",
            id="one answer is no question",
        ),
    ],
)
def test_problems(catalogue_dir: Path, old: str, new: str, expected: str) -> None:
    found = problems(catalogue_dir, old, new)
    assert any(expected in problem for problem in found), found
    assert all(problem.startswith(f"catalogue_data/{FILE}:") for problem in found)


def test_a_question_that_no_answer_leads_to(catalogue_dir: Path) -> None:
    path = catalogue_dir / FILE
    path.parent.mkdir()
    path.write_text(TREE.replace("        next: paper\n", ""), encoding="utf-8")
    found = [str(problem) for problem in check_files(read_directory(catalogue_dir))]
    assert f"catalogue_data/{FILE}:17: questions[1].id: no answer leads to paper" in found


def test_an_end_with_nothing_to_do_or_to_say(catalogue_dir: Path) -> None:
    text = TREE.replace('        procedures: ["1.001193"]\n', "")
    path = catalogue_dir / FILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    found = [str(problem) for problem in check_files(read_directory(catalogue_dir))]
    assert len(found) == 1
    assert "options[0]: ends with nothing to do or to say" in found[0]


def test_a_procedure_that_offers_a_tree_which_does_not_exist(change: Change) -> None:
    path = change(BIRTH_FILE, "related:", "guidance: birth\nrelated:")
    found = [str(problem) for problem in check_files(read_directory(path.parents[2]))]
    assert found == [f"catalogue_data/{BIRTH_FILE}:30: guidance: there is no guidance tree birth"]
    assert problems(path.parents[2]) == []
