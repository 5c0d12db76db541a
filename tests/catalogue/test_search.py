"""Search finds what people mean, and says nothing where it knows nothing."""

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.collection import Catalogue, Clarification, ClarificationOption
from bot.catalogue.confidence import NAMED
from bot.catalogue.model import Neighbour, Procedure, Source
from bot.catalogue.search import ProcedureIndex
from bot.text.normalise import normalise

BIRTH, MARRIAGE, DEATH, LINKED = "1.001193", "1.000894", "1.000656", "3.000722"
COPY, SINGLE, STAY, ABROAD = "2.000815", "1.004873", "2.001159", "2.000528"


def entry(
    code: str, name: str, *aliases: str, not_this: list[Neighbour] | None = None
) -> Procedure:
    return Procedure(
        code=code,
        name=f"Thủ tục {name}",
        short_name=name,
        aliases=list(aliases),
        not_this=not_this or [],
        area="ho-tich",
        levels=["commune"],
        agency="UBND xã, phường",
        last_reviewed=date(2026, 11, 23),
        sources=[Source(id="p", label="P", title="Cổng", collected=date(2026, 7, 1))],
    )


@pytest.fixture(scope="module")
def index() -> ProcedureIndex:
    vague = Clarification(
        id="ly-lich",
        phrases=["lý lịch", "giấy xác nhận"],
        question="Lý lịch nào?",
        options=[ClarificationOption(label="A"), ClarificationOption(label="B")],
    )
    lost_books = Neighbour(name="Đăng ký lại khai sinh (mất sổ gốc)", code="1.004884")
    divorce = Neighbour(name="Ly hôn (tòa án)")
    return ProcedureIndex(
        Catalogue(
            procedures=(
                entry(
                    BIRTH,
                    "đăng ký khai sinh",
                    "khai sinh",
                    "giấy khai sinh",
                    not_this=[lost_books],
                ),
                entry(MARRIAGE, "đăng ký kết hôn", "kết hôn", "đám cưới", not_this=[divorce]),
                entry(DEATH, "đăng ký khai tử", "khai tử", "báo tử"),
                entry(
                    LINKED,
                    "liên thông khai sinh, thường trú, thẻ BHYT",
                    "khai sinh kèm bhyt",
                ),
                entry(COPY, "chứng thực bản sao", "sao y", "chứng thực"),
                entry(SINGLE, "xác nhận tình trạng hôn nhân", "giấy độc thân"),
                entry(STAY, "thông báo lưu trú", "lưu trú", "khai khách"),
                entry(ABROAD, "đăng ký khai sinh có yếu tố nước ngoài"),
            ),
            clarifications=(vague,),
        )
    )


def best(index: ProcedureIndex, query: str) -> str | None:
    matches = index.search(query)
    return matches[0].code if matches and matches[0].score >= NAMED else None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("1.000894 cần gì", MARRIAGE),
        ("làm khai sinh cho con", BIRTH),
        ("lam giay khai sanh cho con", BIRTH),
        ("GKS cho bé", BIRTH),
        ("kai sinh cho be", BIRTH),
        ("đkkh mất bao lâu", MARRIAGE),
        ("trứng thực bản sao", COPY),
        ("sao y giấy khai sinh", COPY),
        ("khai từ cho ba", DEATH),
        ("thong bao luu tru cho khach", STAY),
        ("khai sinh cho con có yếu tố nước ngoài", ABROAD),
        pytest.param("khai sinh kèm bảo hiểm y tế", LINKED, id="an abbreviation in the alias"),
    ],
)
def test_a_procedure_is_found_as_people_write_it(
    index: ProcedureIndex, query: str, code: str
) -> None:
    assert best(index, query) == code


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "???",
        "trời hôm nay đẹp",
        "tách thửa đất",
        "hs H13.16-240326-0001",
        "9.999999",
    ],
)
def test_nothing_is_named_where_nothing_is_known(index: ProcedureIndex, query: str) -> None:
    assert best(index, query) is None


def test_a_look_alike_that_the_catalogue_lacks_is_not_the_shorter_name(
    index: ProcedureIndex,
) -> None:
    assert best(index, "đăng ký lại khai sinh cần gì") is None


