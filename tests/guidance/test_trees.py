"""The committed trees: every leaf is reached, every answer is heard, nothing wrong is taken."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import pytest

from bot.answers.guidance import GuidanceAnswers
from bot.answers.phrases import Phrases
from bot.catalogue.collection import Catalogue
from bot.catalogue.loader import load_catalogue
from bot.catalogue.trees import GuidanceTree
from bot.deadlines.calendar_files import load_calendar
from bot.dialogue.hearing import hear
from bot.guidance.drawing import as_mermaid, as_svg
from bot.guidance.walk import Given, next_question, paths
from bot.settings import PROJECT_DIR, TIME_ZONE
from bot.text.fold import fold

NOW = datetime(2026, 11, 30, 9, tzinfo=TIME_ZONE)
ASKED_FOR = {
    "khai-sinh",
    "qua-doi",
    "ket-hon",
    "thuong-tru",
    "tam-tru",
    "luu-tru",
    "can-cuoc",
    "vneid-muc-2",
    "ly-lich-tu-phap",
    "chung-thuc-ban-sao",
    "ho-kinh-doanh",
    "xay-dung",
    "sang-ten-dat",
    "giay-phep-lai-xe",
    "tro-cap-nguoi-gia",
}


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load_catalogue(PROJECT_DIR / "catalogue_data")


class Published:
    def current(self) -> Catalogue:
        return catalogue()


@pytest.fixture(scope="module")
def answers() -> GuidanceAnswers:
    return GuidanceAnswers(Published(), Phrases.load(PROJECT_DIR / "nlu_data"), load_calendar())


def trees() -> list:
    return [pytest.param(tree, id=tree.id) for tree in catalogue().trees]


def test_all_matters_have_a_tree() -> None:
    assert {tree.id for tree in catalogue().trees} >= ASKED_FOR


@pytest.mark.parametrize("tree", trees())
def test_every_way_ends_in_a_sourced_checklist(
    tree: GuidanceTree, answers: GuidanceAnswers
) -> None:
    for given in paths(tree):
        reply = answers.go_on(tree, given, NOW)
        assert "Nguồn: " in reply.text, given
        assert "None" not in reply.text + (reply.more or ""), given
        assert len(reply.text.splitlines()) <= 8, given
        assert 0 < len(reply.buttons) <= 4


@pytest.mark.parametrize("tree", trees())
def test_every_question_on_the_way_is_asked_with_its_choices(
    tree: GuidanceTree, answers: GuidanceAnswers
) -> None:
    for question in tree.questions:
        way = next(
            given[: [each.question for each in given].index(question.id)]
            for given in paths(tree)
            if question.id in [each.question for each in given]
        )
        reply = answers.go_on(tree, way, NOW)
        assert question.ask in reply.text
        assert [button.title for button in reply.buttons] == [
            option.label for option in question.options
        ]
        # an answer that the question does not have leaves it open
        assert next_question(tree, [*way, Given(question.id, "no such answer")]) == question
        assert question.ask in answers.why(tree, question).text


@pytest.mark.parametrize("tree", trees())
def test_every_answer_is_heard_in_its_own_words(tree: GuidanceTree) -> None:
    for question in tree.questions:
        for option in question.options:
            for phrase in (option.label, *(each for each in option.says if "…" not in each)):
                for typed in (phrase, f"dạ {phrase} em ơi"):
                    heard = hear(question, fold(typed))
                    assert heard is not None, (question.id, phrase)
                    assert heard.option == option, (question.id, phrase)
                    assert heard.whole, (question.id, phrase)


@pytest.mark.parametrize("tree", trees())
@pytest.mark.parametrize(
    "typed",
    ["", "…", "trời hôm nay nóng quá ha", "123456789012", "cho hỏi giá vàng hôm nay", "🙂"],
)
def test_what_is_no_answer_is_not_taken_for_one(tree: GuidanceTree, typed: str) -> None:
    for question in tree.questions:
        heard = hear(question, fold(typed))
        assert heard is None or heard.option is None, (question.id, heard)


@pytest.mark.parametrize("tree", trees())
def test_who_does_not_know_is_helped(tree: GuidanceTree) -> None:
    for question in tree.questions:
        heard = hear(question, fold("em hông biết nữa"))
        assert heard is not None, question.id
        assert heard.wish == "unsure" or heard.option is not None


@pytest.mark.parametrize("tree", trees())
def test_trees_can_be_drawn(tree: GuidanceTree) -> None:
    mermaid = as_mermaid(tree, {})
    assert mermaid.count("-->") == sum(len(question.options) for question in tree.questions)
    picture = as_svg(tree, {})
    assert picture.count("<rect") == len(tree.questions) + 1
    options = [option for question in tree.questions for option in question.options]
    assert all(code in picture for option in options for code in option.procedures)
