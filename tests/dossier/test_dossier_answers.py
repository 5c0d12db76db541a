"""What the citizen reads about a dossier, from the committed texts."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from bot.channels.replies import Reply
from bot.dossier import answers, lines
from bot.dossier.answers import ask_for_code, ask_which, compose, compose_failure, explain
from bot.dossier.errors import (
    DossierError,
    DossierNotFound,
    DossierSourceInvalidReply,
    DossierSourceUnavailable,
)
from bot.dossier.model import Dossier, DossierPart, SupplementRequest
from bot.dossier.service import DossierService
from bot.dossier.statuses import load_statuses
from bot.settings import PROJECT_DIR, TIME_ZONE

CODE = "H13.16-240326-0001"
RESPONSES = PROJECT_DIR / "nlu_data" / "dossier" / "responses.yml"
TEXTS = {
    key: variants[0]["text"]
    for key, variants in yaml.safe_load(RESPONSES.read_text("utf-8"))["responses"].items()
}
SAID_BY_ACTIONS = {
    "utter_dossier_about_late",
    "utter_dossier_about_supplement",
    "utter_ask_dossier_change",
    "utter_dossier_about_statuses",
    "utter_subscribe_dossier",
    "utter_unsubscribe_dossier",
}


class FilePhrases:
    def say(self, key: str, **values: object) -> str:
        return TEXTS[key].format(**values)


PHRASES = FilePhrases()


def at(day: str, hour: int = 17) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=TIME_ZONE)


@pytest.fixture
def reply(
    a_dossier: Callable[..., Dossier], a_service: Callable[..., DossierService]
) -> Callable[..., object]:
    async def build(now: str = "2026-11-23", **values: object) -> Reply:
        report = await a_service(a_dossier(**values), at(now)).look_up(CODE)
        return compose(report, PHRASES)

    return build


def payloads(answer: Reply) -> list[str]:
    return [button.payload for button in answer.buttons]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DossierNotFound(), "không tra được hồ sơ"),
        (DossierSourceUnavailable(), "chưa trả lời"),
        (DossierSourceInvalidReply(), "không đọc được"),
    ],
)
def test_each_failure_has_its_own_words_and_a_person_to_ask(
    error: DossierError, words: str
) -> None:
    answer = compose_failure(error, PHRASES)
    assert words in answer.text
    assert payloads(answer) == ["talk_to_human"]


def test_a_failure_in_the_sandbox_says_so_first() -> None:
    answer = compose_failure(DossierNotFound(), PHRASES, is_sandbox=True)
    assert answer.text.startswith("⚠ DỮ LIỆU THỬ")


def test_when_the_office_is_down_the_same_look_up_is_one_press_away() -> None:
    answer = compose_failure(DossierSourceUnavailable(), PHRASES, code=CODE)
    assert payloads(answer)[0] == f"check_dossier?dossier_code={CODE}"
    assert CODE not in answer.text


@pytest.mark.asyncio
async def test_a_dossier_in_time_reads_like_the_sample(reply) -> None:
    answer = await reply()
    assert answer.text.split("\n") == [
        "Hồ sơ …**0001**: **Đang xử lý** (cơ quan chuyên môn đang làm).",
        "Đăng ký kết hôn · UBND phường Ninh Kiều",
        "Ngày hẹn trả: thứ Năm 26/11/2026 "
        "(còn 2 ngày làm việc; 24/11 là ngày nghỉ – Ngày Văn hóa Việt Nam).",
        "Anh/chị chưa phải làm gì thêm.",
        "Cập nhật lúc 14:05, 23/11/2026.",
    ]


@pytest.mark.asyncio
async def test_a_late_dossier_tells_by_how_much_and_which_right(reply) -> None:
    answer = await reply(appointment_at=at("2026-11-18"))
    assert "đã **quá ngày hẹn 3 ngày làm việc** (hẹn 18/11/2026)" in answer.text
    assert "**văn bản xin lỗi**" in answer.text
    assert "TT 03/2025/TT-VPCP" in answer.more
    assert payloads(answer)[:2] == ["ask_contact", "complain"]


@pytest.mark.asyncio
async def test_late_by_a_weekend_only_is_said_without_a_number(reply) -> None:
    answer = await reply(now="2026-11-21", appointment_at=at("2026-11-20"))
    assert "đã **quá ngày hẹn** (20/11/2026)" in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("values", "line"),
    [
        pytest.param({"appointment_at": at("2026-11-23")}, "hôm nay, thứ Hai", id="today"),
        pytest.param({"appointment_at": None}, "chưa ghi ngày hẹn", id="unknown"),
        pytest.param({"appointment_at": at("2026-11-24")}, "thứ Ba 24/11/2026.", id="day-off"),
        pytest.param({"appointment_at": at("2027-01-08")}, "lịch nghỉ 2027", id="undecided"),
        pytest.param(
            {"appointment_at": at("2027-02-19")},
            "04/02–10/02 là ngày nghỉ – Tết Nguyên đán",
            id="several-days-off",
        ),
        pytest.param({"status": 5}, "Thời hạn tạm dừng", id="paused"),
        pytest.param({"status": 9, "finished_at": at("2026-11-20")}, "thứ Sáu 20/11", id="result"),
        pytest.param(
            {"status": 9, "finished_at": at("2026-11-20"), "appointment_at": at("2026-11-18")},
            "**trễ 2 ngày làm việc** (hẹn 18/11/2026)",
            id="late-result",
        ),
        pytest.param(
            {"status": 9, "finished_at": at("2026-11-21"), "appointment_at": at("2026-11-20")},
            "sau ngày hẹn (20/11/2026)",
            id="result-on-a-saturday",
        ),
        pytest.param({"status": 9}, "**chưa giao**", id="9-is-not-10"),
        pytest.param(
            {"status": 10, "returned_at": at("2026-11-20")}, "Đã giao kết quả: thứ Sáu", id="10"
        ),
    ],
)
async def test_the_dates_are_said_as_the_state_needs(
    reply, values: dict[str, object], line: str
) -> None:
    assert line in (await reply(**values)).text


@pytest.mark.asyncio
async def test_a_holiday_that_is_not_verified_is_counted_but_not_named(reply) -> None:
    answer = await reply(now="2026-08-28", appointment_at=at("2026-09-03"))
    assert "còn 1 ngày làm việc; 01/09–02/09 là ngày nghỉ – Quốc khánh" in answer.text
    assert "31/08" not in answer.text


@pytest.mark.asyncio
async def test_papers_to_add_and_their_deadline_are_named(reply) -> None:
    supplement = SupplementRequest(
        papers=("Giấy chứng sinh",), due_at=at("2026-11-30"), personal=False
    )
    answer = await reply(status=5, supplement=supplement)
    assert "Cần bổ sung: Giấy chứng sinh." in answer.text
    assert "Hạn bổ sung: thứ Hai 30/11/2026." in answer.text
    assert payloads(answer)[0] == "ask_dossier_supplement"


@pytest.mark.asyncio
async def test_personal_papers_are_not_named(reply) -> None:
    answer = await reply(status=5, supplement=SupplementRequest(papers=("Giấy ra viện",)))
    assert "ra viện" not in answer.text + answer.more


@pytest.mark.asyncio
async def test_a_payment_request_leads_to_the_payment(reply) -> None:
    assert payloads(await reply(status=6))[0] == "ask_online_payment"


@pytest.mark.asyncio
async def test_parts_are_counted_at_once_and_listed_behind_more(reply) -> None:
    parts = (
        DossierPart(name="Khai sinh", status=9, agency="UBND phường Ninh Kiều"),
        DossierPart(name="Thẻ BHYT", status=4),
    )
    answer = await reply(parts=parts)
    assert "Đã xong 1/2 phần; còn: Thẻ BHYT." in answer.text
    assert "– Khai sinh: Đã xử lý xong (UBND phường Ninh Kiều)\n– Thẻ BHYT: Đang xử lý\n" in (
        answer.more
    )


@pytest.mark.asyncio
async def test_a_sensitive_dossier_names_only_its_agency(reply) -> None:
    answer = await reply(procedure_name="Cấp Phiếu lý lịch tư pháp", agency="Công an thành phố")
    assert "Cơ quan giải quyết: Công an thành phố" in answer.text
    assert "lý lịch" not in answer.text + answer.more


@pytest.mark.asyncio
@pytest.mark.parametrize("status", range(1, 11))
async def test_the_fullest_answer_fits_a_phone_and_keeps_the_code_short(reply, status: int) -> None:
    answer = await reply(
        status=status,
        test_data=True,
        finished_at=at("2026-11-20"),
        returned_at=at("2026-11-20"),
        supplement=SupplementRequest(papers=("A",), due_at=at("2026-11-30"), personal=False),
        parts=(DossierPart(name="Khai sinh", status=4),),
    )
    written = answer.text.split("\n")
    assert len(written) <= 7
    assert written[0].startswith("⚠ DỮ LIỆU THỬ")
    assert written[-1].startswith("Cập nhật lúc")
    assert CODE not in answer.text + answer.more
    assert 1 <= len(answer.buttons) <= 4
    assert f"explain_status?status={status}" in payloads(answer)


def test_several_codes_become_buttons_each_once() -> None:
    codes = [CODE, "G22.99-251225-020175", CODE]
    answer = ask_which(codes, PHRASES)
    assert [button.title for button in answer.buttons] == ["Hồ sơ …0001", "Hồ sơ …0175"]
    assert payloads(answer)[1] == "check_dossier?dossier_code=G22.99-251225-020175"


def test_at_most_four_codes_are_offered() -> None:
    assert len(ask_which([f"H13-261101-000{n}" for n in range(6)], PHRASES).buttons) == 4


def test_without_a_code_the_question_warns_of_secrets() -> None:
    assert "mã OTP" in ask_for_code(PHRASES).text


@pytest.mark.parametrize(
    ("named", "code"), [("9", 9), ("Đã trả kết quả", 10), ("dang xu  ly", 4), ("Được Tiếp Nhận", 2)]
)
def test_a_state_is_explained_by_number_or_name(named: str, code: int) -> None:
    statuses = load_statuses()
    status = statuses.named(named)
    assert status is not None
    assert status.code == code
    answer = explain(status, statuses, PHRASES)
    assert answer.text.startswith(f"**{status.name}**: {status.explanation}\n")
    assert "nguồn phụ" in answer.text


@pytest.mark.parametrize("named", ["0", "11", "Chờ tiếp nhận", ""])
def test_a_state_of_another_name_is_not_guessed(named: str) -> None:
    assert load_statuses().named(named) is None


def test_every_text_that_is_used_exists() -> None:
    used: set[str] = set()
    for module in (answers, lines):
        source = Path(module.__file__).read_text("utf-8")
        used |= set(re.findall(r'"(utter_dossier_[a-z_]*[a-z])"', source))
    assert used <= set(TEXTS)
    built = {key for key in TEXTS if re.search(r"_(button|weekday)_|_by_days_off$", key)}
    assert set(TEXTS) - used - built == SAID_BY_ACTIONS


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_keeps_the_house_voice(key: str) -> None:
    text = TEXTS[key]
    assert len(text.split("\n")) <= 7
    assert not re.search(r"!|\b(bạn|quý khách)\b", text, re.IGNORECASE)
