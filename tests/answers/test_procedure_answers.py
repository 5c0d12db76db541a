from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.answers.facets import FACET_OF_INTENT
from bot.answers.procedure import (
    ClarificationUnknown,
    ProcedureAnswers,
    ProcedureUnknown,
    Question,
)
from bot.catalogue.collection import Clarification, ClarificationOption
from bot.catalogue.model import (
    Case,
    Document,
    Fact,
    Fee,
    LegalBasis,
    Online,
    Part,
    Penalty,
    Pitfall,
    Place,
    ProcessingTime,
)
from tests.answers.entries import procedure, source

TODAY = date(2026, 11, 23)
Build = Callable[..., ProcedureAnswers]


def told(build: Build, intent: str, message: str = "", case: str | None = None, **facts):
    entry = procedure(**facts)
    return build(entry).answer(entry.code, intent, day=TODAY, message_folded=message, case=case)


@pytest.mark.parametrize("intent", FACET_OF_INTENT)
def test_an_empty_facet_is_unknown_and_names_whom_to_ask(answers_about: Build, intent: str) -> None:
    text = told(answers_about, intent).text
    assert "chưa rõ" in text
    assert "Anh/chị hỏi UBND xã, phường" in text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(ProcessingTime(max=3, unit="working_day"), "**3 ngày làm việc**", id="max"),
        pytest.param(ProcessingTime(min=4, max=18, unit="day"), "**4–18 ngày**", id="range"),
        pytest.param(
            ProcessingTime(max=0.5, unit="working_day"), "**nửa ngày làm việc**", id="half"
        ),
        pytest.param(ProcessingTime(min=0, max=1, unit="same_day"), "**trong ngày**", id="today"),
        pytest.param(ProcessingTime(max=24, unit="hour"), "**24 giờ**", id="hours"),
        pytest.param(ProcessingTime(min=2, unit="day"), "**từ 2 ngày**", id="at-least"),
    ],
)
def test_times_are_told_in_their_own_unit(
    answers_about: Build, row: ProcessingTime, words: str
) -> None:
    text = told(answers_about, "ask_processing_time", processing_time=[row]).text
    assert text.startswith(f"**Đăng ký thử**: {words}.")


def test_a_time_tells_its_start_and_the_cutoff(answers_about: Build) -> None:
    row = ProcessingTime(max=1, unit="day", starts_from="khi hồ sơ đủ", cutoff="15:00")
    text = told(answers_about, "ask_processing_time", processing_time=[row]).text
    assert "Tính từ khi hồ sơ đủ." in text
    assert "Nhận sau 15 giờ thì tính từ ngày làm việc kế tiếp." in text


def test_a_lien_thong_group_is_told_part_by_part(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_processing_time",
        parts=[Part(id="a", name="Khai sinh"), Part(id="b", name="Thường trú")],
        processing_time=[
            ProcessingTime(part="a", max=24, unit="hour"),
            ProcessingTime(part="b", max=2, unit="working_day"),
        ],
    ).text
    assert "Khai sinh: **24 giờ**." in text
    assert "Thường trú: **2 ngày làm việc**." in text


def test_one_part_of_a_group_is_told_with_who_is_responsible(answers_about: Build) -> None:
    text = told(
        answers_about,
        "ask_processing_time",
        case="b",
        parts=[Part(id="a", name="Khai tử"), Part(id="b", name="Mai táng", agency="cơ quan BHXH")],
        processing_time=[
            ProcessingTime(part="a", max=24, unit="hour"),
            ProcessingTime(part="b", max=8, unit="working_day"),
        ],
    ).text
    assert "Mai táng: **8 ngày làm việc**." in text
    assert "Nơi giải quyết: cơ quan BHXH." in text
    assert "Khai tử" not in text


def test_one_time_for_all_ways_of_filing_is_told_without_listing_them(
    answers_about: Build,
) -> None:
    rows = [
        ProcessingTime(channel=channel, max=7, unit="working_day")
        for channel in ("in_person", "online")
    ]
    text = told(answers_about, "ask_processing_time", processing_time=rows).text
    assert "**Đăng ký thử**: **7 ngày làm việc**." in text


PAPERS = [
    Document(name="Giấy ủy quyền", kind="original", condition="nếu nộp thay"),
    Document(name="Giấy chứng sinh", kind="original"),
    Document(name="Cam đoan", kind="original", case="lost"),
]


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


