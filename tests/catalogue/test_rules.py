"""Which facts hold on a day, at both sides of every border."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.collection import Rule
from bot.catalogue.model import Fee, FeeTier, Procedure, ProcessingTime, Source
from bot.catalogue.rules import fees_on, notes_on, rows_on, rules_for, times_on

SOURCE = Source(id="law", label="L", title="TT", collected=date(2026, 11, 23))
DAY = date(2026, 11, 23)
BASE = Procedure(
    code="1.014063",
    name="Thủ tục đổi thẻ căn cước",
    short_name="Đổi thẻ căn cước",
    aliases=[],
    area="can-cuoc",
    levels=["commune"],
    agency="Công an",
    fee=[Fee(amount_vnd=70000)],
    last_reviewed=DAY,
    sources=[SOURCE],
)
HALF = Rule(
    id="half",
    title="TT 64/2025/TT-BTC",
    order=10,
    effect="factor",
    factor=0.5,
    facet="fee",
    areas=["can-cuoc"],
    text="Giảm 50%.",
    valid_from=date(2025, 7, 1),
    valid_to=date(2026, 12, 31),
    sources=[SOURCE],
)
ONLINE_FREE = Rule(
    id="online-free",
    title="TT 117/2026/TT-BTC",
    order=20,
    effect="waive",
    facet="fee",
    channel="online",
    procedures=["1.014063"],
    conditions=["định danh mức 2"],
    text="Nộp trực tuyến đủ điều kiện thì miễn.",
    valid_from=date(2026, 8, 15),
    valid_to=date(2027, 2, 28),
    sources=[SOURCE],
)
COUNCIL = Rule(
    id="council",
    title="HĐND",
    order=5,
    effect="note",
    facet="fee",
    set_by="council",
    text="Mức này do HĐND thành phố quyết.",
    sources=[SOURCE],
)


@pytest.mark.parametrize(
    ("day", "amount", "applied", "conditional"),
    [
        pytest.param(date(2025, 6, 30), 70000, [], [], id="the day before the half"),
        pytest.param(date(2025, 7, 1), 35000, ["half"], [], id="first day of the half"),
        pytest.param(date(2026, 8, 14), 35000, ["half"], [], id="the day before the waiver"),
        pytest.param(
            date(2026, 8, 15), 35000, ["half"], ["online-free"], id="first day of the waiver"
        ),
        pytest.param(
            date(2026, 12, 31), 35000, ["half"], ["online-free"], id="last day of the half"
        ),
        pytest.param(date(2027, 1, 1), 70000, [], ["online-free"], id="the day after the half"),
        pytest.param(date(2027, 2, 28), 70000, [], ["online-free"], id="last day of the waiver"),
        pytest.param(date(2027, 3, 1), 70000, [], [], id="the day after the waiver"),
    ],
)
def test_a_rule_changes_the_amount_on_its_days_only(
    day: date, amount: int, applied: list[str], conditional: list[str]
) -> None:
    [fee] = fees_on(BASE, [ONLINE_FREE, HALF], day)
    assert fee.amount_vnd == amount
    assert fee.row.amount_vnd == 70000
    assert [rule.id for rule in fee.rules] == applied
    assert [rule.id for rule in fee.conditional] == conditional


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        pytest.param(date(2025, 12, 31), [], id="the day before"),
        pytest.param(date(2026, 1, 1), [115], id="first day"),
        pytest.param(date(2026, 6, 30), [115], id="last day"),
        pytest.param(date(2026, 7, 1), [], id="the day after"),
    ],
)
def test_an_expired_or_future_fee_never_comes_out(day: date, amounts: list[int]) -> None:
    row = Fee(amount_vnd=115, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
    assert [fee.amount_vnd for fee in fees_on(replace(BASE, fee=[row]), [], day)] == amounts


@pytest.mark.parametrize(
    ("day", "longest"),
    [
        pytest.param(date(2026, 6, 30), 7, id="the day before"),
        pytest.param(date(2026, 7, 1), 5, id="first day"),
        pytest.param(date(2026, 7, 2), 5, id="the day after"),
    ],
)
def test_the_time_is_the_one_of_the_day(day: date, longest: float) -> None:
    old = ProcessingTime(max=7, unit="working_day", valid_to=date(2026, 6, 30))
    new = ProcessingTime(max=5, unit="working_day", valid_from=date(2026, 7, 1))
    [time] = times_on(replace(BASE, processing_time=[old, new]), day)
    assert time.max == longest


def test_a_conditional_waiver_is_never_applied_silently() -> None:
    [fee] = fees_on(BASE, [HALF, ONLINE_FREE], DAY, "online")
    assert (fee.amount_vnd, fee.conditional) == (35000, (ONLINE_FREE,))
    assert fee.amount_if(ONLINE_FREE) == 0


def test_a_rule_without_conditions_for_the_asked_channel_is_applied() -> None:
    [fee] = fees_on(BASE, [replace(ONLINE_FREE, conditions=[])], DAY, "online")
    assert (fee.amount_vnd, fee.rules, fee.conditional) == (
        0,
        (replace(ONLINE_FREE, conditions=[]),),
        (),
    )


def test_a_rule_for_another_channel_is_left_out() -> None:
    [fee] = fees_on(BASE, [ONLINE_FREE], DAY, "in_person")
    assert (fee.amount_vnd, fee.rules, fee.conditional) == (70000, (), ())


def test_rules_apply_in_their_order_whatever_order_they_stand_in() -> None:
    quarter = replace(HALF, id="quarter", order=1, factor=0.25)
    [fee] = fees_on(BASE, [HALF, quarter], DAY)
    assert (fee.amount_vnd, [rule.id for rule in fee.rules]) == (8750, ["quarter", "half"])


def test_tiers_and_caps_change_with_the_amount() -> None:
    row = Fee(amount_vnd=2000, tiers=[FeeTier(from_unit=3, amount_vnd=1000)], cap_vnd=200000)
    [fee] = fees_on(replace(BASE, fee=[row]), [HALF], DAY)
    assert (fee.amount_vnd, fee.cap_vnd) == (1000, 100000)
    assert fee.tiers == (FeeTier(from_unit=3, amount_vnd=500),)


def test_a_waived_fee_has_no_tiers_and_nothing_more_to_save() -> None:
    row = Fee(amount_vnd=2000, tiers=[FeeTier(from_unit=3, amount_vnd=1000)])
    waive = replace(HALF, effect="waive", factor=None)
    [fee] = fees_on(replace(BASE, fee=[row]), [waive, ONLINE_FREE], DAY)
    assert (fee.amount_vnd, fee.tiers, fee.conditional) == (0, (), ())


@pytest.mark.parametrize(
    ("amount", "factor", "expected"),
    [(8001, 0.5, 4001), (1005, 0.9, 905), (70000, 0.7, 49000), (3, 0.1, 0)],
)
def test_amounts_are_rounded_to_whole_dong_as_on_paper(
    amount: int, factor: float, expected: int
) -> None:
    procedure = replace(BASE, fee=[Fee(amount_vnd=amount)])
    [fee] = fees_on(procedure, [replace(HALF, factor=factor)], DAY)
    assert fee.amount_vnd == expected


def test_an_unknown_amount_stays_unknown_when_halved() -> None:
    [fee] = fees_on(replace(BASE, fee=[Fee(amount_vnd=None, set_by="council")]), [HALF], DAY)
    assert (fee.amount_vnd, fee.rules) == (None, (HALF,))


def test_a_free_row_names_no_rule() -> None:
    [fee] = fees_on(replace(BASE, fee=[Fee(amount_vnd=0)]), [HALF, ONLINE_FREE], DAY)
    assert (fee.amount_vnd, fee.rules, fee.conditional) == (0, (), ())


def test_a_rule_for_cases_leaves_other_rows_alone() -> None:
    rows = [Fee(amount_vnd=10, case="lost"), Fee(amount_vnd=20)]
    fees = fees_on(replace(BASE, fee=rows), [replace(HALF, cases=["lost"])], DAY)
    assert [fee.amount_vnd for fee in fees] == [5, 20]


@pytest.mark.parametrize(
    ("channel", "amounts"),
    [
        pytest.param(None, [70, 50], id="no channel asked: all rows"),
        pytest.param("online", [50], id="the row for the channel is nearer"),
        pytest.param("post", [70], id="the general row is for every other channel"),
    ],
)
def test_a_row_for_the_asked_channel_beats_the_general_one(
    channel: str | None, amounts: list[int]
) -> None:
    rows = [Fee(amount_vnd=70), Fee(amount_vnd=50, channel="online")]
    fees = fees_on(replace(BASE, fee=rows), [], DAY, channel)  # type: ignore[arg-type]
    assert [fee.amount_vnd for fee in fees] == amounts


def test_a_general_row_of_another_case_stays_beside_the_channels_row() -> None:
    rows = [Fee(amount_vnd=70, case="lost"), Fee(amount_vnd=50, channel="online")]
    fees = fees_on(replace(BASE, fee=rows), [], DAY, "online")
    assert [fee.amount_vnd for fee in fees] == [70, 50]


def test_a_rule_concerns_its_procedures_its_areas_or_everyone() -> None:
    elsewhere = replace(BASE, code="1.001193", area="ho-tich")
    everyone = replace(HALF, id="all", order=1, areas=[])
    rules = [HALF, ONLINE_FREE, everyone]
    assert [rule.id for rule in rules_for(elsewhere, rules, DAY, "fee")] == ["all"]
    assert [rule.id for rule in rules_for(BASE, rules, DAY, "fee")] == [
        "all",
        "half",
        "online-free",
    ]


def test_a_note_on_who_decides_comes_only_with_an_unknown_fee_of_that_body() -> None:
    unknown = replace(BASE, fee=[Fee(amount_vnd=None, set_by="council")])
    other = replace(BASE, fee=[Fee(amount_vnd=None, set_by="ministry")])
    assert notes_on("fee", unknown, [COUNCIL, HALF], DAY) == [COUNCIL]
    assert notes_on("fee", other, [COUNCIL], DAY) == []
    assert notes_on("fee", BASE, [COUNCIL], DAY) == []


def test_notes_on_other_facets_are_dated_and_for_their_channel() -> None:
    note = replace(HALF, effect="note", factor=None, facet="where", channel="online")
    assert notes_on("where", BASE, [note], DAY) == [note]
    assert notes_on("where", BASE, [note], DAY, "post") == []
    assert notes_on("documents", BASE, [note], DAY) == []
    assert notes_on("where", BASE, [note], date(2027, 1, 1)) == []


def test_no_valid_row_is_an_empty_list() -> None:
    assert rows_on([Fee(amount_vnd=1, valid_to=date(2026, 11, 22))], DAY) == []
    assert fees_on(replace(BASE, fee=[]), [HALF], DAY) == []
    assert times_on(BASE, DAY) == []
