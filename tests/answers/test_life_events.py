from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answers.life_events import Choice, LifeEvent, LifeEventAnswers, load_life_events
from bot.answers.phrases import Phrases
from bot.answers.procedure import ProcedureAnswers
from bot.catalogue.collection import Catalogue
from bot.catalogue.model import Document, Part, Procedure
from bot.data_files import DataFileError
from bot.settings import PROJECT_DIR
from bot.text.fold import fold
from tests.answers.entries import PublishedCatalogue, procedure

TODAY = date(2026, 11, 23)
DEATH = LifeEvent(
    id="qua-doi",
    label="Nhà có người mất",
    phrases=["ba … mất"],
    feeling="grief",
    first="2.002913",
    otherwise="1.000656",
    question="Người mất có thuộc diện nào không?",
    options=[
        Choice(label="BHXH", code="2.002913", intent="ask_processing_time", case="bhxh"),
        Choice(label="Không giữ", code="9.999999"),
    ],
)
LOST = LifeEvent(id="mat-giay-to", label="Mất giấy tờ", phrases=["mất bóp"], question="Giấy nào?")
Build = Callable[..., LifeEventAnswers]


@pytest.fixture
def situations(phrases: Phrases) -> Build:
    def build(*procedures: Procedure, events: tuple[LifeEvent, ...] = (LOST, DEATH)):
        catalogue = PublishedCatalogue(Catalogue(procedures=procedures))
        return LifeEventAnswers(events, catalogue, ProcedureAnswers(catalogue, phrases), phrases)

    return build


def linked_death() -> Procedure:
    return procedure(
        code="2.002913",
        short_name="Liên thông khai tử",
        parts=[Part(id="a", name="Khai tử"), Part(id="b", name="Xóa thường trú")],
        documents=[Document(name="Giấy báo tử", kind="original")],
        life_events=["qua-doi"],
    )


def test_grief_comes_first_then_the_linked_group_and_one_question(situations: Build) -> None:
    reply = situations(linked_death()).answer(
        day=TODAY, message_folded=fold("ba tui mới mất hồi hôm")
    )
    lines = reply.text.splitlines()
    assert lines[0] == "Xin chia buồn cùng gia đình anh/chị."
    assert "Nộp một lần cho cả nhóm: khai tử, xóa thường trú." in lines
    assert "Giấy tờ chính: giấy báo tử." in lines
    assert lines[-2] == "Người mất có thuộc diện nào không?"
    assert lines[-1].startswith("Nguồn:")
    assert [button.payload for button in reply.buttons] == [
        "ask_processing_time?procedure=2.002913&facet_case=bhxh"
    ]


def test_without_the_linked_group_the_single_procedure_is_told(situations: Build) -> None:
    single = procedure(code="1.000656", short_name="Khai tử", results=["Trích lục"])
    answers = situations(single)
    assert "**Khai tử**" in answers.answer(day=TODAY, event_id="qua-doi").text
    assert answers.procedure_of("qua-doi", "") == "1.000656"


def test_a_lost_wallet_is_no_reason_for_condolences(situations: Build) -> None:
    lost = procedure(life_events=["mat-giay-to"])
    reply = situations(lost).answer(day=TODAY, message_folded=fold("ba tui mới mất bóp hôm qua"))
    assert reply.text == "Giấy nào?"
    assert [button.title for button in reply.buttons] == ["Đăng ký thử"]


def test_a_situation_that_the_catalogue_does_not_serve_is_said_to_be_unknown(
    situations: Build,
) -> None:
    assert "chưa có thông tin" in situations().answer(day=TODAY, event_id="mat-giay-to").text


def test_an_unheard_situation_is_asked_back(situations: Build) -> None:
    reply = situations().answer(day=TODAY, message_folded="nha co viec")
    assert [button.payload for button in reply.buttons] == [
        "tell_life_event?facet_case=mat-giay-to",
        "tell_life_event?facet_case=qua-doi",
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("ba tui mới mất hồi hôm", "qua-doi"),
        ("bà ngoại vừa qua đời", "qua-doi"),
        ("má em mất tối qua", "qua-doi"),
        ("vợ mới sanh em bé", "sinh-con"),
        ("tui mới mất căn cước", "mat-giay-to"),
        ("mất bóp rồi, có căn cước trong đó", "mat-giay-to"),
        ("tụi em sắp cưới", "ket-hon"),
        ("dọn qua phường khác ở", "chuyen-nha"),
        ("tính mở quán cà phê", "buon-ban"),
        ("trời mưa quá", None),
    ],
)
def test_the_committed_events_are_heard(text: str, event: str | None, phrases: Phrases) -> None:
    events = load_life_events(PROJECT_DIR / "catalogue_data" / "life_events")
    catalogue = PublishedCatalogue(Catalogue(procedures=()))
    answers = LifeEventAnswers(events, catalogue, ProcedureAnswers(catalogue, phrases), phrases)
    found = answers.find(fold(text))
    assert (found.id if found else None) == event


def test_a_file_in_the_wrong_form_is_named(tmp_path: Path) -> None:
    (tmp_path / "events.yml").write_text("- {id: a, phrases: []}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"events\.yml.*label"):
        load_life_events(tmp_path)


def test_what_only_sounds_like_a_death_is_none(situations: Build) -> None:
    event = replace(DEATH, phrases=["chú … mất"], unless=["mất bao lâu"])
    answers = situations(procedure(), events=(event,))
    assert not answers.is_mourning("chu ky mat bao lau")
    assert answers.is_mourning("chu tui mat hom qua")
