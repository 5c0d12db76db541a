"""A small matter: a birth, late or not, with a paper that may be lost, and a residence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.catalogue.collection import Catalogue
from bot.catalogue.model import (
    Case,
    Document,
    Fee,
    Place,
    Procedure,
    ProcessingTime,
    Source,
)
from bot.catalogue.trees import (
    AppliedExemption,
    ChosenCase,
    DroppedPaper,
    GuidanceTree,
    SettledCondition,
    TreeNote,
    TreeOption,
    TreeQuestion,
)

DAY = date(2026, 11, 30)
PORTAL = Source(id="portal", label="P", title="Cổng", collected=DAY)
HEARSAY = Source(id="hearsay", label="M", title="Nghe nói", collected=DAY)
BIRTH, RESIDENCE = "1.000001", "1.000002"


def _procedure(code: str, name: str, **known: Any) -> Procedure:
    """Return an entry with nothing but what is ``known``."""
    return Procedure(
        code=code,
        name=name,
        short_name=name,
        aliases=[],
        area="ho-tich",
        levels=["commune"],
        agency="UBND xã",
        last_reviewed=DAY,
        sources=[PORTAL, HEARSAY],
        **known,
    )


@pytest.fixture
def birth() -> Procedure:
    return _procedure(
        code=BIRTH,
        name="Khai sinh",
        cases=[Case(id="on-time", when="đúng hạn"), Case(id="late", when="trễ hạn")],
        documents=[
            Document(name="Giấy chứng sinh", kind="original"),
            Document(name="Căn cước", kind="copy"),
            Document(name="Giấy giải trình", kind="original", case="late"),
            Document(name="Giấy ủy quyền", kind="original", condition="nếu nhờ người khác"),
            Document(name="Giấy kết hôn", kind="information_only", copies=0),
            Document(name="Giấy nghe nói", kind="original", source="hearsay"),
            Document(name="Giấy cũ", kind="original", valid_to=date(2026, 6, 30)),
        ],
        processing_time=[ProcessingTime(max=2, unit="working_day")],
        fee=[
            Fee(case="on-time", amount_vnd=0, source="portal"),
            Fee(case="late", amount_vnd=8000, exemptions=["hộ nghèo"]),
        ],
        where=[Place(place="Một cửa phường")],
    )


@pytest.fixture
def residence() -> Procedure:
    return _procedure(
        code=RESIDENCE,
        name="Thường trú",
        documents=[Document(name="Căn cước", kind="copy", copies=2)],
        processing_time=[ProcessingTime(max=5, unit="working_day")],
        fee=[Fee(amount_vnd=20000)],
    )


@pytest.fixture
def catalogue(birth: Procedure, residence: Procedure) -> Catalogue:
    return Catalogue(procedures=(birth, residence))


@pytest.fixture
def tree() -> GuidanceTree:
    return GuidanceTree(
        id="birth",
        title="Làm khai sinh",
        procedures=[BIRTH],
        questions=[_late(), _poor(), _home()],
        last_reviewed=DAY,
        sources=[PORTAL],
    )


def _late() -> TreeQuestion:
    return TreeQuestion(
        id="late",
        ask="Trễ chưa?",
        options=[
            TreeOption(
                id="no",
                label="Đúng hạn",
                cases=[ChosenCase(code=BIRTH, case="on-time")],
                next="home",
            ),
            TreeOption(
                id="yes", label="Trễ", cases=[ChosenCase(code=BIRTH, case="late")], next="poor"
            ),
        ],
    )


def _poor() -> TreeQuestion:
    exempted = [AppliedExemption(code=BIRTH, exemption="hộ nghèo")]
    return TreeQuestion(
        id="poor",
        ask="Hộ nghèo?",
        options=[
            TreeOption(id="poor", label="Hộ nghèo", exempts=exempted, next="home"),
            TreeOption(id="other", label="Không", next="home"),
        ],
    )


def _home() -> TreeQuestion:
    def by_others(*, holds: bool) -> list[SettledCondition]:
        return [SettledCondition(code=BIRTH, condition="nếu nhờ người khác", holds=holds)]

    return TreeQuestion(
        id="home",
        ask="Về ở với ai?",
        options=[
            TreeOption(
                id="parents",
                label="Với cha mẹ",
                procedures=[RESIDENCE],
                settles=by_others(holds=False),
            ),
            TreeOption(
                id="elsewhere",
                label="Nơi khác",
                settles=by_others(holds=True),
                drops=[DroppedPaper(code=BIRTH, paper="Giấy chứng sinh")],
                notes=[
                    TreeNote(text="Hỏi phường."),
                    TreeNote(text="Lời cũ.", valid_to=date(2026, 6, 30)),
                ],
            ),
        ],
    )
