"""What may be wrong with articles, and with questions that lead on to something."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.check import check_files
from bot.catalogue.loader import read_directory

from .examples import CLARIFICATIONS_FILE, Change

FILE = "articles/accounts.yml"
ARTICLES = """\
- id: password
  title: Quên mật khẩu
  phrases: [quên mật khẩu]
  intents: [ask_account]
  lines:
    - text: Đến Công an phường
  procedures: ["1.000656"]
  see_also: [level]
  last_reviewed: 2026-11-23
  sources:
    - {id: portal, label: P, title: Cổng, collected: 2026-07-31}
    - {id: press, label: S, title: Báo, collected: 2026-11-23}
- id: level
  title: Mức 2
  phrases: [mức 2]
  lines:
    - text: Đến trực tiếp
  last_reviewed: 2026-11-23
  sources:
    - {id: portal, label: P, title: Cổng, collected: 2026-07-31}
"""


@pytest.fixture
def with_articles(catalogue_dir: Path) -> Path:
    (catalogue_dir / "articles").mkdir()
    (catalogue_dir / FILE).write_text(ARTICLES, encoding="utf-8")
    return catalogue_dir


def problems_of(directory: Path) -> list[str]:
    return [str(problem) for problem in check_files(read_directory(directory))]


def test_good_articles_have_no_problems(with_articles: Path) -> None:
    assert problems_of(with_articles) == []
    articles = read_directory(with_articles).catalogue().articles
    assert [each.id for each in articles] == ["level", "password"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('["1.000656"]', '["9.999999"]', ":7: [0].procedures[0]: 9.999999 is not in the catalogue"),
        ("[level]", "[nothing]", ":8: [0].see_also[0]: there is no other article nothing"),
        ("[level]", "[password]", ":8: [0].see_also[0]: there is no other article password"),
        (
            "[mức 2]",
            "[QUEN  MAT KHAU]",
            ":15: [1].phrases[0]: “quen mat khau” also leads to the article password "
            f"(catalogue_data/{FILE})",
        ),
        (
            "[mức 2]",
            "[]",
            ":15: [1].phrases: needs a phrase or an intent, else nobody",
        ),
        ("[mức 2]", "[…]", ":15: [1].phrases[0]: is empty, so every message would hold it"),
        ("id: level", "id: password", ":13: [1].id: password stands already in"),
        (
            "Đến trực tiếp",
            "Đến [P]",
            ":17: [1].lines[0].text: the label [P] is left in the text",
        ),
        (
            "- text: Đến Công an phường",
            "- {text: Đến, source: press}",
            ":6: [0].lines[0]: a fact from a secondary source (S, source press) needs a caveat",
        ),
    ],
)
def test_a_wrong_article_is_named_with_file_line_and_key(
    with_articles: Path, change: Change, old: str, new: str, expected: str
) -> None:
    change(FILE, old, new)
    told = problems_of(with_articles)
    assert any(each.startswith(f"catalogue_data/{FILE}{expected}") for each in told), told


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("article: nothing", "article: there is no article nothing"),
        ("clarification: nothing", "clarification: there is no question nothing"),
        ("clarification: giay-to", "clarification: asks the same question again"),
        (
            'code: "1.000656", article: level',
            "leads to one thing: a code, a clarification or an article",
        ),
    ],
)
def test_a_choice_must_lead_to_one_thing_that_is_there(
    with_articles: Path, change: Change, option: str, expected: str
) -> None:
    change(CLARIFICATIONS_FILE, "{label: Khác}", f"{{label: Khác, {option}}}")
    assert any(each.endswith(expected) for each in problems_of(with_articles))


def test_a_choice_may_lead_to_an_article(with_articles: Path, change: Change) -> None:
    change(CLARIFICATIONS_FILE, "{label: Khác}", "{label: Khác, article: level}")
    assert problems_of(with_articles) == []
