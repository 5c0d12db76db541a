from collections.abc import Callable

import pytest

from bot.dossier.access import load_sensitive_procedures, public_view
from bot.dossier.model import Dossier, DossierPart, SupplementRequest

SENSITIVE = load_sensitive_procedures()
SECRET = "Cấp Phiếu Lý lịch tư pháp"


def test_the_public_view_keeps_procedure_state_dates_and_agency(
    a_dossier: Callable[..., Dossier],
) -> None:
    dossier = a_dossier()
    view = public_view(dossier, SENSITIVE)
    assert view.procedure_name == "Đăng ký kết hôn"
    assert (view.status, view.agency) == (4, "UBND phường Ninh Kiều")
    assert view.appointment_at == dossier.appointment_at
    assert not view.is_sandbox


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"sensitive": True}, id="office-says-so"),
        pytest.param({"procedure_name": SECRET}, id="office-forgot"),
        pytest.param({"procedure_name": SECRET.upper()}, id="capitals"),
        pytest.param({"parts": (DossierPart(name=SECRET, status=4),)}, id="a-part"),
    ],
)
def test_a_sensitive_dossier_shows_no_name_parts_or_papers(
    a_dossier: Callable[..., Dossier], values: dict[str, object]
) -> None:
    supplement = SupplementRequest(papers=("Tờ khai",), personal=False)
    dossier = a_dossier(**{"parts": (DossierPart(name="Phần", status=4),), **values})
    view = public_view(
        a_dossier(**{**values, "supplement": supplement, "parts": dossier.parts}), SENSITIVE
    )
    assert (view.procedure_name, view.parts, view.papers_to_add) == (None, (), ())


@pytest.mark.parametrize(
    ("personal", "papers"), [(True, ()), (False, ("Giấy xác nhận tình trạng hôn nhân",))]
)
def test_papers_to_add_are_shown_only_when_they_say_nothing_personal(
    a_dossier: Callable[..., Dossier], personal: bool, papers: tuple[str, ...]
) -> None:
    request = SupplementRequest(papers=("Giấy xác nhận tình trạng hôn nhân",), personal=personal)
    assert public_view(a_dossier(supplement=request), SENSITIVE).papers_to_add == papers


def test_test_data_is_marked_by_the_reply_or_by_the_source(
    a_dossier: Callable[..., Dossier],
) -> None:
    assert public_view(a_dossier(test_data=True), SENSITIVE).is_sandbox
    assert public_view(a_dossier(), SENSITIVE, is_sandbox=True).is_sandbox
