"""Which papers a procedure needs, as the citizen reads it."""

from __future__ import annotations

from bot.catalogue.model import (
    Case,
    Document,
)
from tests.answers.entries import PAPERS, Build, told


def test_papers_are_one_a_line_the_must_haves_first(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_documents",
        documents=PAPERS,
        cases=[Case(id="lost", when="mất giấy")],
    ).text
    assert text.splitlines()[:4] == [
        "**Đăng ký thử** – giấy tờ cần có:",
        "– Giấy chứng sinh",
        "– Giấy ủy quyền (nếu nộp thay)",
        "– Cam đoan (nếu mất giấy)",
    ]


def test_a_known_case_hides_the_papers_of_the_others(answers_about: Build) -> None:
    cases = [Case(id="lost", when="mất giấy"), Case(id="late", when="trễ")]
    papers = [*PAPERS, Document(name="Giải trình", kind="original", case="late")]
    text = told(answers_about, "ask_documents", case="lost", documents=papers, cases=cases).text
    assert "– Cam đoan\n" in text
    assert "Giải trình" not in text


def test_a_case_that_the_entry_does_not_have_is_ignored(answers_about: Build) -> None:
    text = told(answers_about, "ask_documents", case="bác Ba", documents=PAPERS).text
    assert "Giấy chứng sinh" in text


def test_what_does_not_fit_a_phone_goes_behind_more(answers_about: Build) -> None:
    papers = [Document(name=f"Giấy số {n} có tên khá là dài", kind="original") for n in range(12)]
    reply = told(answers_about, "ask_documents", documents=papers)
    assert len(reply.text.splitlines()) == 7
    assert "Giấy số 11" not in reply.text
    assert reply.more is not None
    assert "Giấy số 11" in reply.more


def test_a_remark_and_a_condition_share_one_pair_of_brackets(answers_about: Build) -> None:
    paper = Document(name="Sổ (bản gốc)", kind="original", condition="nếu còn")
    assert "– Sổ (bản gốc; nếu còn)" in told(answers_about, "ask_documents", documents=[paper]).text


def test_a_case_and_a_condition_hold_together(answers_about: Build) -> None:
    paper = Document(name="Biên bản", kind="original", case="group", condition="nếu hộ do nhóm lập")
    cases = [Case(id="usual", when="thường"), Case(id="group", when="đổi tên")]
    reply = told(answers_about, "ask_documents", documents=[paper], cases=cases)
    assert "– Biên bản (nếu đổi tên, và hộ do nhóm lập)" in reply.text
