"""Answers that leave out what does not concern the person, or was told before."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.procedure import Question
from bot.catalogue.model import Case, Document, Fact, Fee, Part, Place, ProcessingTime
from tests.answers.entries import TODAY, Build, procedure, told


def test_what_was_told_before_is_not_offered_again(answers_about: Build) -> None:
    entry = procedure(
        documents=[Document(name="Tờ khai", kind="form")],
        fee=[Fee(amount_vnd=0)],
        where=[Place(place="UBND xã")],
    )
    reply = answers_about(entry).answer(
        entry.code, "ask_where", day=TODAY, told=frozenset({"documents"})
    )
    assert [button.title for button in reply.buttons] == ["Lệ phí", "Gặp người hỗ trợ"]


def test_the_overview_names_no_paper_that_only_some_need(answers_about: Build) -> None:
    papers = [
        Document(name="Phiếu đề nghị", kind="form", condition="nộp trên mạng thì điền mẫu điện tử"),
        Document(name="Thẻ cũ", kind="original", condition="nếu còn"),
    ]
    text = told(answers_about, "ask_overview", documents=papers).text
    assert "phiếu đề nghị" in text
    assert "thẻ cũ" not in text.lower()


def test_the_place_of_a_part_names_who_settles_it(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_where",
        case="a",
        where=[Place(place="Bộ phận Một cửa")],
        parts=[Part(id="a", name="Mai táng", agency="Sở Nội vụ")],
    ).text
    assert "Mai táng: nơi giải quyết là Sở Nội vụ." in text


def test_a_sentence_that_names_its_case_is_not_given_it_twice(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_conditions",
        cases=[Case(id="old", when="từ đủ 75 tuổi")],
        conditions=[Fact(text="Từ đủ 75 tuổi, không có lương hưu", case="old")],
    ).text
    assert text.count("75 tuổi") == 1


def test_a_comparison_tells_how_long_and_how_much(answers_about: Build) -> None:
    first = procedure(processing_time=[ProcessingTime(max=3, unit="working_day")])
    second = replace(first, code="1.000002", short_name="Thủ tục hai", fee=[Fee(amount_vnd=0)])
    text = answers_about(first, second).compare(["1.000001", "1.000002"], day=TODAY).text
    assert text.count("Thời gian: **3 ngày làm việc**.") == 2
    assert "Phí: **miễn phí**." in text


def test_several_asks_about_one_procedure_name_it_once(answers_about: Build) -> None:
    entry = procedure(fee=[Fee(amount_vnd=0)], where=[Place(place="UBND xã")])
    questions = [Question(entry.code, "ask_where"), Question(entry.code, "ask_fee")]
    text = answers_about(entry).answer_all(questions, day=TODAY).text
    assert text.splitlines()[:3] == [
        "**Đăng ký thử**",
        "**1. Nơi nộp**: UBND xã.",
        "**2. Lệ phí**: **miễn phí**.",
    ]


def test_a_comparison_with_one_name_asks_for_the_other(answers_about: Build) -> None:
    text = answers_about(procedure()).compare(["1.000001"], day=TODAY).text
    assert text.startswith("**Đăng ký thử**: để có")
    assert "So với thủ tục nào?" in text


def test_a_single_guess_is_asked_for_by_its_name(answers_about: Build) -> None:
    reply = answers_about(procedure()).choose_among(["1.000001"], "ask_fee", day=TODAY)
    assert reply.text == "Có phải anh/chị hỏi về **Đăng ký thử**?"
