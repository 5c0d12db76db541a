"""Records whose text is another procedure's are kept out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalogue.portal.identity import likeness, other_procedure, syllables
from bot.catalogue.portal.record import parse_record
from bot.catalogue.portal.shapes import Refusal
from bot.catalogue.portal.words import PortalWords

from .writing import DAY, raw, refused

OF_PIGEONS = (
    "Người nuôi chim bồ câu đưa thư nộp tờ khai cho Ủy ban nhân dân. Cán bộ xem chuồng chim bồ "
    "câu, đếm số chim, ghi số vòng chân của từng con chim bồ câu rồi lập biên bản. "
) * 4
OF_MELONS = (
    "Người trồng dưa hấu nộp đơn xin giống, ghi rõ diện tích ruộng và vụ gieo. Trạm giống xem "
    "ruộng, phát hạt dưa hấu và hướng dẫn cách ươm hạt, tưới nước, bón phân. "
) * 4


def test_a_text_about_something_else_is_kept_out() -> None:
    assert "does not speak of its name" in refused(trinh_tu_thuc_hien=OF_MELONS).reason


def test_its_own_text_stays(words: PortalWords) -> None:
    assert other_procedure(raw(trinh_tu_thuc_hien=OF_PIGEONS), words) is None


def test_a_short_text_says_too_little_to_be_judged(words: PortalWords) -> None:
    assert other_procedure(raw(trinh_tu_thuc_hien="Người trồng dưa hấu nộp đơn."), words) is None


def test_steps_that_are_those_of_another_procedure_of_the_file(words: PortalWords) -> None:
    other = "Phát hạt dưa hấu và hướng dẫn cách ươm hạt"
    name = "Cấp chuồng cho bồ câu đưa thư trong thành phố, ghi rõ diện tích ruộng"
    record = raw(ten_thu_tuc=name, trinh_tu_thuc_hien=OF_MELONS)
    assert other_procedure(record, words) is None
    reason = other_procedure(replace(record, same_steps=(other,)), words)
    assert reason is not None
    assert other in reason


def test_twins_of_two_levels_share_their_steps(words: PortalWords) -> None:
    record = raw(trinh_tu_thuc_hien=OF_PIGEONS)
    twin = record.text("ten_thu_tuc").replace("cấp xã", "cấp tỉnh")
    assert other_procedure(replace(record, same_steps=(twin,)), words) is None


def test_a_page_that_several_codes_claim() -> None:
    refusal = parse_record(replace(raw(), same_page=("1.999002",)), DAY)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "test.jsonl:1: its page is also given for 1.999002"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"file": "pages/1.999055.html"}, "it was collected as 1.999055"),
        ({"detail_url": "page?id=7", "formality_id": "8"}, "not the one of its id"),
        ({"so_quyet_dinh": "9/QĐ-UBND"}, "published by a province"),
        ({"so_quyet_dinh": "9/QĐ-HĐND"}, "published by a province"),
        ({"so_quyet_dinh": "Demo"}, "it is a trial"),
        ({"so_quyet_dinh": "9/QĐ-BCA"}, "but published by bo-cong-an"),
    ],
)
def test_signs_outside_the_text(changes: dict[str, str], reason: str) -> None:
    assert reason in refused(**changes).reason


def test_a_decision_of_the_own_province_is_welcome(words: PortalWords) -> None:
    record = raw(so_quyet_dinh="9/QĐ-UBND", co_quan_thuc_hien="Ủy ban nhân dân thành phố Cần Thơ")
    assert other_procedure(record, words) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ma_thu_tuc": ""}, "no code"),
        ({"ma_thu_tuc": "1.99900"}, "1.99900"),
        ({"ma_thu_tuc": "G10-1.999001"}, "G10-1.999001"),
        ({"ten_thu_tuc": ""}, "no name"),
        ({"ten_thu_tuc": "Không có thông tin"}, "no name"),
    ],
)
def test_records_without_a_code_or_a_name(changes: dict[str, str], reason: str) -> None:
    refusal = refused(**changes)
    assert reason in refusal.reason
    assert refusal.reason.startswith("test.jsonl:1: ")


def test_likeness_counts_telling_pairs_only(words: PortalWords) -> None:
    body = syllables("nuôi chim bồ câu")
    assert likeness("Nuôi chim", body, words) == 1.0
    assert likeness("Nuôi chim trắng", body, words) == 0.5
    assert likeness("Trồng dưa hấu", body, words) == 0.0
    assert likeness("Thủ tục", body, words) == 1.0  # says nothing, contradicts nothing
