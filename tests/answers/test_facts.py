"""What the reviewed catalogue tells, against the facts that were read in the sources.

The expectations (``facts/``) were written from the collected facts, not from the
catalogue's files: figures and words that must stand in the whole answer, and those that
must not (unverified figures, outdated ones, a free fee where the council decides).
"""

from __future__ import annotations

import pytest

from bot.answers.phrases import Phrases
from bot.answers.procedure import ProcedureAnswers
from bot.catalogue.loader import load_catalogue
from bot.settings import PROJECT_DIR
from bot.text.fold import fold
from tests.answers.entries import PublishedCatalogue
from tests.answers.facts.civil_status import BUNDLED, CIVIL_STATUS
from tests.answers.facts.expected import EVERYONE, SECONDARY, TODAY, Expected
from tests.answers.facts.other_offices import BELIEFS, POLICE_AND_OTHERS
from tests.answers.facts.residence_and_identity import IDENTITY, RESIDENCE


@pytest.fixture(scope="module")
def answers(phrases: Phrases) -> ProcedureAnswers:
    catalogue = load_catalogue(PROJECT_DIR / "catalogue_data")
    return ProcedureAnswers(PublishedCatalogue(catalogue), phrases)


def named(expected: Expected) -> str:
    return f"{expected.code} {expected.intent} {expected.day} {fold(expected.said)}".strip()


@pytest.mark.parametrize(
    "expected",
    [*CIVIL_STATUS, *BUNDLED, *RESIDENCE, *IDENTITY, *POLICE_AND_OTHERS, *BELIEFS],
    ids=named,
)
def test_the_answer_holds_what_the_sources_say(
    answers: ProcedureAnswers, expected: Expected
) -> None:
    reply = answers.answer(
        expected.code,
        expected.intent,
        day=expected.day,
        message_folded=fold(expected.said),
        case=expected.case,
    )
    told = f"{reply.text}\n{reply.more or ''}"
    assert [words for words in expected.has if words.lower() not in told.lower()] == []
    assert [words for words in expected.lacks if words.lower() in told.lower()] == []
    if expected.first is not None:
        assert expected.first.lower() in reply.text.splitlines()[0].lower()


def first_correction(answers: ProcedureAnswers, code: str, said: str) -> str:
    reply = answers.answer(code, "ask_where", day=TODAY, message_folded=fold(said))
    return reply.text.splitlines()[0].lower()


@pytest.mark.parametrize("code", EVERYONE)
def test_household_books_are_gone_whatever_the_procedure(
    answers: ProcedureAnswers, code: str
) -> None:
    first = first_correction(answers, code, "có cần sổ hộ khẩu không")
    assert "hộ khẩu" in first
    assert "không" in first


@pytest.mark.parametrize("code", EVERYONE)
def test_old_identity_cards_are_no_longer_valid(answers: ProcedureAnswers, code: str) -> None:
    assert "hết giá trị" in first_correction(answers, code, "xài cmnd được không")


@pytest.mark.parametrize("code", EVERYONE)
def test_there_is_no_district_office_any_more(answers: ProcedureAnswers, code: str) -> None:
    first = first_correction(answers, code, "nộp ở ubnd quận được không")
    assert "không còn" in first
    assert "quận" in first


@pytest.mark.parametrize("code", EVERYONE)
def test_the_city_s_own_portal_takes_no_files(answers: ProcedureAnswers, code: str) -> None:
    reply = answers.answer(
        code, "ask_where", day=TODAY, message_folded="nop tren dichvucong.cantho.gov.vn duoc khong"
    )
    assert "dichvucong.cantho.gov.vn không còn" in reply.text.splitlines()[0]
    assert "Cổng Dịch vụ công quốc gia" in reply.text
    assert SECONDARY in reply.text


@pytest.mark.parametrize("code", EVERYONE)
def test_every_known_facet_names_its_source(answers: ProcedureAnswers, code: str) -> None:
    for facet in ("overview", "documents", "steps", "where", "legal_basis", "result"):
        reply = answers.answer(code, f"ask_{facet}", day=TODAY)
        assert reply.text.splitlines()[-1].startswith("Nguồn: ")


@pytest.mark.parametrize("code", EVERYONE)
def test_no_line_of_the_overview_is_longer_than_a_phone_likes(
    answers: ProcedureAnswers, code: str
) -> None:
    lines = answers.answer(code, "ask_overview", day=TODAY).text.splitlines()[:-1]
    assert [line for line in lines if len(line) > 190] == []