def test_a_caveat_goes_with_the_line_that_needs_it(answers_about: Build) -> None:
    facts = [Fact(text=f"Điều {n} " + "dài " * 30) for n in range(3)]
    facts.append(Fact(text="Điều cuối", caveat="Chưa chắc."))
    reply = told(answers_about, "ask_conditions", conditions=facts)
    assert "Chưa chắc" not in reply.text
    assert reply.more is not None
    assert "⚠ Chưa chắc." in reply.more


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
    assert "1/2026: Mới (01/01/2026)" in text
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


def test_two_asks_are_answered_in_order_with_one_source_line(answers_about: Build) -> None:
    first = procedure(documents=PAPERS)
    second = procedure(
        code="1.000002",
        short_name="Mai táng",
        where=[Place(place="Bộ phận Một cửa")],
        sources=[source("x", "L", "NĐ thử")],
    )
    reply = answers_about(first, second).answer_all(
        [Question("1.000001", "ask_documents"), Question("1.000002", "ask_where")], day=TODAY
    )
    lines = reply.text.splitlines()
    assert lines[0].startswith("**1. Đăng ký thử**: giấy tờ cần có: Giấy chứng sinh; ")
    assert lines[1] == "**2. Mai táng**: Bộ phận Một cửa."
    assert lines[-1] == "Nguồn: Cổng thử; NĐ thử · tổng hợp 23/11/2026"
    assert sum(line.startswith("Nguồn") for line in lines) == 1


def test_a_comparison_tells_what_each_is_for(answers_about: Build) -> None:
    first = procedure(results=["Giấy A"])
    second = procedure(code="1.000002", short_name="Thử hai", results=["Giấy B"])
    reply = answers_about(first, second).compare(["1.000001", "1.000002"], day=TODAY)
    assert "**Đăng ký thử**: để có giấy A (UBND xã, phường)." in reply.text
    assert "**Thử hai**: để có giấy B" in reply.text
    assert [button.payload for button in reply.buttons] == [
        "ask_overview?procedure=1.000001",
        "ask_overview?procedure=1.000002",
    ]


def test_a_question_back_keeps_the_facet_in_its_buttons(answers_about: Build) -> None:
    vague = Clarification(
        id="xac-nhan",
        phrases=["giấy xác nhận"],
        question="Xác nhận gì?",
        options=[
            ClarificationOption(label="Độc thân", code="1.000001"),
            ClarificationOption(label="Khác"),
        ],
    )
    reply = answers_about(procedure(), clarifications=(vague,)).clarify("xac-nhan", "ask_fee")
    assert reply.text == "Xác nhận gì?"
    assert [button.payload for button in reply.buttons] == [
        "ask_fee?procedure=1.000001",
        "choose_option?facet_case=not_held",
    ]


def test_near_equal_procedures_are_offered_at_most_four(answers_about: Build) -> None:
    entries = [procedure(code=f"1.00000{n}") for n in range(6)]
    codes = [entry.code for entry in entries]
    reply = answers_about(*entries).choose_among(codes, "ask_fee")
    assert len(reply.buttons) == 4


def test_neighbours_whose_names_are_heard_are_offered_first(answers_about: Build) -> None:
    change = procedure(code="1.000001", short_name="Đổi bằng lái", related=["1.000002"])
    again = procedure(code="1.000002", short_name="Cấp lại bằng lái")
    card = procedure(code="1.000003", short_name="Cấp lại căn cước")
    reply = answers_about(change, again, card).choose_among(
        ["1.000003"], "ask_fee", beside="1.000001", message="the cap lai?"
    )
    assert [button.title for button in reply.buttons] == ["Cấp lại bằng lái", "Cấp lại căn cước"]


def test_with_nothing_to_offer_it_is_asked_what_the_person_wants_to_know(
    answers_about: Build,
) -> None:
    reply = answers_about(procedure()).choose_among([], "ask_fee", beside="1.000001")
    assert "muốn biết gì nữa về **Đăng ký thử**" in reply.text


def test_a_replaced_procedure_is_answered_by_the_new_one(answers_about: Build) -> None:
    old = procedure(replaced_by="1.000002")
    new = replace(procedure(results=["Giấy mới"]), code="1.000002", short_name="Mới")
    text = answers_about(old, new).answer("1.000001", "ask_result", day=TODAY).text
    assert text.startswith("**Mới**")


def test_a_code_or_question_that_was_withdrawn_is_an_error(answers_about: Build) -> None:
    with pytest.raises(ProcedureUnknown):
        answers_about().answer("9.999999", "ask_fee", day=TODAY)
    with pytest.raises(ClarificationUnknown):
        answers_about().clarify("nothing", "ask_fee")
