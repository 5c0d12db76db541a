"""Cutting the squashed table of ways to file into rows and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.portal.real_tables import papers_of_table, ways_of_table
from bot.catalogue.portal.shapes import Paper, Papers, Table, Way
from bot.catalogue.portal.ways_table import read_ways
from bot.catalogue.portal.words import PortalWords

from .writing import NOTHING, WAYS_HEAD, ways

CUT = [
    pytest.param(
        [("Trực tiếp", "5 Ngày làm việc", "Miễn phí", "")],
        [("in_person", "5 Ngày làm việc", "Miễn phí", "", "")],
        id="one row",
    ),
    pytest.param(
        [
            ("Trực tiếp", "3 Ngày", "20,000 VNĐ", "(mỗi thẻ)Nộp tại xã."),
            ("Bưu chính", "2 Giờ", NOTHING, "Gửi thư."),
        ],
        [
            ("in_person", "3 Ngày", "20,000 VNĐ(mỗi thẻ)", "Nộp tại xã.", ""),
            ("post", "2 Giờ", NOTHING, "Gửi thư.", ""),
        ],
        id="remark and description",
    ),
    pytest.param(
        [("Trực tuyến", "4 Ngày", "Miễn phí", "Trực tuyến hoặc Trực tiếp, qua Bưu chính.")],
        [("online", "4 Ngày", "Miễn phí", "Trực tuyến hoặc Trực tiếp, qua Bưu chính.", "")],
        id="the names of ways inside a description",
    ),
    pytest.param(
        [("Trực tiếp", "6 Ngày", "90,000 Việt Nam Đồng", "((a) một; (b) hai)Xong")],
        [("in_person", "6 Ngày", "90,000 Việt Nam Đồng((a) một; (b) hai)", "Xong", "")],
        id="brackets in brackets",
    ),
    pytest.param(
        [("Trực tiếp", NOTHING, NOTHING, "")],
        [("in_person", NOTHING, NOTHING, "", "")],
        id="nothing is known",
    ),
    pytest.param(
        [("Trực tiếp", "", "120,000 VNĐ", "")],
        [("in_person", "", "", "", "120,000 VNĐ")],
        id="a time and a fee that cannot be parted",
    ),
    pytest.param(
        [("Trực tuyến", "1", "Miễn phí", "")],
        [("online", "1", "Miễn phí", "", "")],
        id="a time without a unit",
    ),
    pytest.param(
        [("Trực tiếp", "7 Tháng", "10 USD", "")],
        [("in_person", "7 Tháng", "10 USD", "", "")],
        id="months and dollars",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), CUT)
def test_rows_are_cut(
    rows: list[tuple[str, ...]], expected: list[tuple[str, ...]], words: PortalWords
) -> None:
    found = read_ways(ways(*rows), words)
    assert found is not None
    assert [(w.channel, w.time, w.fee, w.about, w.glued) for w in found] == expected


def test_a_bracket_that_never_closes_hides_the_description(words: PortalWords) -> None:
    found = read_ways(ways(("Trực tiếp", "3 Ngày", "50,000 VNĐ", "(mỗi thẻ. Trong 9 ngày")), words)
    assert found is not None
    assert "9 ngày" in found[0].about


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không phải bảng",
        WAYS_HEAD,
        f"{WAYS_HEAD}Bồ câu5 NgàyMiễn phí",
        f"{WAYS_HEAD}Trực tiếpXin chờ một thời gian rất lâu cho tới khi xong việc",
        f"{WAYS_HEAD}Trực tiếp5 NgàyMiễn phíTrực tuyếnXin Trực tiếpMiễn phí",
        f"{WAYS_HEAD}Trực tiếp5 NgàyMiễn phíTrực tuyếnGọi điện cho cơ quan để biết thêm",
    ],
)
def test_other_texts_are_no_table(text: str, words: PortalWords) -> None:
    assert read_ways(text, words) is None


CHANNELS = st.sampled_from(["Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"])
TIMES = st.sampled_from(["5 Ngày làm việc", "12 Ngày", "3 Giờ", "2 Tháng", NOTHING])
FEES = st.sampled_from(["Miễn phí", NOTHING, "15,000 Việt Nam Đồng", "1,200,000 VNĐ(mỗi thẻ)"])
ABOUTS = st.text(alphabet="ăâbcdđ ,.;\n", max_size=30)


@given(rows=st.lists(st.tuples(CHANNELS, TIMES, FEES, ABOUTS), min_size=1, max_size=6))
def test_whatever_is_written_is_read_again(
    words: PortalWords, rows: list[tuple[str, str, str, str]]
) -> None:
    found = read_ways(ways(*rows), words)
    assert found is not None
    assert [(w.channel, w.time, w.fee, w.about) for w in found] == [
        (words.channels[way], time, fee, about.strip()) for way, time, fee, about in rows
    ]


class TestRealTables:
    def test_ways(self, words: PortalWords) -> None:
        table = Table(heading="", rows=(("Trực tiếp", "5 Ngày", "Miễn phí", "Nộp\ntại xã"),))
        assert ways_of_table([table], words) == [
            Way(channel="in_person", time="5 Ngày", fee="Miễn phí", about="Nộp\ntại xã")
        ]

    @pytest.mark.parametrize(
        ("cell", "counts"),
        [
            ("Bản chính: 1\nBản sao: 0", (1, 0)),
            ("Bản chính: 0\nBản sao: 2", (0, 2)),
            ("1 bản chính", (1, 0)),
            ("1 bản chính, 3 bản sao", (1, 3)),
            ("2 bản sao", (0, 2)),
        ],
    )
    def test_counts_of_papers(self, cell: str, counts: tuple[int, int], words: PortalWords) -> None:
        table = Table(heading="", rows=(("Tờ khai", "", cell),))
        row = Paper(name="Tờ khai", form="", originals=counts[0], copies=counts[1])
        assert papers_of_table([table], words) == [Papers(heading="", rows=(row,))]

    @pytest.mark.parametrize("cell", ["", "một bản", "1 bản chính hoặc 1 bản sao", "bản chính"])
    def test_a_count_that_is_not_understood_leaves_the_table_whole(
        self, cell: str, words: PortalWords
    ) -> None:
        rows = (("Ảnh", "", "1 bản chính"), ("Tờ khai", "", cell))
        assert papers_of_table([Table(heading="", rows=rows)], words) is None
