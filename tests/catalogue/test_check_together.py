"""Meaning of entries beside one another (one entry alone: test_check.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.check import check_files, load_checked
from bot.catalogue.errors import CatalogueInvalid
from bot.catalogue.loader import read_directory

from .examples import BIRTH_FILE, DEATH_FILE, Change

PROJECT = Path(__file__).parents[2]
STALE = """\
- word: Sở Tư pháp
  facets: [where]
  instead: criminal records are with the police
- word: sổ hộ khẩu
  facets: [documents]
  instead: the paper does not exist any more
  allowed_in: ["1.000656"]
"""


def problems_of(directory: Path) -> list[str]:
    """Return the lines that an officer would read."""
    return [str(problem) for problem in check_files(read_directory(directory))]


def test_look_alikes_and_predecessors_may_be_unknown(catalogue_dir: Path, change: Change) -> None:
    more = 'replaces: ["1.999998"]\nnot_this: [{name: khác, code: "1.999999"}]\npitfalls:'
    change(BIRTH_FILE, "pitfalls:", more)
    assert problems_of(catalogue_dir) == []


def test_a_code_in_two_files_names_the_other_file(catalogue_dir: Path) -> None:
    copy = catalogue_dir / "procedures/ho-tich/1.000656-nua.yml"
    copy.write_bytes((catalogue_dir / DEATH_FILE).read_bytes())
    assert problems_of(catalogue_dir) == [
        "catalogue_data/procedures/ho-tich/1.000656-nua.yml:1: code: "
        f"1.000656 stands already in catalogue_data/{DEATH_FILE}:1"
    ]


def test_an_alias_of_two_procedures_is_a_clash_even_without_diacritics(
    catalogue_dir: Path, change: Change
) -> None:
    change(DEATH_FILE, "[khai tử]", "[khai tử, GIAY  KHAI SANH]")
    [problem] = problems_of(catalogue_dir)
    assert problem.startswith(f"catalogue_data/{BIRTH_FILE}:4: aliases[1]: “giay khai sinh”")
    assert "1.000656" in problem


def test_a_phrase_that_a_clarification_asks_about_may_be_shared(
    catalogue_dir: Path, change: Change
) -> None:
    change(DEATH_FILE, "[khai tử]", "[khai tử, làm giấy]")
    change(BIRTH_FILE, "giấy khai sanh]", "lam giay]")
    assert problems_of(catalogue_dir) == []


def test_stale_words_are_refused_in_places_and_papers_but_not_in_pitfalls(
    catalogue_dir: Path, change: Change
) -> None:
    checks = catalogue_dir / "checks"
    checks.mkdir()
    (checks / "stale_words.yml").write_text(STALE, encoding="utf-8")
    change(BIRTH_FILE, "place: Bộ phận Một cửa xã, phường", "place: sở tư pháp")
    change(BIRTH_FILE, "name: Giấy chứng sinh", "name: Bản sao Sổ hộ khẩu")
    assert problems_of(catalogue_dir) == [
        f"catalogue_data/{BIRTH_FILE}:26: where[0].place: "
        "“Sở Tư pháp” is out of date: criminal records are with the police",
        f"catalogue_data/{BIRTH_FILE}:12: documents[0].name: "
        "“sổ hộ khẩu” is out of date: the paper does not exist any more",
    ]


def test_a_stale_word_may_be_allowed_in_an_entry(catalogue_dir: Path, change: Change) -> None:
    checks = catalogue_dir / "checks"
    checks.mkdir()
    (checks / "stale_words.yml").write_text(STALE, encoding="utf-8")
    more = "documents: [{name: sổ hộ khẩu, kind: copy}]\nlast_reviewed:"
    change(DEATH_FILE, "last_reviewed:", more)
    assert problems_of(catalogue_dir) == []


def test_a_broken_list_of_stale_words_is_a_problem(catalogue_dir: Path) -> None:
    checks = catalogue_dir / "checks"
    checks.mkdir()
    (checks / "stale_words.yml").write_text("- word: a\n  facets: [where]\n", encoding="utf-8")
    assert problems_of(catalogue_dir) == [
        "catalogue_data/checks/stale_words.yml:1: [0].instead: is missing"
    ]


def test_a_broken_entry_does_not_make_its_neighbours_wrong(
    catalogue_dir: Path, change: Change
) -> None:
    change(DEATH_FILE, "levels: [commune]", "levels: village")
    with pytest.raises(CatalogueInvalid) as raised:
        load_checked(catalogue_dir)
    assert [str(problem) for problem in raised.value.problems] == [
        f"catalogue_data/{DEATH_FILE}:6: levels: expected array, found string"
    ]


def test_the_committed_catalogue_is_right() -> None:
    assert problems_of(PROJECT / "catalogue_data") == []


def test_every_committed_procedure_has_names_enough() -> None:
    procedures = load_checked(PROJECT / "catalogue_data").procedures
    assert len(procedures) >= 105
    few = {each.code: len(each.aliases) for each in procedures if len(each.aliases) < 10}
    assert few == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('replaced_by: "9.999999"', "replaced_by: 9.999999 is not in the catalogue"),
        ('replaced_by: "1.000656"', "replaced_by: leads back to this procedure"),
        ('replaces: ["1.000656"]', "replaces[0]: the procedure replaces itself"),
        (
            'replaces: ["1.001193"]',
            "replaces[0]: 1.001193 is in the catalogue and does not say replaced_by: 1.000656",
        ),
    ],
)
def test_a_replacement_must_lead_somewhere(
    catalogue_dir: Path, change: Change, line: str, expected: str
) -> None:
    change(DEATH_FILE, "last_reviewed:", f"{line}\nlast_reviewed:")
    assert any(problem.endswith(expected) for problem in problems_of(catalogue_dir))


def test_a_chain_of_replacements_may_not_be_a_circle(catalogue_dir: Path, change: Change) -> None:
    change(DEATH_FILE, "last_reviewed:", 'replaced_by: "1.001193"\nlast_reviewed:')
    change(BIRTH_FILE, "pitfalls:", 'replaced_by: "1.000656"\npitfalls:')
    assert len([each for each in problems_of(catalogue_dir) if "leads back" in each]) == 2


def test_a_question_whose_phrase_names_one_procedure_is_never_asked(
    catalogue_dir: Path, change: Change
) -> None:
    change(DEATH_FILE, "[khai tử]", "[khai tử, làm giấy]")
    [problem] = problems_of(catalogue_dir)
    assert problem.endswith(
        "[0].phrases[0]: “làm giấy” is a name of 1.000656, so this is never asked"
    )


def test_the_same_fact_twice_is_named(catalogue_dir: Path, change: Change) -> None:
    change(DEATH_FILE, "last_reviewed:", "where: [{place: UBND}, {place: ubnd}]\nlast_reviewed:")
    [problem] = problems_of(catalogue_dir)
    assert problem.endswith("where[1]: says the same as where[0]")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("{facet: processing_time, text: Hạn 5 ngày.}", "steps: [Chờ 5 ngày]"),
        ("{facet: fee, text: Lệ phí 15.000đ.}", "conditions: [{text: đóng 15.000đ}]"),
        ("{facet: conditions, text: trong 60 ngày}", "pitfalls: [{text: trễ là quá 60 ngày}]"),
    ],
)
def test_an_unconfirmed_figure_may_not_reach_an_answer(
    catalogue_dir: Path, change: Change, claim: str, told: str
) -> None:
    change(DEATH_FILE, "last_reviewed:", f"unconfirmed: [{claim}]\n{told}\nlast_reviewed:")
    [problem] = problems_of(catalogue_dir)
    assert problem.endswith(", which unconfirmed holds back")


def test_what_people_say_may_hold_an_unconfirmed_figure(
    catalogue_dir: Path, change: Change
) -> None:
    claim = "unconfirmed: [{facet: conditions, text: trong 60 ngày}]"
    told = "pitfalls: [{text: Chưa rõ mấy ngày, triggers: [60 ngày]}]"
    change(DEATH_FILE, "last_reviewed:", f"{claim}\n{told}\nlast_reviewed:")
    assert problems_of(catalogue_dir) == []


@pytest.mark.parametrize(
    "line", ["steps: [Nộp ở Sở Tư pháp]", "parts: [{id: a, name: b, agency: sở tư pháp}]"]
)
def test_stale_words_are_refused_wherever_the_list_says(
    catalogue_dir: Path, change: Change, line: str
) -> None:
    checks = catalogue_dir / "checks"
    checks.mkdir()
    stale = STALE.replace("[where]", "[where, steps, parts]")
    (checks / "stale_words.yml").write_text(stale, encoding="utf-8")
    change(DEATH_FILE, "last_reviewed:", f"{line}\nlast_reviewed:")
    [problem] = problems_of(catalogue_dir)
    assert "“Sở Tư pháp” is out of date" in problem
