"""Filing by post: said in the entry's own words, never concluded from a result by post."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Document, Online, Place
from tests.answers.entries import Build, told

POST = "ask_post_filing"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param(
            {"where": [Place(place="Gửi bưu điện về Công an", note="Chứng thực chữ ký")]},
            "Chứng thực chữ ký.",
            id="place",
        ),
        pytest.param(
            {
                "documents": [
                    Document(name="Giấy A", kind="copy", condition="nếu gửi qua bưu chính")
                ]
            },
            "Giấy A",
            id="paper",
        ),
        pytest.param({"steps": ["Nộp tại phường, hoặc qua bưu điện"]}, "Nộp tại phường", id="step"),
    ],
)
def test_an_entry_that_speaks_of_filing_by_post_says_yes(
    answers_about: Build, facts: dict, words: str
) -> None:
    text = told(answers_about, POST, **facts).text
    assert text.startswith("**Đăng ký thử**: **gửi hồ sơ qua bưu điện được**.")
    assert words in text


def test_a_result_by_post_is_no_filing_by_post(answers_about: Build) -> None:
    text = told(
        answers_about,
        POST,
        steps=["Nhận bằng tại nơi nộp hoặc qua bưu điện"],
        online=Online(level="full", url="https://dichvucong.gov.vn"),
    ).text
    assert "gửi hồ sơ qua bưu điện thì tôi **chưa rõ**" in text
    assert "Nhận bằng tại nơi nộp hoặc qua bưu điện." in text
    assert "Cũng nộp được trên mạng" in text
