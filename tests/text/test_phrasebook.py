"""A phrase counts where its neighbours allow it; a broken file is named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.data_files import DataFileError
from bot.text.phrasebook import Entry, Phrasebook, PhraseFile, read_phrase_file

BOOK = Phrasebook(
    [
        Entry(means="daughter", phrases=("con gái",)),
        Entry(
            means="child",
            phrases=("con",),
            alone="never",
            before=("tôi", "# tuổi"),
            after=("cho", ""),
        ),
        Entry(
            means="wife", phrases=("vợ",), alone="written", before=("tôi",), not_before=("hộ khẩu",)
        ),
        Entry(means="sister", phrases=("chị",), alone="never", plain=False, before=("tôi",)),
    ]
)


def heard(text: str) -> list[tuple[str, str]]:
    return [(each.means, text[each.start : each.end]) for each in BOOK.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("làm cho con gái", [("daughter", "con gái")]),
        ("lam cho CON GAI", [("daughter", "CON GAI")]),
        ("con tôi", [("child", "con")]),
        ("đi con 3 tuổi", [("child", "con")]),
        ("gửi cho con", [("child", "con")]),
        ("xong rồi, con nộp", [("child", "con")]),
        ("vợ nộp", [("wife", "vợ")]),
        ("vo toi", [("wife", "vo")]),
        ("chị tôi", [("sister", "chị")]),
        ("đi con đường", []),
        ("đi con, tôi", []),
        ("vo ho khau", []),
        ("chi toi", []),
        ("cong ty", []),
        ("", []),
    ],
)
def test_neighbours_decide_what_a_phrase_means(text: str, expected: list[tuple[str, str]]) -> None:
    assert heard(text) == expected


def test_what_spoke_for_a_phrase_is_told() -> None:
    assert [each.by for each in BOOK.find("con gái cho con, nhà con tôi")] == [
        "alone", "after", "before",
    ]  # fmt: skip


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_searched(text: str) -> None:
    for each in BOOK.find(text):
        assert 0 <= each.start < each.end <= len(text)


def test_groups_of_neighbours_and_standard_spellings_are_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "book.yml"
    file.write_text(
        "groups: {owner: [tui, em]}\n"
        "entries: [{means: wife, phrases: [vk], before: [<owner>, cũ]}]",
        encoding="utf-8",
    )
    [entry] = read_phrase_file(file, PhraseFile).entries
    assert entry.phrases == ("vợ",)
    assert entry.before == ("tôi", "em", "cũ")


@pytest.mark.parametrize(
    "text",
    [
        "entries: [{means: x}]",
        "entries: [{means: x, phrases: [a], before: [<none>]}]",
        "entries: [",
    ],
)
def test_a_broken_phrasebook_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "book.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"book\.yml"):
        read_phrase_file(file, PhraseFile)
