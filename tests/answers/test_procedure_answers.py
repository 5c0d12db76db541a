"""What all answers about one procedure share, and the small facets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.facets import FACET_OF_INTENT
from bot.catalogue.model import (
    Fact,
    Fee,
    LegalBasis,
    Online,
    Penalty,
    Pitfall,
    Place,
    ProcessingTime,
)
from tests.answers.entries import PAPERS, TODAY, Build, procedure, told


@pytest.mark.parametrize("intent", FACET_OF_INTENT)
def test_an_empty_facet_is_unknown_and_names_whom_to_ask(answers_about: Build, intent: str) -> None:
    text = told(answers_about, intent).text
    assert "chưa rõ" in text
    assert "Anh/chị hỏi UBND xã, phường" in text


def test_a_caveat_goes_with_the_line_that_needs_it(answers_about: Build) -> None:
    facts = [Fact(text=f"Điều {n} " + "dài " * 30) for n in range(3)]
    facts.append(Fact(text="Điều cuối", caveat="Chưa chắc."))
    reply = told(answers_about, "ask_conditions", conditions=facts)
    assert "Chưa chắc" not in reply.text
    assert reply.more is not None
    assert "⚠ Chưa chắc." in reply.more


def test_a_caveat_that_another_one_contains_is_not_said_twice(answers_about: Build) -> None:
    facts = [
        Fact(text="Một", caveat="Theo nguồn phụ."),
        Fact(text="Hai", caveat="Theo nguồn phụ; hỏi xã."),
    ]
    text = told(answers_about, "ask_conditions", conditions=facts).text
    assert [line for line in text.splitlines() if "⚠" in line] == ["⚠ Theo nguồn phụ; hỏi xã."]


def test_an_outdated_belief_is_corrected_in_the_first_line(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_where",
        message="len so tu phap lam ha",
        where=[Place(place="Công an phường")],
        pitfalls=[Pitfall(text="Nay Công an cấp.", triggers=["sở tư pháp"])],
    ).text
    assert text.splitlines()[:2] == ["**Đăng ký thử**: Nay Công an cấp.", "Công an phường."]


def test_a_trigger_is_heard_as_whole_words_only(answers_about: Build) -> None:
    pitfall = Pitfall(text="Sai.", triggers=["shk"])
    text = told(answers_about, "ask_where", message="ashkan", pitfalls=[pitfall]).text
    assert "Sai." not in text


def test_an_unverified_pitfall_is_not_said(answers_about: Build) -> None:
    pitfall = Pitfall(text="Nghe nói.", facets=["where"], certainty="M")
    text = told(answers_about, "ask_where", where=[Place(place="Xã")], pitfalls=[pitfall]).text
    assert "Nghe nói" not in text


def test_reviewed_is_said_only_when_an_officer_signed(answers_about: Build) -> None:
    facts = {"results": ["Giấy khai sinh"]}
    assert "tổng hợp 23/11/2026" in told(answers_about, "ask_result", **facts).text
    signed = told(answers_about, "ask_result", reviewer="Nguyễn Văn A", **facts).text
    assert "rà soát 23/11/2026" in signed


def test_a_guessed_procedure_is_named_on_a_line_of_its_own(answers_about: Build) -> None:
    entry = procedure(results=["Giấy"])
    reply = answers_about(entry).answer(entry.code, "ask_result", day=TODAY, unsure=True)
    assert reply.text.splitlines()[0] == "Về **Đăng ký thử**:"


def test_buttons_offer_what_was_not_told_and_never_more_than_four(answers_about: Build) -> None:
    reply = told(
        answers_about,
        "ask_fee",
        fee=[Fee(amount_vnd=0)],
        documents=PAPERS,
        where=[Place(place="Xã")],
        steps=["Nộp"],
        processing_time=[ProcessingTime(max=1, unit="day")],
    )
    payloads = [button.payload for button in reply.buttons]
    assert len(payloads) == 4
    assert payloads[0] == "ask_documents?procedure=1.000001"
    assert "ask_fee?procedure=1.000001" not in payloads
    assert payloads[-1] == "talk_to_human"


def test_law_that_is_no_longer_in_force_is_not_told(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_legal_basis",
        legal_basis=[
            LegalBasis(number="1/2026", title="Mới", effective_from=date(2026, 1, 1)),
            LegalBasis(number="2/2015", effective_to=date(2025, 12, 31)),
        ],
    ).text
    assert "1/2026: Mới; hiệu lực 01/01/2026" in text
    assert "2/2015" not in text


def test_online_filing_tells_level_and_address(answers_about: Build) -> None:
    online = Online(level="full", url="https://dichvucong.gov.vn")
    text = told(answers_about, "ask_online_filing", online=online).text
    assert "nộp trên mạng được trọn gói" in text
    assert "https://dichvucong.gov.vn" in text


def test_fines_are_told_as_a_range(answers_about: Build) -> None:
    fine = Penalty(when="nộp trễ", min_vnd=500000, max_vnd=1000000)
    text = told(answers_about, "ask_penalty", penalties=[fine]).text
    assert "Nộp trễ: phạt 500.000đ–1.000.000đ." in text


def test_the_overview_tells_papers_place_time_and_fee(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_overview",
        documents=PAPERS,
        where=[Place(place="Bộ phận Một cửa")],
        processing_time=[ProcessingTime(max=3, unit="working_day")],
        fee=[Fee(amount_vnd=0)],
    ).text
    for words in (
        "Giấy tờ chính: giấy chứng sinh.",
        "Nộp ở: Bộ phận Một cửa.",
        "Thời gian: **3 ngày làm việc**.",
        "Phí: **miễn phí**.",
    ):
        assert words in text


def test_a_replaced_procedure_is_answered_by_the_new_one(answers_about: Build) -> None:
    old = procedure(replaced_by="1.000002")
    new = replace(procedure(results=["Giấy mới"]), code="1.000002", short_name="Mới")
    text = answers_about(old, new).answer("1.000001", "ask_result", day=TODAY).text
    assert text.startswith("**Mới**")


def test_many_long_results_are_a_list(answers_about: Build) -> None:
    results = ["Quyết định " + "rất dài " * 8, "Giấy chứng nhận " + "rất dài " * 8]
    lines = told(answers_about, "ask_result", results=results).text.splitlines()
    assert lines[0] == "**Đăng ký thử** – anh/chị nhận được:"
    assert [line.split()[0] for line in lines[1:3]] == ["–", "–"]
