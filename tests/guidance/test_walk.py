"""Answers lead from the first question to the end, also when the tree has changed meanwhile."""

from __future__ import annotations

from dataclasses import replace

from bot.catalogue.trees import GuidanceTree
from bot.guidance.walk import Given, next_question, paths, situation, still_valid

from .conftest import BIRTH, RESIDENCE


def asked(tree: GuidanceTree, *given: Given) -> str | None:
    question = next_question(tree, given)
    return question.id if question else None


def test_each_answer_leads_to_its_question(tree: GuidanceTree) -> None:
    assert asked(tree) == "late"
    assert asked(tree, Given("late", "no")) == "home"
    assert asked(tree, Given("late", "yes")) == "poor"
    assert asked(tree, Given("late", "no"), Given("home", "parents")) is None


def test_all_ways_are_walked(tree: GuidanceTree) -> None:
    ways = [tuple(given.option for given in way) for way in paths(tree)]
    assert ways == [
        ("no", "parents"),
        ("no", "elsewhere"),
        ("yes", "poor", "parents"),
        ("yes", "poor", "elsewhere"),
        ("yes", "other", "parents"),
        ("yes", "other", "elsewhere"),
    ]


def test_answers_add_up(tree: GuidanceTree) -> None:
    found = situation(tree, [Given("late", "no"), Given("home", "parents")])
    assert found.codes == (BIRTH, RESIDENCE)
    assert found.cases == {(BIRTH, "on-time")}
    assert found.settled == {(BIRTH, "nếu nhờ người khác"): False}


def test_answers_that_the_tree_no_longer_knows_are_asked_again(tree: GuidanceTree) -> None:
    given = [Given("late", "yes"), Given("poor", "poor"), Given("home", "parents")]
    first, poor, home = tree.questions
    without = [option for option in poor.options if option.id != "poor"]
    changed = replace(tree, questions=[first, replace(poor, options=without), home])
    assert still_valid(changed, given) == (Given("late", "yes"),)
    assert asked(changed, *given) == "poor"


def test_an_answer_to_another_question_is_none(tree: GuidanceTree) -> None:
    assert still_valid(tree, [Given("home", "parents")]) == ()
    assert asked(tree, Given("home", "parents")) == "late"


def test_a_later_answer_may_take_a_procedure_away(tree: GuidanceTree) -> None:
    first, poor, home = tree.questions
    option = replace(home.options[0], without=[BIRTH])
    changed = replace(
        tree, questions=[first, poor, replace(home, options=[option, home.options[1]])]
    )
    given = [Given("late", "no"), Given("home", "parents")]
    assert situation(changed, given).codes == (RESIDENCE,)
