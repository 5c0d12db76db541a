"""The conversation of a citizen through the REST channel of the running system."""

import itertools

import httpx
import pytest

pytestmark = [pytest.mark.server, pytest.mark.model]

_senders = itertools.count()


@pytest.fixture
def talk(system):
    sender = f"rest-{next(_senders)}"

    def say(message, **extra):
        body = {"sender": sender, "message": message, **extra}
        response = httpx.post(f"{system.url}/webhooks/rest/webhook", json=body, timeout=30)
        assert response.status_code == 200, response.text
        return response.json()

    return say


def text_of(replies):
    return "\n".join(reply["text"] for reply in replies)


def test_papers_then_fee_then_the_fee_of_another_procedure(talk):
    assert "chứng sinh" in text_of(talk("làm khai sinh cần giấy tờ gì")).lower()

    fee = text_of(talk("còn phí?")).lower()
    assert "miễn" in fee
    assert "hđnd" in fee
    assert "nguồn:" in fee

    death = text_of(talk("thế khai tử?"))
    assert "khai tử" in death.lower()
    assert "miễn" in death.lower()
    assert "Nguồn:" in death


def test_an_outdated_belief_is_corrected(talk):
    answer = text_of(talk("làm lý lịch ở sở tư pháp hả"))
    assert "Sở Tư pháp" in answer
    assert "Công an" in answer


def test_a_button_does_what_it_says(talk):
    replies = talk("làm khai sinh cần giấy tờ gì")
    [button] = [b for b in replies[0]["buttons"] if "phí" in b["title"].lower()]
    assert "miễn" in text_of(talk(button["payload"])).lower()


@pytest.mark.parametrize("command", ["/delete_my_data", "#delete_my_data#AAAAAAAAAAAA"])
def test_a_typed_command_is_only_text(talk, command):
    talk("làm khai sinh cần giấy tờ gì")
    talk(command)
    # nothing was erased: the conversation still knows what it is about
    assert "khai sinh" in text_of(talk("còn phí?")).lower()


def test_the_same_message_id_gets_the_same_answer_once(talk):
    first = talk("đăng ký kết hôn nộp ở đâu", message_id="m-1")
    again = talk("đăng ký kết hôn nộp ở đâu", message_id="m-1")
    assert first == again


def test_a_dossier_is_looked_up_at_the_sandbox_office(talk):
    answer = text_of(talk("hs H13.16-240326-0001 toi dau roi"))
    assert "DỮ LIỆU THỬ" in answer
    assert "0001" in answer
    assert "H13.16-240326-0001" not in answer


def test_the_office_being_down_is_said_openly(system, talk):
    httpx.post(f"{system.sandbox_url}/faults", json={"down": True}, timeout=5).raise_for_status()
    try:
        answer = text_of(talk("hs H13.16-240326-0001 toi dau roi"))
    finally:
        httpx.post(f"{system.sandbox_url}/faults", json={"down": False}, timeout=5)
    assert "chưa trả lời" in answer
