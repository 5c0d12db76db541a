"""Names, agencies, levels, and who may file."""

from __future__ import annotations

import pytest

from bot.catalogue.portal.names import official_name, short_name
from bot.catalogue.portal.words import PortalWords

from .writing import NOTHING, imported


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Thủ tục cấp thẻ nuôi chim", "Cấp thẻ nuôi chim"),
        ("Thủ tục hành chính: cấp thẻ nuôi chim", "Cấp thẻ nuôi chim"),
        ("Cấp thẻ nuôi chim (cấp tỉnh)", "Cấp thẻ nuôi chim"),
        ("Cấp thẻ nuôi chim (thực hiện tại cấp xã) (Bộ Chim)", "Cấp thẻ nuôi chim"),
        ("Cấp thẻ nuôi chim (chim quý)", "Cấp thẻ nuôi chim (chim quý)"),
        ("Thủ tục đối với chim nhập khẩu", "Thủ tục đối với chim nhập khẩu"),
        ("Thủ tục hải quan cho chim", "Thủ tục hải quan cho chim"),
        ("Thủ tục A (cấp xã)", "Thủ tục A (cấp xã)"),
    ],
)
def test_short_names(name: str, short: str, words: PortalWords) -> None:
    assert short_name(name, words) == short


def test_the_official_name_is_on_one_line() -> None:
    assert official_name(" “Cấp thẻ\n nuôi  chim”. ") == "Cấp thẻ\nnuôi chim".replace("\n", " ")


class TestAgency:
    def test_the_office_that_decides_where_none_carries_it_out(self) -> None:
        entry = imported(co_quan_thuc_hien=NOTHING, co_quan_co_tham_quyen="Sở Chim")
        assert entry.procedure.agency == "Sở Chim"

    def test_no_agency_is_a_doubt(self) -> None:
        entry = imported(co_quan_thuc_hien=NOTHING)
        assert entry.procedure.agency == "cơ quan tiếp nhận hồ sơ"
        assert "no agency is named" in entry.doubts

    def test_the_province_that_filled_the_form_in_is_left_out(self) -> None:
        entry = imported(co_quan_thuc_hien="Sở Chim Thành phố Hà Nội", cap_thuc_hien="Cấp tỉnh")
        assert entry.procedure.agency == "Sở Chim"
        assert "the agency is that of Hà Nội" in entry.doubts

    def test_the_own_province_stays(self) -> None:
        entry = imported(co_quan_thuc_hien="Sở Chim thành phố Cần Thơ", cap_thuc_hien="Cấp tỉnh")
        assert entry.procedure.agency == "Sở Chim thành phố Cần Thơ"


class TestLevels:
    @pytest.mark.parametrize(
        ("said", "levels"),
        [
            ("Cấp xã", ["commune"]),
            ("Cấp Tỉnh, Cấp xã", ["province", "commune"]),
            ("Cấp huyện, Cấp xã", ["commune"]),
            ("Cấp huyện", []),
            ("Cấp trời", []),
            ("", []),
        ],
    )
    def test_levels(self, said: str, levels: list[str]) -> None:
        assert imported(cap_thuc_hien=said).procedure.levels == levels

    def test_a_level_that_the_agency_contradicts_is_unknown(self) -> None:
        entry = imported(cap_thuc_hien="Cấp xã", co_quan_thuc_hien="Sở Chim cấp tỉnh")
        assert entry.procedure.levels == []
        assert entry.doubts


class TestWhoMayFile:
    def test_the_portals_kinds_of_people(self) -> None:
        said = "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)"
        assert [
            fact.text for fact in imported(doi_tuong_thuc_hien=said).procedure.who_can_file
        ] == [
            "Công dân Việt Nam",
            "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        ]

    def test_other_words_stay_as_they_are(self) -> None:
        entry = imported(doi_tuong_thuc_hien="Người nuôi chim")
        assert [fact.text for fact in entry.procedure.who_can_file] == ["Người nuôi chim"]
