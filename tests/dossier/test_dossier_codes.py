"""The recogniser: dossier.md's variants, crooked typing, and what is no code."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data_files import DataFileError
from bot.dossier.codes import (
    CODES_FILE,
    CodeForm,
    CodeForms,
    find_codes,
    is_meant_as_code,
    load_code_forms,
)

TODAY = date(2026, 11, 23)
SAMPLE = "H13.16-240326-0001"
REAL_FORMS = [
    "000.00.12.H62-201105-0004",
    "000.00.16.H13-240326-0001",
    "H15.50-260706-1377",
    SAMPLE,
    "H13.16.5-240326-0001",
    "H13-240326-0001",
    "H30.12-240326-0001",
    "H51.3-250630-12345",
    "G22.99-251225-020175",
    "G22.99.09-240114-0001",
    "G22.99.08-260921-896048",
    "G01.899.909-260916-890028",
]


def values(text: str) -> list[str]:
    return [code.value for code in find_codes(text, TODAY)]


@pytest.mark.parametrize("code", REAL_FORMS)
def test_every_known_form_is_found_as_it_is(code: str) -> None:
    assert values(code) == [code]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("h13.16-240326-0001", id="lower-case"),
        pytest.param("H13.16–240326–0001", id="en-dash"),
        pytest.param("H13.16—240326—0001", id="em-dash"),
        pytest.param("H13.16−240326−0001", id="minus"),
        pytest.param("H13.16 - 240326 - 0001", id="spaced-dashes"),
        pytest.param("H13.16--240326--0001", id="double-dashes"),
        pytest.param("h13.16 240326 0001", id="spaces-for-dashes"),
        pytest.param("h13 16 240326 0001", id="spaces-for-everything"),
        pytest.param("H13.16-240326 0001", id="one-dash-one-space"),
        pytest.param("H 13.16-240326-0001", id="space-after-letter"),
        pytest.param("h13.16.240326.0001", id="dots-for-dashes"),
        pytest.param("H13-16-240326-0001", id="dash-for-dot"),
        pytest.param("H13 . 16-240326-0001", id="spaced-dot"),
        pytest.param("H13,16-240326-0001", id="comma"),
        pytest.param("H13.16-24O326-OOO1", id="letter-o"),
        pytest.param("H13.16-240326-ooo1", id="small-letter-o"),
        pytest.param("H13.16-240326-\u200b0001", id="hidden-character"),
        pytest.param("hsH13.16-240326-0001", id="stuck-word"),
        pytest.param("mãH13.16-240326-0001", id="stuck-word-with-mark"),
        pytest.param("mã hs: H13.16-240326-0001.", id="words-and-full-stop"),
        pytest.param("(H13.16-240326-0001)", id="brackets"),
        pytest.param("hs h13.16-240326-0001 tới đâu r", id="in-a-sentence"),
        pytest.param("H13.16-240326-0001ạ", id="stuck-polite-word"),
        pytest.param("H13.16-240326-0001oi", id="stuck-word-with-o"),
        pytest.param("H13.16-240326-0001 2 tuần rồi", id="number-after"),
        pytest.param("hồ sơ số 5 H13.16-240326-0001", id="number-before"),
        pytest.param("https://example.vn/tra?ma=H13.16-240326-0001", id="in-an-address"),
    ],
)
def test_crooked_typing_is_understood(typed: str) -> None:
    assert values(typed) == [SAMPLE]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1.001193", id="procedure"),
        pytest.param("2.000815.000.00.00.H55", id="local-procedure"),
        pytest.param("KQ.G01.000062", id="result"),
        pytest.param("G22.99.3-241219795252", id="payment"),
        pytest.param("mã giao dịch G22.99.3 - 241219795252", id="payment-spaced"),
        pytest.param("12345.GCS.67890.26", id="birth-notice"),
        pytest.param("092201001234", id="citizen-number"),
        pytest.param("H13 092201001234", id="citizen-number-after-prefix"),
        pytest.param("1801234567-001", id="tax-number"),
        pytest.param("EM123456789VN", id="parcel"),
        pytest.param("0901234567 240326 0001", id="phone-and-numbers"),
        pytest.param("H13.16240326 0001", id="only-one-separator"),
        pytest.param("H13.16-2403260001", id="second-separator-missing"),
        pytest.param("H13.162403260001", id="no-separator"),
        pytest.param("H13.16-241326-0001", id="month-13"),
        pytest.param("H13.16-230229-0001", id="29-february-2023"),
        pytest.param("H13.16-261124-0001", id="tomorrow"),
        pytest.param("H13.16-991231-0001", id="far-future"),
        pytest.param("H13.16-240326-001", id="serial-too-short"),
        pytest.param("H13.16-240326-0000001", id="serial-too-long"),
        pytest.param("H13.16-240326-0001-02", id="part-of-something-longer"),
        pytest.param("KH13.16-240326-0001", id="tail-of-another-word"),
        pytest.param("9.H13.16-240326-0001", id="tail-of-another-number"),
        pytest.param("HS.000.000.000", id="form-that-is-switched-off"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_numbers_are_not_taken_for_a_dossier(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hs H1316-240326-0042 tới đâu", True),
        ("H13.16-240326-001", True),
        ("H13.16-261399-0042", True),
        ("mã giao dịch G22.99.3-241219795252", True),
        ("1.001193", False),
        ("số của tui 0901234567", False),
        ("căn cước 092201001234", False),
        ("CT07 2 bản, 15.000 đồng", False),
        ("CT01 khác CT07 chỗ nào", False),
    ],
)
def test_what_is_meant_as_a_code_is_told_from_other_numbers(text: str, expected: bool) -> None:
    assert is_meant_as_code(text) is expected


def test_several_codes_are_found_in_order_with_their_places() -> None:
    text = "h13.16 240326 0001\nvà G22.99-251225-020175, với H30-250101-0007"
    found = find_codes(text, TODAY)
    assert [text[code.start : code.end] for code in found] == [
        "h13.16 240326 0001",
        "G22.99-251225-020175",
        "H30-250101-0007",
    ]
    assert [code.tail for code in found] == ["0001", "0175", "0007"]


def test_a_code_of_today_is_accepted() -> None:
    assert values("H13.16-261123-0001") == ["H13.16-261123-0001"]


def test_a_new_form_is_only_a_row_of_data(tmp_path: Path) -> None:
    text = CODES_FILE.read_text(encoding="utf-8").replace("enabled: false", "enabled: true")
    path = tmp_path / "dossier_codes.yml"
    path.write_text(text, encoding="utf-8")
    (code,) = find_codes("hs.012.345.678", TODAY, load_code_forms(path))
    assert code.value == "HS.012.345.678"


def test_a_broken_pattern_is_named_by_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "dossier_codes.yml"
    path.write_text("forms: [{id: x, pattern: '(', note: n, certainty: S}]", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"dossier_codes\.yml: forms\[0\]\.pattern"):
        load_code_forms(path)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (SAMPLE, "TP Cần Thơ"),
        ("000.00.16.H30-200326-0001", "Hậu Giang (cũ)"),
        ("G22.99.09-240114-0001", "nền tảng bộ hoặc Cổng quốc gia (gồm liên thông)"),
    ],
)
def test_the_agency_part_is_explained_to_staff(code: str, name: str) -> None:
    agency = load_code_forms().agency_of(code)
    assert agency is not None
    assert agency.name == name


def test_an_unknown_agency_is_no_mistake() -> None:
    assert load_code_forms().agency_of("H62-201105-0004") is None


def test_a_long_text_of_numbers_does_not_stop_the_search() -> None:
    assert values("12 34 " * 700 + "a" * 4000 + " " + SAMPLE) == [SAMPLE]


@pytest.mark.parametrize(
    "nonsense",
    ["1 " * 2000, "H1 1 1 1 1 1 1 1 1 1 1 1 " * 150, "12 34 56 78 90 H13 " * 200, "a1 " * 1300],
)
def test_rows_of_numbers_are_not_tried_in_thousands_of_spellings(
    nonsense: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr("bot.dossier.codes._spellings", lambda written: tried.append(written) or [])
    find_codes(nonsense[:4000], TODAY)
    assert len(tried) < 10


@pytest.mark.parametrize(
    "typed", ["HS.123.456.789", "HS 123 456 789", "HS-123.456 789", "HS123.456.789"]
)
def test_the_first_look_lets_every_spelling_of_a_form_through(typed: str) -> None:
    pattern = r"HS\.?\d{3}\.\d{3}\.\d{3}"
    form = CodeForm(id="hcmc", pattern=pattern, note="", certainty="S")
    assert find_codes(typed, TODAY, CodeForms(forms=(form,)))
    assert not find_codes(typed, TODAY, CodeForms(forms=()))


words = st.lists(
    st.sampled_from(["dạ", "cho", "tui", "hồ", "sơ", "này", "rồi", "trễ", "2", "tuần", "ơi", "o"]),
    max_size=6,
).map(" ".join)
days = st.dates(date(2018, 1, 1), TODAY)
serials = st.integers(4, 6).flatmap(
    lambda size: st.text("0123456789", min_size=size, max_size=size)
)
units = st.lists(st.integers(1, 999).map(str), max_size=4)
tidy_codes = st.builds(
    lambda letter, province, unit, day, serial: (
        ".".join([f"{letter}{province:02}", *unit]) + f"-{day:%y%m%d}-{serial}"
    ),
    st.sampled_from("GH"),
    st.integers(1, 99),
    units,
    days,
    serials,
)
dashes = st.sampled_from(["-", " - ", "–", " — ", "−", " "])


@given(tidy_codes)
def test_a_found_code_is_found_again_unchanged(code: str) -> None:
    assert values(code) == [code]


@given(words, tidy_codes, dashes, dashes, st.booleans(), words)
def test_a_crooked_code_is_found_at_its_place_among_words(
    before: str, code: str, first: str, second: str, small: bool, after: str
) -> None:
    agency, day, serial = code.split("-")
    typed = f"{agency}{first}{day}{second}{serial}"
    typed = typed.lower() if small else typed
    text = f"{before} {typed} {after}"
    (found,) = find_codes(text, TODAY)
    assert found.value == code
    assert text[found.start : found.end] == typed


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    for code in find_codes(text, TODAY):
        assert 0 <= code.start < code.end <= len(text)
