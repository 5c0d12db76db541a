"""Articles: which one is heard, what of it is told on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.answers.articles import ArticleAnswers
from bot.answers.phrases import Phrases
from bot.catalogue.collection import Article, ArticleLine, Catalogue
from tests.answers.entries import TODAY, PublishedCatalogue, procedure, source

Answers = Callable[..., ArticleAnswers]


def article(**changes: Any) -> Article:
    facts: dict[str, Any] = {
        "id": "password",
        "title": "Quên mật khẩu",
        "phrases": ["quên mật khẩu"],
        "lines": [ArticleLine(text="đến Công an phường")],
        "last_reviewed": TODAY,
        "sources": [source()],
    }
    return Article(**(facts | changes))


@pytest.fixture
def answers(phrases: Phrases) -> Answers:
    def build(*articles: Article) -> ArticleAnswers:
        catalogue = Catalogue(procedures=(procedure(),), articles=articles)
        return ArticleAnswers(PublishedCatalogue(catalogue), phrases)

    return build


@pytest.mark.parametrize(
    "text", ["quên mật khẩu rồi", "quen mat khau roi", "Tui QUÊN  mật khẩu, sao giờ?"]
)
def test_a_phrase_is_heard_however_it_is_typed(answers: Answers, text: str) -> None:
    heard = answers(article()).heard(text)
    assert heard is not None
    assert heard.id == "password"


@pytest.mark.parametrize("text", ["", "quên mật", "mật khẩu quên"])
def test_half_a_phrase_is_not_heard(answers: Answers, text: str) -> None:
    assert answers(article()).heard(text) is None


def test_words_may_stand_where_the_dots_are(answers: Answers) -> None:
    told = answers(article(phrases=["sáp nhập … căn cước"]))
    assert told.heard("sáp nhập rồi có phải đổi căn cước không")
    assert told.heard("sáp nhập rồi tui không biết có phải đi đổi thẻ căn cước") is None


def test_the_longest_phrase_decides(answers: Answers) -> None:
    general = article(id="general", phrases=["mật khẩu"])
    heard = answers(general, article()).heard("quên mật khẩu")
    assert heard is not None
    assert heard.id == "password"


def test_an_intent_finds_the_article_that_stands_ready(answers: Answers) -> None:
    told = answers(article(intents=["ask_account"]))
    assert told.of_intent("ask_account") is not None
    assert told.of_intent("ask_contact") is None


def test_lines_then_numbered_steps_then_sources(answers: Answers) -> None:
    steps = [ArticleLine(text="mang thẻ"), ArticleLine(text="đến nơi")]
    one = article(steps=steps)
    reply = answers(one).tell(one, TODAY)
    assert reply.text.splitlines() == [
        "Đến Công an phường.",
        "1. Mang thẻ.",
        "2. Đến nơi.",
        "Nguồn: Cổng thử · tổng hợp 23/11/2026",
    ]


def test_only_what_holds_on_the_day_is_told(answers: Answers) -> None:
    lines = [
        ArticleLine(text="còn", valid_to=date(2026, 12, 31)),
        ArticleLine(text="hết", valid_from=date(2027, 1, 1)),
    ]
    one = article(lines=lines)
    assert answers(one).tell(one, date(2026, 12, 31)).text.startswith("Còn.")
    assert answers(one).tell(one, date(2027, 1, 1)).text.startswith("Hết.")


def test_an_article_without_a_line_for_the_day_says_so(answers: Answers) -> None:
    one = article(lines=[ArticleLine(text="cũ", valid_to=date(2026, 1, 1))])
    assert "đã hết hiệu lực" in answers(one).tell(one, TODAY).text


def test_a_secondary_line_is_told_with_its_caveat(answers: Answers) -> None:
    one = article(lines=[ArticleLine(text="nghe nói", caveat="theo báo")])
    assert "⚠ Theo báo." in answers(one).tell(one, TODAY).text


def test_the_buttons_lead_to_procedures_articles_and_a_person(answers: Answers) -> None:
    other = article(id="other", title="Khác", phrases=["khác"])
    one = article(procedures=["1.000001", "9.999999"], see_also=["other", "gone"])
    reply = answers(one, other).tell(one, TODAY)
    assert [(each.title, each.payload) for each in reply.buttons] == [
        ("Đăng ký thử", "ask_overview?procedure=1.000001"),
        ("Khác", "choose_option?article=other"),
        ("Gặp người hỗ trợ", "talk_to_human"),
    ]