@pytest.mark.parametrize(
    ("query", "code"),
    [("sai tên trên giấy khai sinh", BIRTH), ("hủy đăng ký kết hôn", MARRIAGE)],
)
def test_a_procedure_that_is_only_touched_is_offered_but_not_named(
    index: ProcedureIndex, query: str, code: str
) -> None:
    assert best(index, query) is None
    assert index.search(query)[0].code == code


def test_words_around_a_name_do_not_make_it_another_procedure(index: ProcedureIndex) -> None:
    assert best(index, "khai sinh lại cho bà cụ, báo lại cho ba") == BIRTH


def test_typed_diacritics_speak_against_another_word(index: ProcedureIndex) -> None:
    typed_right = index.search("khai tử")[0].score
    typed_wrong = index.search("khai từ")[0].score
    assert typed_wrong < typed_right


def test_both_procedures_of_a_message_are_named(index: ProcedureIndex) -> None:
    named = [m.code for m in index.search("khai sinh với kết hôn khác gì") if m.score >= NAMED]
    assert sorted(named) == sorted([BIRTH, MARRIAGE])


def test_offsets_point_into_the_users_text(index: ProcedureIndex) -> None:
    query = "cho hỏi  gks cho bé"
    match = index.search(query)[0]
    assert query[match.start : match.end] == "gks"


def test_a_name_does_not_match_inside_a_longer_word(index: ProcedureIndex) -> None:
    assert best(index, "khai sinhton") is None


def test_a_vague_name_asks_back_only_when_nothing_exact_is_said(
    index: ProcedureIndex,
) -> None:
    assert index.find(normalise("làm ly lich")).clarification == "ly-lich"
    assert index.find(normalise("giấy xác nhận độc thân, giấy độc thân")).clarification is None


def test_at_most_the_asked_number_comes_back_best_first(index: ProcedureIndex) -> None:
    scores = [match.score for match in index.search("đăng ký khai sinh", limit=3)]
    assert len(scores) <= 3
    assert scores == sorted(scores, reverse=True)


def test_an_empty_catalogue_answers_none() -> None:
    assert ProcedureIndex(Catalogue(procedures=())).search("khai sinh") == []


def small(*procedures: Procedure, phrases: tuple[str, ...] = ()) -> ProcedureIndex:
    options = [ClarificationOption(label="A"), ClarificationOption(label="B")]
    vague = Clarification(id="vague", phrases=list(phrases), question="Gì?", options=options)
    clarifications = (vague,) if phrases else ()
    return ProcedureIndex(Catalogue(procedures=procedures, clarifications=clarifications))


def test_two_names_of_one_procedure_side_by_side_name_it() -> None:
    index = small(entry(BIRTH, "đăng ký xe", "mua xe mới", "bấm biển số"), entry(DEATH, "khai tử"))
    matches = index.search("mua xe mới bấm biển số ở đâu")
    assert (matches[0].code, matches[0].score >= NAMED) == (BIRTH, True)


def test_a_vague_phrase_gives_way_to_a_name_whose_words_are_all_said() -> None:
    stop = entry(BIRTH, "tạm ngừng hộ kinh doanh")
    index = small(stop, entry(DEATH, "mở hộ kinh doanh"), phrases=("hộ kinh doanh",))
    found = index.find(normalise("hộ kinh doanh xin tạm ngừng"))
    assert found.clarification is None
    assert found.matches[0].code == BIRTH
    assert index.find(normalise("hộ kinh doanh cần gì")).clarification == "vague"


def test_an_old_code_leads_to_the_procedure_that_replaced_it() -> None:
    new = replace(entry(LINKED, "liên thông khai sinh"), replaces=["2.001023"])
    match, *_ = small(new, entry(DEATH, "khai tử")).search("mã 2.001023 còn dùng không")
    assert (match.code, match.score) == (LINKED, 1.0)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param("làm khai sinh", [(4, 13, True)], id="procedure"),
        pytest.param("xin giấy xác nhận", [(4, 17, True)], id="vague phrase"),
        pytest.param("đăng ký lại khai sinh", [(0, 21, True)], id="elsewhere, with a code"),
        pytest.param("ly hôn rồi kết hôn", [(0, 6, False), (11, 18, True)], id="no procedure"),
        pytest.param("hôm nay trời đẹp", [], id="nothing"),
    ],
)
def test_a_name_that_is_no_procedure_is_told_from_names_of_procedures(
    index: ProcedureIndex, text: str, spans: list[tuple[int, int, bool]]
) -> None:
    assert index.named_spans(normalise(text)) == spans
