"""The year files: what is refused, and that the committed ones load."""

from pathlib import Path

import pytest

from bot.data_files import DataFileError
from bot.deadlines.calendar_files import CALENDAR_DIR, load_calendar, load_year

GOOD = """
year: 2026
holidays:
  - {day: 2026-11-24, name: Ngày Văn hóa, certainty: S}
"""


def write_year(directory: Path, text: str) -> Path:
    path = directory / "2026.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_committed_years_load() -> None:
    years = [load_year(path).year for path in sorted(CALENDAR_DIR.glob("*.yml"))]
    assert years == [2024, 2025, 2026, 2027]


def test_a_directory_without_years_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"holds no <year>\.yml"):
        load_calendar(tmp_path)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("year: 2026", "holidays: missing property", id="missing-key"),
        pytest.param(GOOD + "colour: red", "colour: unexpected property", id="unknown-key"),
        pytest.param(GOOD.replace("2026-11-24", "24/11"), r"holidays\[0\]\.day: ", id="bad-date"),
        pytest.param(
            GOOD.replace("11-24", "11-28"), r"holidays\[0\]\.day: .* is a weekend", id="weekend"
        ),
        pytest.param(
            GOOD.replace("2026-11-24", "2025-11-24"), r"\.day: .* in another year", id="other-year"
        ),
        pytest.param(GOOD.replace("year: 2026", "year: 2025"), "year: 2025 is not", id="file-name"),
        pytest.param(GOOD.replace(": S", ": X"), r"holidays\[0\]\.certainty: ", id="label"),
        pytest.param(GOOD + GOOD[GOOD.index("  -") :], "listed twice", id="twice"),
        pytest.param(GOOD + "year: 2026", "(?<=:5: )'year' is given twice", id="double-key"),
        pytest.param("year: [", "(?<=yml:1: )expected", id="broken-yaml"),
        pytest.param(
            GOOD + "make_up_days: [{day: 2026-11-23, instead_of: 2026-11-24, certainty: M}]",
            r"make_up_days\[0\]\.day: .* working day anyway",
            id="make-up-weekday",
        ),
        pytest.param(
            GOOD + "make_up_days: [{day: 2026-11-28, instead_of: 2026-11-25, certainty: M}]",
            r"make_up_days\[0\]\.instead_of: .* not among the holidays",
            id="make-up-for-nothing",
        ),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    path = write_year(tmp_path, text)
    with pytest.raises(DataFileError, match=rf"2026\.yml(:\d+)?: .*{key}"):
        load_year(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"2030\.yml: cannot be read"):
        load_year(tmp_path / "2030.yml")
