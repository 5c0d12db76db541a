"""Roles and kin are found; those who only speak of themselves or to us are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.data_files import DataFileError
from bot.nlu.person_roles import default_roles
from bot.text.normalise import normalise


def roles(text: str) -> list[tuple[str, str]]:
    return [
        (found.value, text[found.start : found.end])
        for found in default_roles().find(normalise(text))
    ]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("làm khai sinh cho con", "child", "con"),
        ("lam khai sinh cho con gai", "daughter", "con gai"),
        ("con trai tui 14 tuổi", "son", "con trai"),
        ("con 5 tuổi chưa có khai sinh", "child", "con"),
        ("con tui mới sanh", "child", "con"),
        ("con em bị mất thẻ", "child", "con em"),
        ("làm giấy cho em bé", "child", "em bé"),
        ("thẻ bảo hiểm cho bé", "child", "bé"),
        ("nhận con nuôi", "child", "con nuôi"),
        ("nhập khẩu cho con dâu", "daughter_in_law", "con dâu"),
        ("nhap ho cho con re", "son_in_law", "con re"),
        ("ba tui mất hồi hôm", "father", "ba"),
        ("tía tui", "father", "tía"),
        ("khai tử cho cha", "father", "cha"),
        ("mẹ mất rồi", "mother", "mẹ"),
        ("giay to cua ma toi", "mother", "ma"),
        ("cha mẹ ký thay được không", "parents", "cha mẹ"),
        ("ông nội mất", "grandfather", "ông nội"),
        ("lam can cuoc cho ba noi", "grandmother", "ba noi"),
        ("ông bà dẫn đi được không", "grandparents", "ông bà"),
        ("làm giấy tờ cho cháu", "grandchild", "cháu"),
        ("cháu ngoại tui", "grandchild", "cháu ngoại"),
        ("vk e mới sinh", "wife", "vk"),
        ("vo toi moi sanh", "wife", "vo"),
        ("chong toi mat", "husband", "chong"),
        ("hai vợ chồng tui", "spouse", "hai vợ chồng"),
        ("vợ chồng trẻ", "spouse", "vợ chồng"),
        ("anh ruột đi thay được không", "sibling", "anh ruột"),
        ("chị tui vừa sanh", "sibling", "chị"),
        ("em gái ở Úc", "sibling", "em gái"),
        ("dì ruột đi khai sanh", "relative", "dì ruột"),
        ("người nhà nộp thay", "relative", "người nhà"),
        ("người được ủy quyền ký", "representative", "người được ủy quyền"),
        ("cần người giám hộ không", "guardian", "người giám hộ"),
        ("chu ho la ai", "household_head", "chu ho"),
        ("chủ nhà không cho", "landlord", "chủ nhà"),
        ("người thuê tự đi", "tenant", "người thuê"),
        ("lấy người nước ngoài", "foreigner", "người nước ngoài"),
    ],
)
def test_for_whom_or_with_whom_is_a_role(text: str, value: str, span: str) -> None:
    assert (value, span) in roles(text)
    assert len(roles(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "anh ơi cho em hỏi",
        "dạ con muốn hỏi",
        "cô cho hỏi",
        "cháu chào bác",
        "em muốn làm căn cước",
        "mình cần làm gì",
        "cho con hỏi chút",
        "dạ cháu bị mất thẻ",
        "chào chị, em nộp hồ sơ rồi",
        "bác làm ơn chỉ giùm",
        "nè cô tui hỏi",
        "khắc con dấu công ty",
        "bà con trong ấp",
        "cái con đường trước nhà",
        "con số này sai",
        "con phi thi sao",
        "con thieu gi khong",
        "ma ho so",
        "cho ma otp",
        "vo ho khau",
        "ba bản sao",
        "ba thang nua",
        "chi toi cach lam",
        "di toi phuong",
        "bộ hồ sơ",
        "can bo phuong",
        "công bố thủ tục",
        "co ong noi la cong an",
        "tiếng Anh tui dở lắm",
        "muon mo quan",
        "tre hen roi",
        "",
    ],
)
def test_a_form_of_address_or_another_word_is_no_role(text: str) -> None:
    assert roles(text) == []


def test_those_who_call_themselves_con_mean_their_child_only_with_a_possessor() -> None:
    assert roles("dạ con hỏi, làm giấy cho con") == []
    assert roles("dạ con hỏi, làm giấy cho con của con") == [("child", "con")]


def test_all_roles_of_a_message_are_told_in_their_order() -> None:
    assert roles("chủ nhà trọ khai tạm trú cho người thuê với vợ của họ") == [
        ("landlord", "chủ nhà trọ"), ("tenant", "người thuê"), ("wife", "vợ"),
    ]  # fmt: skip


FRAGMENTS = [
    "con", "cho", "dạ", "em", "tôi", "vo", "ba", "3", "tuổi", ",", "muốn hỏi", "con gái", "ông bà",
    "H13.16-240326-0001", "vk", "\n", "\u200b", "İ", "e\u0301", "?", "cháu", "chị", "của",
]  # fmt: skip
typed = st.lists(st.sampled_from(FRAGMENTS), max_size=10).map(" ".join)


@given(st.one_of(typed, st.text(max_size=60)))
@settings(max_examples=300, deadline=None)
def test_roles_lie_in_the_text_side_by_side(text: str) -> None:
    at = 0
    for found in default_roles().find(normalise(text)):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def test_a_broken_file_of_roles_is_named(tmp_path: Path) -> None:
    file = tmp_path / "roles.yml"
    file.write_text("entries: []", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"roles\.yml"):
        default_roles.__wrapped__(file)
