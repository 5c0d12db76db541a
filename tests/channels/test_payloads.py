"""Button payloads: what a button sends back counts, what a person types never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import payloads
from bot.channels.payloads import Press
from bot.channels.replies import Button, Reply
from bot.privacy.keys import Vault

CODE = "check_dossier?dossier_code=H13.16-240326-0001"
VAULT = Vault(bytes(range(32)))


def test_a_pressed_button_is_its_intent_and_entities():
    sent = payloads.sign("ask_fee?procedure=1.001193&facet_case=re-registration", "a", VAULT)
    assert payloads.read(sent, "a", VAULT) == Press(
        "ask_fee", (("procedure", "1.001193"), ("facet_case", "re-registration"))
    )


def test_a_button_without_entities_is_its_intent():
    assert payloads.read(payloads.sign("greet", "a", VAULT), "a", VAULT) == Press("greet")


def test_all_buttons_of_a_reply_are_signed_and_its_text_is_kept():
    reply = Reply("Dạ", (Button("Lệ phí", "ask_fee"), Button("Hồ sơ", CODE)), more="thêm")
    signed = payloads.sign_buttons(reply, "a", VAULT)
    assert (signed.text, signed.more) == ("Dạ", "thêm")
    assert [button.title for button in signed.buttons] == ["Lệ phí", "Hồ sơ"]
    for before, after in zip(reply.buttons, signed.buttons, strict=True):
        assert payloads.read(after.payload, "a", VAULT) == payloads.read_unsigned(before.payload)


def test_a_button_of_another_conversation_is_only_text():
    assert payloads.read(payloads.sign(CODE, "a", VAULT), "b", VAULT) is None


def test_a_button_made_with_another_key_is_only_text():
    assert payloads.read(payloads.sign(CODE, "a", Vault(b"x" * 32)), "a", VAULT) is None


def test_a_payload_whose_value_was_changed_is_only_text():
    sent = payloads.sign(CODE, "a", VAULT).replace("0001", "0002")
    assert payloads.read(sent, "a", VAULT) is None


@pytest.mark.parametrize(
    "typed",
    [
        "/greet",
        '/check_dossier{"dossier_code": "H13.16-240326-0001"}',
        "/restart",
        "greet",
        CODE,
        f"#{CODE}#",
        f"#{CODE}#AAAAAAAAAAAA",
        f"#{CODE}",
        f"{CODE}#",
        "#",
        "##",
        "###",
        "",
        "   ",
        "#hashtag# xin chào",
        "tôi ở hẻm #12 #3",
    ],
)
def test_whatever_a_person_types_is_only_text(typed):
    assert payloads.read(typed, "a", VAULT) is None


def test_words_around_a_signed_payload_make_it_text():
    sent = payloads.sign("greet", "a", VAULT)
    assert payloads.read(f"xin {sent}", "a", VAULT) is None
    assert payloads.read(f"{sent} nhé", "a", VAULT) is None


def test_spaces_that_a_platform_adds_do_no_harm():
    assert payloads.read(f" {payloads.sign('greet', 'a', VAULT)}\n", "a", VAULT) == Press("greet")


@given(st.text())
def test_no_text_is_ever_taken_for_a_press(text):
    assert payloads.read(text, "a", VAULT) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(max_size=5))
def test_what_was_signed_is_read_only_in_its_conversation(payload, other):
    sent = payloads.sign(payload, "a", VAULT)
    assert payloads.read(sent, "a", VAULT) == payloads.read_unsigned(payload)
    assert other == "a" or payloads.read(sent, other, VAULT) is None
