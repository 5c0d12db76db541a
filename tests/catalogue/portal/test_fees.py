"""Fees: the portal's "free" is mostly nobody's word, and a number needs words that agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.portal.money import amounts_in, number_of
from bot.catalogue.portal.words import PortalWords

from .writing import NOTHING, every_way, imported, ways

TIME = "5 Ngày"
FIELDS = ("channel", "amount_vnd", "per", "set_by", "valid_from", "valid_to", "note")


def told(table: str, **changes: str) -> list[dict[str, Any]]:
    """Return what the rows of fees say, and nothing that is left open."""
    fees = imported(cach_thuc_thuc_hien=table, **changes).procedure.fee
    return [
        {key: value for key in FIELDS if (value := getattr(fee, key)) is not None} for fee in fees
    ]


def fee(cell: str, about: str = "", **changes: str) -> list[dict[str, Any]]:
    """Return what is said where every way of filing has this cell."""
    return told(every_way(TIME, cell, about), **changes)


class TestUnknown:
    @pytest.mark.parametrize(
        ("cell", "about"),
        [
            ("Miễn phí", ""),
            (NOTHING, ""),
            ("0 VNĐ", ""),
            ("Miễn phí(Chưa quy định)", ""),
            ("Miễn phí(Không quy định)", ""),
            ("Miễn phí(Theo quy định của pháp luật)", ""),
            ("Miễn phí(Phí cấp thẻ: 20.000 đồng)", ""),
            ("20 VNĐ(20.000 đồng)", ""),
            ("20,000 VNĐ(Giảm một nửa cho hộ nghèo)", ""),
            ("20,000 VNĐ(Bằng 50% mức thu)", ""),
            ("20,000 VNĐ(30.000 đồng/thẻ)", ""),
            ("20,000 VNĐ(15.000.0000 đồng)", ""),
            ("20,000 VNĐ(mỗi thẻ", ""),
            ("20,000 VNĐ", "Phí cấp thẻ là 25.000 đồng."),
            ("20,000 VNĐ", "Giảm 50% phí khi nộp trên mạng."),
            ("20,000 VNĐ(Từ ngày 01/9/2026 là mức khác)", "Giảm phí từ năm sau."),
        ],
    )
    def test_no_amount_is_stated(self, cell: str, about: str) -> None:
        entry = imported(cach_thuc_thuc_hien=every_way(TIME, cell, about))
        assert not any(fee.is_known for fee in entry.procedure.fee)
        if cell != NOTHING:
            assert "fee" in entry.unparsed

    @pytest.mark.parametrize(
        "remark",
        [
            "Do Hội đồng nhân dân tỉnh quyết định",
            "theo NQ của HĐND thành phố",
            "Theo quy định của địa phương",
            "theo Nghị quyết số 5 của tỉnh",
            "Do HĐND quyết định; nộp trên mạng: 10.000 đồng",
        ],
    )
    @pytest.mark.parametrize("amount", ["Miễn phí", "0 VNĐ", "20,000 Việt Nam Đồng", NOTHING])
    def test_what_the_council_sets_is_never_a_number(self, amount: str, remark: str) -> None:
        assert fee(f"{amount}({remark})") == [{"set_by": "council"}]

    def test_the_council_in_the_description(self) -> None:
        assert fee("Miễn phí", "Lệ phí do Hội đồng nhân dân tỉnh quyết định.") == [
            {"set_by": "council"}
        ]

    def test_a_resolution_of_the_government_is_no_council(self) -> None:
        assert fee("Miễn phí(Nghị quyết của Chính phủ)") == []

    def test_what_a_circular_sets_without_a_number(self) -> None:
        assert fee("Miễn phí(Theo Thông tư của Bộ Tài chính)") == [{"set_by": "ministry"}]

    def test_laws_that_leave_it_to_the_council(self) -> None:
        laws = "Tên văn bản pháp lýMã văn bảnThông tư về phí của địa phương85/2019/TT-BTC"
        assert fee("20,000 VNĐ", can_cu_phap_ly=laws) == []
        assert fee("Miễn phí(Không có)", can_cu_phap_ly=laws) == []

    def test_dollars_are_no_dong(self) -> None:
        (row,) = fee("10 USD(mỗi thẻ)")
        assert set(row) == {"note"}
        assert "USD" in row["note"]

    def test_a_share_is_no_amount(self) -> None:
        (row,) = fee("Phí : 2 %(giá trị chim)")
        assert row == {"note": "Phí : 2 %(giá trị chim)"}

    def test_a_number_that_time_and_fee_share(self) -> None:
        assert fee("") == []
        assert told(ways(("Trực tiếp", "", "120,000 VNĐ", ""))) == []

    def test_prices_that_nothing_tells_apart(self) -> None:
        table = ways(("Trực tiếp", TIME, "20,000 VNĐ", ""), ("Trực tiếp", TIME, "30,000 VNĐ", ""))
        assert told(table) == []

    def test_a_bare_amount_whose_words_stand_in_another_row(self) -> None:
        table = ways(
            ("Trực tiếp", TIME, "20,000 VNĐ", "(10.000 đồng cho tới hết năm)"),
            ("Bưu chính", TIME, "20,000 VNĐ", ""),
        )
        assert told(table) == []


class TestNoFee:
    @pytest.mark.parametrize(
        "remark",
        [
            "Không",
            "Không có",
            "Không thu phí",
            "Miễn lệ phí",
            "không thu phí, lệ phí.",
            "Lệ phí: Không",
        ],
    )
    def test_words_that_say_so_from_end_to_end(self, remark: str) -> None:
        assert fee(f"Miễn phí({remark})") == [{"amount_vnd": 0}]

    def test_a_description_that_says_so(self) -> None:
        assert fee("Miễn phí", "Nộp tại xã. Không thu lệ phí.") == [{"amount_vnd": 0}]

    def test_a_description_that_also_says_something_else(self) -> None:
        assert fee("Miễn phí", "Không thu lệ phí. Phí khác thu theo bảng giá.") == []

    def test_the_source_of_it_is_named(self) -> None:
        (row,) = imported(cach_thuc_thuc_hien=every_way(TIME, "Miễn phí(Không)")).procedure.fee
        assert row.source == "cong"

    @pytest.mark.parametrize(
        "changes",
        [
            {"trinh_tu_thuc_hien": "Người nuôi chim nộp phí tại quầy rồi nhận thẻ."},
            {"thanh_phan_ho_so": "--Tên giấy tờMẫu đơn, tờ khaiSố lượngBiên lai1 bản chính"},
        ],
    )
    def test_a_record_that_speaks_of_paying_contradicts_it(self, changes: dict[str, str]) -> None:
        entry = imported(cach_thuc_thuc_hien=every_way(TIME, "Miễn phí(Không)"), **changes)
        assert entry.procedure.fee == []
        assert "“no fee”, but the record speaks of paying" in entry.doubts

    def test_a_row_that_says_otherwise_contradicts_it(self) -> None:
        table = ways(
            ("Trực tiếp", TIME, "Miễn phí", "(Không)"),
            ("Trực tuyến", TIME, "Miễn phí", "(Do HĐND tỉnh quyết định)"),
        )
        assert all("amount_vnd" not in row for row in told(table))


class TestAmounts:
    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ("20,000 VNĐ", {"amount_vnd": 20_000}),
            ("20.000 Đồng", {"amount_vnd": 20_000}),
            ("1,250,000 Việt Nam Đồng", {"amount_vnd": 1_250_000}),
            ("20,000 VNĐ(20.000 đồng/thẻ.)", {"amount_vnd": 20_000, "per": "thẻ"}),
            ("20,000 VNĐ(/thẻ)", {"amount_vnd": 20_000, "per": "thẻ"}),
            ("20,000 VNĐ(đồng/lần)", {"amount_vnd": 20_000, "per": "lần"}),
            ("2,000,000 VNĐ(02 triệu đồng/thẻ)", {"amount_vnd": 2_000_000, "per": "thẻ"}),
            ("20,000 VNĐ(Cấp mới)", {"amount_vnd": 20_000, "note": "Cấp mới"}),
            ("20,000 VNĐ(Phí, lệ phí)", {"amount_vnd": 20_000}),
            ("20,000 VNĐ(Thông tư số 5/2020/TT-BTC)", {"amount_vnd": 20_000}),
        ],
    )
    def test_an_amount_and_its_words(self, cell: str, expected: dict[str, Any]) -> None:
        assert fee(cell) == [expected]

    def test_several_amounts_that_each_name_their_case(self) -> None:
        cell = "20,000 VNĐ(Cấp mới: 20.000 đồng; Cấp lại: 5.000 đồng/thẻ)"
        entry = imported(cach_thuc_thuc_hien=every_way(TIME, cell))
        cases = {case.id: case.when for case in entry.procedure.cases}
        fees = [(cases[fee.case or ""], fee.amount_vnd, fee.per) for fee in entry.procedure.fee]
        assert fees == [("Cấp mới", 20_000, None), ("Cấp lại", 5_000, "thẻ")]

    def test_labelled_lines_of_one_cell_are_rows_of_their_own(self) -> None:
        cell = "Phí : 20,000 Đồng(thẩm định)Lệ phí : 5,000 Đồng(cấp thẻ)"
        entry = imported(cach_thuc_thuc_hien=every_way(TIME, cell))
        cases = {case.id: case.when for case in entry.procedure.cases}
        fees = [(cases[fee.case or ""], fee.amount_vnd) for fee in entry.procedure.fee]
        assert fees == [("thẩm định", 20_000), ("cấp thẻ", 5_000)]

    def test_ways_of_filing_that_differ_and_say_so(self) -> None:
        table = ways(
            ("Trực tiếp", TIME, "20,000 VNĐ", "(nộp trực tiếp: 20.000 đồng)"),
            ("Trực tuyến", TIME, "10,000 VNĐ", "(nộp trực tuyến: 10.000 đồng)"),
        )
        rows = [(row["channel"], row["amount_vnd"]) for row in told(table)]
        assert rows == [("in_person", 20_000), ("online", 10_000)]

    def test_one_row_that_tells_the_price_of_every_way(self) -> None:
        remark = "20.000 đồng đối với nộp trực tiếp; 10.000 đồng đối với nộp trực tuyến"
        entry = imported(cach_thuc_thuc_hien=ways(("Trực tiếp", TIME, "20,000 VNĐ", f"({remark})")))
        cases = {case.id: case.when for case in entry.procedure.cases}
        assert [
            (each.channel, cases[each.case or ""], each.amount_vnd) for each in entry.procedure.fee
        ] == [
            (None, "đối với nộp trực tiếp", 20_000),
            (None, "đối với nộp trực tuyến", 10_000),
        ]

    def test_a_row_without_a_price_stays_open_for_its_way(self) -> None:
        table = ways(("Trực tiếp", TIME, "20,000 VNĐ", ""), ("Trực tuyến", TIME, NOTHING, ""))
        assert told(table) == [
            {"channel": "in_person", "amount_vnd": 20_000},
            {"channel": "online"},
        ]


class TestDatedRates:
    RATE = "áp dụng mức phí 10.000 đồng/thẻ kể từ ngày 01/7/2026 đến hết ngày 31/12/2026"

    def test_a_lower_rate_between_two_days(self) -> None:
        assert fee(f"20,000 VNĐ({self.RATE})") == [
            {
                "amount_vnd": 10_000,
                "valid_from": date(2026, 7, 1),
                "valid_to": date(2026, 12, 31),
            },
            {"amount_vnd": 20_000, "valid_from": date(2027, 1, 1)},
        ]

    def test_an_exemption_that_is_over_is_left_out(self) -> None:
        assert fee("20,000 VNĐ(Miễn phí từ ngày 01/3/2026 đến 30/6/2026)") == [
            {"amount_vnd": 20_000}
        ]

    def test_a_rate_without_an_end_is_not_understood(self) -> None:
        assert fee("20,000 VNĐ(áp dụng mức phí 10.000 đồng kể từ ngày 01/7/2026)") == []

    def test_days_that_no_calendar_has_are_not_understood(self) -> None:
        assert fee("20,000 VNĐ(Miễn phí từ ngày 31/02/2026 đến 30/6/2026)") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.025.000", 1_025_000),
        ("1,025,000", 1_025_000),
        ("500", 500),
        ("1.025,000", None),
        ("15.000.0000", None),
        ("10.5", None),
        ("", None),
        ("٣٠", None),
    ],
)
def test_numbers(text: str, number: int | None) -> None:
    assert number_of(text) == number


@given(st.integers(1_000, 10**12), st.sampled_from(".,"), st.sampled_from(["đồng", "VNĐ", "Đồng"]))
def test_amounts_are_read_back(
    words: PortalWords, amount: int, separator: str, currency: str
) -> None:
    text = f"là {amount:,} {currency}".replace(",", separator)
    assert [each.value for each in amounts_in(text, words)] == [amount]
