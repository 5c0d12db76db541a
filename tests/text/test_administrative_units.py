"""What became of old wards, from a list as underthesea's with its peculiarities."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.data_files import DataFileError
from bot.text.administrative_units import Level, OwnUnit, Unit, read_units, split_title


def record(old: str, district: str, new: str, default: bool | None = None) -> dict[str, Any]:
    given = {} if default is None else {"is_default": default}
    return {
        "old_province": "Tỉnh A",
        "old_district": district,
        "old_ward": old,
        "new_province": "Thành phố B",
        "new_ward": new,
        "mapping_type": "merged" if default is None else "divided",
        **given,
    }


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    records = [
        record("Xã Một", "Huyện X", "Phường Mới"),
        record("Xã Hai", "Huyện X", "Phường Mới", True),
        record("Xã Hai", "Huyện X", "Phường Khác", False),
        # two communes of one name, mixed up by the list
        record("Xã Ba", "Huyện X", "Phường Mới", True),
        record("Xã Ba", "Huyện X", "Phường Khác", False),
        record("Xã Ba", "Huyện Y", "Phường Mới", False),
        record("Xã Ba", "Huyện Y", "Phường Khác", True),
        record("Thị Trấn Bốn", "Huyện Y", ""),
    ]
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps({"ward_mapping": records}), encoding="utf-8")
    return file


def unit(units: list[Unit], official: str) -> Unit:
    [found] = [each for each in units if each.official == official]
    return found


@pytest.mark.parametrize(
    ("official", "now"),
    [
        ("Xã Một, Huyện X, Tỉnh A", "Phường Mới, Thành phố B"),
        pytest.param("Xã Hai, Huyện X, Tỉnh A", None, id="divided"),
        pytest.param("Xã Ba, Huyện X, Tỉnh A", "Phường Mới, Thành phố B", id="namesakes"),
        pytest.param("Xã Ba, Huyện Y, Tỉnh A", "Phường Khác, Thành phố B", id="namesakes too"),
        pytest.param("Thị trấn Bốn, Huyện Y, Tỉnh A", None, id="a name is missing"),
        pytest.param("Huyện X, Tỉnh A", None, id="district"),
        ("Tỉnh A", "Thành phố B"),
    ],
)
def test_the_name_of_today_is_told_only_when_it_is_certain(
    mapping: Path, official: str, now: str | None
) -> None:
    assert unit(read_units(mapping), official).now == now


def test_own_units_complete_and_correct_the_list(mapping: Path) -> None:
    own = [
        OwnUnit(name="Xã Năm", district="Huyện X", province="Tỉnh A", now="Phường Mới"),
        OwnUnit(name="Xã Một", district="Huyện X", province="Tỉnh A", now="Phường Khác"),
        OwnUnit(name="Xã Ba", district="Huyện Y", province="Tỉnh A"),
    ]
    units = read_units(mapping, own)
    assert unit(units, "Xã Năm, Huyện X, Tỉnh A").now == "Phường Mới, Thành phố B"
    assert unit(units, "Xã Một, Huyện X, Tỉnh A").now == "Phường Khác, Thành phố B"
    assert unit(units, "Xã Ba, Huyện Y, Tỉnh A").now is None


def test_units_lie_in_those_of_their_time_and_in_the_province_of_today(mapping: Path) -> None:
    units = read_units(mapping)
    ward = unit(units, "Xã Một, Huyện X, Tỉnh A")
    assert ward.lies_in(unit(units, "Huyện X, Tỉnh A"))
    assert ward.lies_in(unit(units, "Tỉnh A"))
    assert ward.lies_in(unit(units, "Thành phố B"))
    assert not ward.lies_in(unit(units, "Huyện Y, Tỉnh A"))
    new = unit(units, "Phường Mới, Thành phố B")
    assert (new.exists, new.level, new.kind, new.name) == (True, Level.WARD, "phường", "Mới")


def test_a_title_is_split_into_kind_and_name() -> None:
    assert split_title("Thị Xã Việt Yên") == ("thị xã", "Việt Yên")
    with pytest.raises(ValueError, match="no kind"):
        split_title("Ninh Kiều")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"ward_mapping": [{"old_ward": "Xã"}]}'])
def test_another_list_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"mapping\.json"):
        read_units(file)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.json"):
        read_units(tmp_path / "none.json")
