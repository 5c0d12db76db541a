"""Meaning of the entries (form: test_loader.py; side by side: test_check_together.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.check import check_files, load_checked
from bot.catalogue.loader import read_directory

from .examples import BIRTH_FILE, CLARIFICATIONS_FILE, RULES_FILE, Change


def problems_of(directory: Path) -> list[str]:
    """Return the lines that an officer would read."""
    return [str(problem) for problem in check_files(read_directory(directory))]


def test_a_good_catalogue_has_no_problems(catalogue_dir: Path) -> None:
    assert problems_of(catalogue_dir) == []
    assert len(load_checked(catalogue_dir).procedures) == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        pytest.param(
            BIRTH_FILE,
            'code: "1.001193"',
            'code: "1.001194"',
            ":1: code: the file's name must start with 1.001194-",
            id="another code in the file's name",
        ),
        pytest.param(
            BIRTH_FILE,
            "area: ho-tich",
            "area: cu-tru",
            ":5: area: is cu-tru, but the folder is ho-tich",
            id="another area than the folder",
        ),
        pytest.param(
            BIRTH_FILE,
            "case: late",
            "case: lat",
            ":23: fee[1].case: lat is not among the entry's cases",
            id="an unknown case",
        ),
        pytest.param(
            BIRTH_FILE,
            "    unit: working_day",
            "    unit: working_day\n    part: residence",
            ":18: processing_time[0].part: residence is not among the entry's parts",
            id="an unknown part",
        ),
        pytest.param(
            BIRTH_FILE,
            "source: law",
            "source: decree",
            ":22: fee[0].source: decree is not among the entry's sources",
            id="an unknown source",
        ),
        pytest.param(
            BIRTH_FILE,
            "{id: late,",
            "{id: on-time,",
            ":10: cases[1].id: on-time stands twice",
            id="a case twice",
        ),
        pytest.param(
            BIRTH_FILE,
            "  - case: late\n    amount_vnd: 8000",
            "  - case: on-time\n    amount_vnd: 8000",
            ":23: fee[1]: is valid at the same time as fee[0]",
            id="two fees for one case at once",
        ),
        pytest.param(
            BIRTH_FILE,
            "fee:\n",
            "  - {max: 2, unit: day, valid_from: 2027-01-01}\nfee:\n",
            ":19: processing_time[1]: is valid at the same time as processing_time[0]",
            id="an old time that was never closed",
        ),
        pytest.param(
            BIRTH_FILE,
            "source: law",
            "source: law\n    valid_from: 2027-01-01\n    valid_to: 2026-12-31",
            ":23: fee[0].valid_from: is later than valid_to",
            id="valid_from after valid_to",
        ),
        pytest.param(
            BIRTH_FILE,
            "min: 0.5",
            "min: 5",
            ":15: processing_time[0].min: is more than max",
            id="min over max",
        ),
        pytest.param(
            BIRTH_FILE,
            'cutoff: "15:00"',
            "cutoff: 3 giờ chiều",
            ':18: processing_time[0].cutoff: expected a time such as "15:00"',
            id="a cutoff in words",
        ),
        pytest.param(
            BIRTH_FILE,
            "pitfalls:",
            "penalties: [{when: trễ, min_vnd: 2, max_vnd: 1}]\npitfalls:",
            ":31: penalties[0].min_vnd: is more than max_vnd",
            id="a fine upside down",
        ),
        pytest.param(
            BIRTH_FILE,
            "    source: law\n",
            "",
            ":21: fee[0].amount_vnd: 0 needs a source that says free",
            id="free without a source",
        ),
        pytest.param(
            BIRTH_FILE,
            "amount_vnd: 8000",
            "amount_vnd: 8000\n    tiers: [{from_unit: 3, amount_vnd: 1}, "
            "{from_unit: 2, amount_vnd: 2}]",
            ":25: fee[1].tiers: from_unit must rise from tier to tier",
            id="tiers out of order",
        ),
        pytest.param(
            BIRTH_FILE,
            "source: law",
            "source: hearsay",
            ":20: fee[0]: an unverified fact (M, source hearsay) belongs in unconfirmed",
            id="a fact that nobody verified",
        ),
        pytest.param(
            BIRTH_FILE,
            "    kind: original",
            "    kind: original\n    certainty: M",
            ":12: documents[0]: an unverified fact (M, source portal) belongs in unconfirmed",
            id="a row that calls itself unverified",
        ),
        pytest.param(
            BIRTH_FILE,
            "source: law",
            "source: press",
            ":20: fee[0]: a fact from a secondary source (S, source press) needs a caveat",
            id="a secondary source without a caveat",
        ),
        pytest.param(
            BIRTH_FILE,
            "agency: UBND xã, phường",
            "agency: UBND xã, phường [P]",
            ":7: agency: the label [P] is left in the text",
            id="a working label in a text",
        ),
        pytest.param(
            BIRTH_FILE,
            "url: https://dichvucong.gov.vn",
            "url: dichvucong.gov.vn",
            ":29: online.url: expected an address that starts with https://",
            id="an address without https",
        ),
        pytest.param(
            BIRTH_FILE,
            '["1.000656"]',
            '["1.999999"]',
            ":30: related[0]: 1.999999 is not in the catalogue",
            id="related to nothing",
        ),
        pytest.param(
            BIRTH_FILE,
            '["1.000656"]',
            '["1.001193"]',
            ":30: related[0]: the procedure is related to itself",
            id="related to itself",
        ),
        pytest.param(
            RULES_FILE,
            '["1.001193"]',
            '["1.001193", "1.999999"]',
            ":7: [0].procedures[1]: 1.999999 is not in the catalogue",
            id="a rule for nothing",
        ),
        pytest.param(
            RULES_FILE,
            "  cases: [late]",
            "  cases: [too-late]",
            ":8: [0].cases[0]: no procedure of this rule has the case too-late",
            id="a rule for an unknown case",
        ),
        pytest.param(
            RULES_FILE,
            "  cases: [late]",
            "  areas: [nowhere]",
            ":8: [0].areas[0]: there is no folder procedures/nowhere",
            id="a rule for an unknown area",
        ),
        pytest.param(
            RULES_FILE,
            "  factor: 0.5\n",
            "",
            ":4: [0].effect: factor needs the key factor, for example 0.5",
            id="a factor without a factor",
        ),
        pytest.param(
            RULES_FILE,
            "  effect: factor",
            "  effect: waive",
            ":5: [0].factor: has no meaning with effect waive",
            id="a waiver with a factor",
        ),
        pytest.param(
            RULES_FILE,
            "  facet: fee",
            "  facet: documents",
            ":4: [0].effect: factor is for the facet fee only",
            id="half a document",
        ),
        pytest.param(
            RULES_FILE,
            "  facet: fee\n",
            "",
            ":1: [0].facet: is needed, except with the effect correct",
            id="a rule about no facet",
        ),
        pytest.param(
            RULES_FILE,
            "  cases: [late]",
            "  triggers: [nửa giá]",
            ":8: [0].triggers: belong to the effect correct, which needs them",
            id="a discount with triggers",
        ),
        pytest.param(
            CLARIFICATIONS_FILE,
            'code: "1.001193"',
            'code: "1.001193", case: early',
            ":5: [0].options[0].case: early is neither a case nor a part of 1.001193",
            id="a question with an unknown case",
        ),
        pytest.param(
            CLARIFICATIONS_FILE,
            'code: "1.001193"',
            'code: "1.999999"',
            ":5: [0].options[0].code: 1.999999 is not in the catalogue",
            id="a button to nothing",
        ),
        pytest.param(
            CLARIFICATIONS_FILE,
            "[làm giấy]",
            "[]",
            ":2: [0].phrases: needs at least one phrase",
            id="a question that is never asked",
        ),
    ],
)
def test_a_wrong_meaning_is_named_with_file_line_and_key(
    catalogue_dir: Path, change: Change, name: str, old: str, new: str, expected: str
) -> None:
    change(name, old, new)
    assert f"catalogue_data/{name}{expected}" in problems_of(catalogue_dir)


def test_a_closed_row_and_its_successor_do_not_overlap(catalogue_dir: Path, change: Change) -> None:
    change(
        BIRTH_FILE,
        "amount_vnd: 8000",
        "amount_vnd: 8000\n    valid_to: 2026-12-31\n"
        "  - {case: late, amount_vnd: 9000, valid_from: 2027-01-01}",
    )
    assert problems_of(catalogue_dir) == []


def test_two_rows_that_share_their_border_day_overlap(catalogue_dir: Path, change: Change) -> None:
    change(
        BIRTH_FILE,
        "amount_vnd: 8000",
        "amount_vnd: 8000\n    valid_to: 2027-01-01\n"
        "  - {case: late, amount_vnd: 9000, valid_from: 2027-01-01}",
    )
    assert len(problems_of(catalogue_dir)) == 1


def test_a_secondary_source_with_a_caveat_may_be_stated(
    catalogue_dir: Path, change: Change
) -> None:
    change(BIRTH_FILE, "source: law", "source: press\n    caveat: Theo báo.")
    assert problems_of(catalogue_dir) == []


def test_an_unconfirmed_claim_may_be_unverified(catalogue_dir: Path, change: Change) -> None:
    claim = "unconfirmed: [{facet: fee, text: nghe nói 5.000đ, source: hearsay}]\npitfalls:"
    change(BIRTH_FILE, "pitfalls:", claim)
    assert problems_of(catalogue_dir) == []
