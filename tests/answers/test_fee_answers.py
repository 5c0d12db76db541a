from __future__ import annotations

from datetime import date

import pytest

from bot.catalogue.collection import Rule
from bot.catalogue.model import Case, Fee, FeeTier, Pitfall, Place
from tests.answers.entries import TODAY, Build, procedure, source, told


def fee_text(build: Build, *fees: Fee, day: date = TODAY, rules: tuple[Rule, ...] = (), **facts):
    entry = procedure(fee=list(fees), **facts)
    return build(entry, rules=rules).answer(entry.code, "ask_fee", day=day)


def rule(**changes) -> Rule:
    facts = {
        "id": "half",
        "title": "Giảm một nửa",
        "order": 10,
        "effect": "factor",
        "facet": "fee",
        "factor": 0.5,
        "procedures": ["1.000001"],
        "valid_to": date(2026, 12, 31),
        "text": "Đang giảm 50% đến hết 31/12/2026.",
        "sources": [source("tt", "L", "TT thử")],
    }
    return Rule(**(facts | changes))


def test_the_first_line_is_the_amount_and_the_last_one_the_source(answers_about: Build) -> None:
    reply = fee_text(answers_about, Fee(amount_vnd=8000, per="bản"))
    assert reply.text.splitlines() == [
        "**Đăng ký thử**: **8.000đ**/bản.",
        "Nguồn: Cổng thử · tổng hợp 23/11/2026",
    ]


def test_in_time_is_free_and_late_is_said_to_be_unknown(answers_about: Build) -> None:
    reply = fee_text(
        answers_about,
        Fee(case="in-time", amount_vnd=0),
        Fee(case="late", amount_vnd=None, set_by="council"),
        cases=[Case(id="in-time", when="đúng hạn"), Case(id="late", when="trễ hạn")],
    )
    first, second, third, *_ = reply.text.splitlines()
    assert first == "**Đăng ký thử** – đúng hạn: **miễn phí**."
    assert "Trễ hạn: lệ phí do Hội đồng nhân dân (HĐND) thành phố quy định" in second
    assert "chưa có con số chính thức" in second
    assert third == "Anh/chị hỏi UBND xã, phường trước khi nộp."


def test_a_halved_amount_names_the_base_and_the_rule_with_its_end(answers_about: Build) -> None:
    text = fee_text(answers_about, Fee(amount_vnd=50000), rules=(rule(),)).text
    assert "**25.000đ** (mức gốc 50.000đ)" in text
    assert "Đang giảm 50% đến hết 31/12/2026." in text
    assert "Nguồn: Cổng thử; TT thử" in text


def test_after_the_end_of_the_rule_the_amount_is_the_base(answers_about: Build) -> None:
    text = fee_text(
        answers_about, Fee(amount_vnd=50000), rules=(rule(),), day=date(2027, 1, 2)
    ).text
    assert "**50.000đ**" in text
    assert "giảm" not in text


def test_the_online_waiver_is_a_condition_and_no_promise(answers_about: Build) -> None:
    waiver = rule(
        id="online",
        effect="waive",
        channel="online",
        conditions=["tài khoản mức 2", "5 giấy tờ"],
        text="Nộp trực tuyến được miễn.",
        caveat="Danh sách chưa chốt.",
    )
    text = fee_text(answers_about, Fee(amount_vnd=8000), rules=(waiver,)).text
    assert text.startswith("**Đăng ký thử**: **8.000đ**.")
    assert "được miễn – chỉ khi có đủ: tài khoản mức 2, 5 giấy tờ." in text
    assert "⚠ Danh sách chưa chốt." in text


def test_tiers_and_cap_are_told_with_the_first_amount(answers_about: Build) -> None:
    text = fee_text(
        answers_about,
        Fee(
            amount_vnd=2000,
            per="trang",
            tiers=[FeeTier(from_unit=3, amount_vnd=1000)],
            cap_vnd=200000,
        ),
    ).text
    assert "**2.000đ**/trang, từ trang thứ 3: 1.000đ, tối đa 200.000đ." in text


def test_exemptions_are_listed(answers_about: Build) -> None:
    text = fee_text(
        answers_about, Fee(amount_vnd=None, set_by="council", exemptions=["hộ nghèo", "người già"])
    ).text
    assert "Được miễn: hộ nghèo, người già." in text


def test_no_row_at_all_is_unknown_and_says_whom_to_ask(answers_about: Build) -> None:
    reply = fee_text(answers_about, where=[Place(place="Bộ phận Một cửa")])
    assert reply.text.splitlines() == [
        "**Đăng ký thử**: tôi **chưa rõ** lệ phí của thủ tục này.",
        "Anh/chị hỏi UBND xã, phường trước khi nộp.",
    ]


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2027, 3, 1)])
def test_a_row_outside_its_dates_is_not_told(answers_about: Build, day: date) -> None:
    row = Fee(amount_vnd=9000, valid_from=date(2026, 7, 1), valid_to=date(2027, 2, 28))
    assert "chưa rõ" in fee_text(answers_about, row, day=day).text


def test_an_unverified_row_is_never_told(answers_about: Build) -> None:
    text = fee_text(answers_about, Fee(amount_vnd=15000, certainty="M")).text
    assert "15.000" not in text
    assert "chưa rõ" in text


def test_a_secondary_source_is_told_with_a_caveat_above_the_source(answers_about: Build) -> None:
    lines = fee_text(answers_about, Fee(amount_vnd=0, certainty="S")).text.splitlines()
    assert lines[-2] == "⚠ Theo nguồn phụ, chưa đối chiếu văn bản gốc."
    assert lines[-1].startswith("Nguồn:")


def test_a_caveat_of_the_row_stands_instead(answers_about: Build) -> None:
    row = Fee(amount_vnd=0, certainty="S", caveat="Cổng còn ghi số cũ.")
    text = fee_text(answers_about, row).text
    assert "⚠ Cổng còn ghi số cũ." in text
    assert "nguồn phụ" not in text


def test_a_share_is_told_as_a_percentage(answers_about: Build) -> None:
    row = Fee(amount_vnd=None, percent=0.5, per="giá nhà")
    reply = told(answers_about, "ask_fee", fee=[row])
    assert reply.text.startswith("**Đăng ký thử**: **0,5%** giá nhà.")


def test_who_asks_how_much_a_benefit_is_is_not_told_of_a_fee(answers_about: Build) -> None:
    facts = {"results": ["Tiền trợ cấp"], "pitfalls": [Pitfall(text="540.", facets=["result"])]}
    reply = told(answers_about, "ask_fee", "tien gia bao nhieu", **facts)
    assert reply.text.startswith("**Đăng ký thử**: 540.")
    assert "chưa rõ" in told(answers_about, "ask_fee", "le phi bao nhieu", **facts).text
