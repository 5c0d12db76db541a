"""The dated rules of the reviewed catalogue, on the days around each border."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.answers.phrases import Phrases
from bot.answers.procedure import ProcedureAnswers
from bot.catalogue.collection import Catalogue, Rule
from bot.catalogue.loader import load_catalogue
from bot.catalogue.rules import fees_on, notes_on
from bot.settings import PROJECT_DIR
from tests.answers.entries import PublishedCatalogue

CATALOGUE: Catalogue = load_catalogue(PROJECT_DIR / "catalogue_data")
ENTRIES = {entry.code: entry for entry in CATALOGUE.procedures}
ONE_DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
CAMPAIGN = (date(2026, 8, 15), date(2027, 2, 28))


@pytest.fixture(scope="module")
def answers(phrases: Phrases) -> ProcedureAnswers:
    return ProcedureAnswers(PublishedCatalogue(CATALOGUE), phrases)


def concerned(rule: Rule) -> list[str]:
    """Return the codes of the entries that a rule is about."""
    everywhere = not rule.procedures and not rule.areas
    return [
        code
        for code, entry in ENTRIES.items()
        if everywhere or code in rule.procedures or entry.area in rule.areas
    ]


def is_used(rule: Rule, code: str, day: date) -> bool:
    """Tell whether an answer about the entry on a day would name the rule."""
    entry, channel = ENTRIES[code], rule.channel
    if rule.effect in ("factor", "waive"):
        fees = fees_on(entry, CATALOGUE.rules, day, channel)
        return any(rule in (*fee.rules, *fee.conditional) for fee in fees)
    assert rule.facet is not None
    return rule in notes_on(rule.facet, entry, CATALOGUE.rules, day, channel)


DATED = [
    pytest.param(rule, code, border, id=f"{rule.id} {code} {border}")
    for rule in CATALOGUE.rules
    if rule.effect != "correct"
    for code in concerned(rule)[:6]
    for border in (rule.valid_from, rule.valid_to)
    if border is not None
]


@pytest.mark.parametrize(("rule", "code", "border"), DATED)
def test_a_rule_holds_on_its_border_days_and_not_beyond(
    rule: Rule, code: str, border: date
) -> None:
    inside = ONE_DAY if border == rule.valid_from else -ONE_DAY
    on_the_day = is_used(rule, code, border)
    if not on_the_day and rule.facet == "fee":
        # a rule for unknown or paid fees says nothing of an entry without such a row that day
        pytest.skip("no row of this entry that the rule is about")
    assert on_the_day
    assert is_used(rule, code, border + inside)
    assert not is_used(rule, code, border - inside)


def first_amount(answers: ProcedureAnswers, code: str, day: date) -> str:
    return answers.answer(code, "ask_fee", day=day).text.splitlines()[0]


@pytest.mark.parametrize(
    ("code", "full", "half"),
    [("1.014063", "50.000đ", "25.000đ"), ("1.001456", "200.000đ", "100.000đ")],
)
@pytest.mark.parametrize(
    ("day", "halved"),
    [(date(2026, 12, 30), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_the_half_ends_with_the_year(
    answers: ProcedureAnswers, code: str, full: str, half: str, day: date, halved: bool
) -> None:
    told = answers.answer(code, "ask_fee", day=day)
    said = f"{told.text}\n{told.more or ''}"
    assert (half in said) == halved
    assert f"**{full}**" in said or (halved and f"mức gốc {full}" in said)
    assert ("giảm 50%" in said) == halved


@pytest.mark.parametrize("code", ["1.004222", "3.000333", "2.000635", "3.000347", "1.014064"])
@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (CAMPAIGN[0] - ONE_DAY, False),
        (CAMPAIGN[0], True),
        (CAMPAIGN[0] + ONE_DAY, True),
        (CAMPAIGN[1] - ONE_DAY, True),
        (CAMPAIGN[1], True),
        (CAMPAIGN[1] + ONE_DAY, False),
    ],
)
def test_the_campaign_is_a_condition_and_never_the_amount(
    answers: ProcedureAnswers, code: str, day: date, runs: bool
) -> None:
    told = answers.answer(code, "ask_fee", day=day)
    said = f"{told.text}\n{told.more or ''}"
    assert ("TT 117/2026" in said) == runs
    if runs:
        assert "chỉ khi có đủ: định danh mức 2" in said
    assert "miễn phí" not in first_amount(answers, code, day)


@pytest.mark.parametrize("code", [c for c, e in ENTRIES.items() if any(f.set_by for f in e.fee)])
def test_no_amount_is_said_where_the_council_decides(answers: ProcedureAnswers, code: str) -> None:
    told = answers.answer(code, "ask_fee", day=TODAY)
    assert "chưa có con số chính thức" in f"{told.text}{told.more}"


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_papers_in_databases_are_not_demanded(answers: ProcedureAnswers, code: str) -> None:
    if not ENTRIES[code].documents:
        pytest.skip("no papers are known")
    before = answers.answer(code, "ask_documents", day=date(2026, 8, 4))
    after = answers.answer(code, "ask_documents", day=date(2026, 8, 5))
    words = "không được đòi anh/chị nộp"
    assert words in f"{after.text}{after.more}"
    assert words not in f"{before.text}{before.more}"
