"""Places as people write them, old and new; every unit of the city is known by its name."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.data_files import DataFileError, read_data_file
from bot.text.administrative_units import Level, Unit, mapping_file, read_units
from bot.text.fold import fold
from bot.text.gazetteer import PLACES_FILE, PlaceWords, load_gazetteer
from bot.text.heard_words import keys_of
from bot.text.places import find_places
from bot.text.protected import find_protected

CITY = "Thành phố Cần Thơ"


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (place.entity, place.value, text[place.start : place.end]) for place in find_places(text)
    ]


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    return read_units(mapping_file(), load_words().units)


def load_words() -> PlaceWords:
    return read_data_file(PLACES_FILE, PlaceWords)


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("tôi ở phường Ninh Kiều", f"Phường Ninh Kiều, {CITY}", "phường Ninh Kiều"),
        ("o phuong ninh kieu nop dau", f"Phường Ninh Kiều, {CITY}", "phuong ninh kieu"),
        ("P.Cái Khế", f"Phường Cái Khế, {CITY}", "P.Cái Khế"),
        ("p an binh", f"Phường An Bình, {CITY}", "p an binh"),
        ("ở Ninh Kiều", f"Phường Ninh Kiều, {CITY}", "Ninh Kiều"),
        ("NINH KIỀU", f"Phường Ninh Kiều, {CITY}", "NINH KIỀU"),
        ("công an Bình Thuỷ", f"Phường Bình Thủy, {CITY}", "Bình Thuỷ"),
        ("xã Mĩ Tú", f"Xã Mỹ Tú, {CITY}", "xã Mĩ Tú"),
        ("xã Vỉnh Thạnh", f"Xã Vĩnh Thạnh, {CITY}", "xã Vỉnh Thạnh"),
        ("xã An Bình", f"Phường An Bình, {CITY}", "xã An Bình"),
        (
            "phường Ninh Kiều, TP Cần Thơ",
            f"Phường Ninh Kiều, {CITY}",
            "phường Ninh Kiều, TP Cần Thơ",
        ),
        ("phuwowngf Ninh Kieeuf", f"Phường Ninh Kiều, {CITY}", "phuwowngf Ninh Kieeuf"),
        ("xa4 My4 Tu1", f"Xã Mỹ Tú, {CITY}", "xa4 My4 Tu1"),
        ("TPCT", CITY, "TPCT"),
        ("tp.can tho", CITY, "tp.can tho"),
        ("ở CT", CITY, "CT"),
        ("xã châu thành", f"Xã Châu Thành, {CITY}", "xã châu thành"),
        ("toi o vi thanh", f"Phường Vị Thanh, {CITY}", "vi thanh"),
        ("An Binh gio la phuong nao", f"Phường An Bình, {CITY}", "An Binh"),
        ("tỉnh Vĩnh Long", "Tỉnh Vĩnh Long", "tỉnh Vĩnh Long"),
        ("ngoài Hà Nội", "Thành phố Hà Nội", "Hà Nội"),
        ("con ở tp hcm", "Thành phố Hồ Chí Minh", "tp hcm"),
        ("xã Bến Lức, Tây Ninh", "Xã Bến Lức, Tỉnh Tây Ninh", "xã Bến Lức, Tây Ninh"),
    ],
)
def test_a_unit_that_exists_is_a_place(text: str, value: str, span: str) -> None:
    assert found(text) == [("place", value, span)]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("quận Ninh Kiều", f"Quận Ninh Kiều, {CITY}", "quận Ninh Kiều"),
        ("h. kế sách", "Huyện Kế Sách, Tỉnh Sóc Trăng", "h. kế sách"),
        ("tx Ngã Bảy", "Thành phố Ngã Bảy, Tỉnh Hậu Giang", "tx Ngã Bảy"),
        ("q.NK", f"Quận Ninh Kiều, {CITY}", "q.NK"),
        ("Sóc Trăng", CITY, "Sóc Trăng"),
        ("hau giang", CITY, "hau giang"),
        ("quê ở Bến Tre", "Tỉnh Vĩnh Long", "Bến Tre"),
        ("phường An Cư cũ", f"Phường Ninh Kiều, {CITY}", "phường An Cư"),
        ("xã Mỹ Khánh", f"Phường An Bình, {CITY}", "xã Mỹ Khánh"),
        ("p. Thới Bình", f"Phường Ninh Kiều, {CITY}", "p. Thới Bình"),
        ("phường An Bình (cũ)", f"Phường An Bình, {CITY}", "phường An Bình"),
        ("Ninh Kiều cũ", f"Quận Ninh Kiều, {CITY}", "Ninh Kiều"),
        ("xã cũ Mỹ Khánh", f"Phường An Bình, {CITY}", "xã cũ Mỹ Khánh"),
        ("Châu Thành", "Huyện Châu Thành", "Châu Thành"),
        (
            "huyện Châu Thành, Hậu Giang",
            "Huyện Châu Thành, Tỉnh Hậu Giang",
            "huyện Châu Thành, Hậu Giang",
        ),
        (
            "phường Bùi Hữu Nghĩa",
            f"Phường Bùi Hữu Nghĩa, Quận Bình Thủy, {CITY}",
            "phường Bùi Hữu Nghĩa",
        ),
        ("p5 soc trang", f"Phường Sóc Trăng, {CITY}", "p5 soc trang"),
        ("phường 1 Sóc Trăng", f"Phường Phú Lợi, {CITY}", "phường 1 Sóc Trăng"),
        ("phường 4, Vị Thanh", f"Phường Vị Tân, {CITY}", "phường 4, Vị Thanh"),
        ("quận 7", "Quận 7, Thành phố Hồ Chí Minh", "quận 7"),
        ("tp Long Xuyên", "Thành phố Long Xuyên, Tỉnh An Giang", "tp Long Xuyên"),
    ],
)
def test_a_unit_that_is_gone_is_an_old_place_with_its_name_of_today(
    text: str, value: str, span: str
) -> None:
    assert found(text) == [("old_place", value, span)]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        (
            "12 Nguyễn Trãi, P. An Cư, Q. Ninh Kiều, TP. Cần Thơ",
            f"Phường Ninh Kiều, {CITY}",
            "P. An Cư, Q. Ninh Kiều, TP. Cần Thơ",
        ),
        (
            "đường 30/4, an khanh, ninh kieu, can tho",
            f"Phường Tân An, {CITY}",
            "an khanh, ninh kieu, can tho",
        ),
        (
            "xã Tân Thạnh, huyện Thới Lai",
            f"Xã Trường Thành, {CITY}",
            "xã Tân Thạnh, huyện Thới Lai",
        ),
        (
            "xã Phú Tân, huyện Châu Thành, tỉnh Hậu Giang",
            f"Xã Phú Hữu, {CITY}",
            "xã Phú Tân, huyện Châu Thành, tỉnh Hậu Giang",
        ),
        (
            "phường Bến Nghé, Q1, TPHCM",
            "Phường Sài Gòn, Thành phố Hồ Chí Minh",
            "phường Bến Nghé, Q1, TPHCM",
        ),
        ("xã Trường Thành hồi đó thuộc huyện Thới Lai", None, None),
    ],
)
def test_an_address_is_one_place(text: str, value: str | None, span: str | None) -> None:
    if value is None:
        assert len(found(text)) == 2
    else:
        assert found(text) == [("old_place", value, span)]


@pytest.mark.parametrize("text", ["Thới An Đông", "dạ thoi an dong ạ", "dạ Thới An Đông nha"])
def test_a_name_alone_answers_a_question(text: str) -> None:
    assert [value for _, value, _ in found(text)] == [f"Phường Thới An Đông, {CITY}"]


def test_a_ward_that_an_old_district_did_not_have_is_not_guessed() -> None:
    # underthesea's convert_address answers with the ward of that name in another district
    assert found("Phường 6, Quận 3, TP.HCM") == [
        ("old_place", "Quận 3, Thành phố Hồ Chí Minh", "Quận 3, TP.HCM")
    ]


def test_a_row_of_provinces_is_no_address() -> None:
    assert [span for _, _, span in found("Cần Thơ, Sóc Trăng, Hậu Giang")] == [
        "Cần Thơ", "Sóc Trăng", "Hậu Giang",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "đường Nguyễn Văn Cừ",
        "đường Bùi Hữu Nghĩa",
        "đại lộ Hòa Bình",
        "cầu Cần Thơ",
        "đại học Cần Thơ",
        "anh Phong Điền",
        "chị Trần Đề",
        "Nguyễn Vĩnh Thạnh",
        "tên tôi là Trần Thị Ninh Kiều",
        "dạ em Phong Điền nộp",
        "co do",
        "ấp Mỹ Tú",
        "vi thanh toan qua mang",
        "cái răng khôn",
        "hộ sống dưới trung bình",
        "nhà ở xa trung tâm",
        "nhà hai phòng",
        "co do giay to",
        "ở an ninh",
        "xóa vĩnh viễn",
        "bé dưới 6 tuổi",
        "p5",
        "xã hội",
        "phường nào",
        "tờ khai CT07",
        "điền ở CT 01",
        "https://dichvucong.gov.vn/phuong-ninh-kieu",
        "phuong.ninh.kieu@cantho.vn",
        "",
    ],
)
def test_streets_people_and_other_words_are_no_places(text: str) -> None:
    assert found(text) == []


def test_every_ward_and_commune_of_the_city_is_found_in_each_way_of_typing(
    units: list[Unit],
) -> None:
    new = [
        unit
        for unit in units
        if unit.exists and unit.level is Level.WARD and unit.province_now == CITY
    ]
    assert len(new) == 103
    for unit in new:
        nfd = unicodedata.normalize("NFD", unit.title)
        for text in (unit.title, unit.title.upper(), fold(unit.title), unit.official, nfd):
            assert found(text) == [("place", unit.official, text)]


def test_every_old_ward_of_the_three_provinces_is_found_by_its_address(
    units: list[Unit],
) -> None:
    old = [unit for unit in units if not unit.exists and unit.province_now == CITY]
    wards = [unit for unit in old if unit.level is Level.WARD]
    assert len(wards) > 260
    for unit in wards:
        for text in (unit.official, fold(unit.official), unit.official.replace(", ", " ")):
            assert found(text) == [("old_place", unit.now or unit.official, text)]
        [(_, _, span)] = found(unit.title)
        assert span == unit.title


def test_every_old_district_of_the_three_provinces_is_found_by_its_kind(
    units: list[Unit],
) -> None:
    districts = [
        unit for unit in units if unit.level is Level.DISTRICT and unit.province_now == CITY
    ]
    assert len(districts) == 28
    for unit in districts:
        for text in (unit.title, fold(unit.title)):
            [(entity, value, span)] = found(text)
            assert (entity, span) == ("old_place", text)
            assert unit.official.startswith(value)


def test_addresses_elsewhere_become_what_underthesea_makes_of_them(units: list[Unit]) -> None:
    from underthesea.address import convert_address

    certain = [
        unit
        for unit in units
        if not unit.exists and unit.level is Level.WARD and unit.now and unit.province_now != CITY
    ]
    for unit in certain[::40]:
        expected = convert_address(unit.official).converted
        assert found(unit.official) == [("old_place", expected, unit.official)]


FRAGMENTS = [
    "phường", "xã", "quận", "huyện", "tỉnh", "tp", "tp.", "p.", "q", "x", "tt", "Ninh Kiều",
    "an binh", "Cần Thơ", "soc trang", "Châu Thành", "Mỹ Tú", "5", "p5", "q1", ",", "(", ")", "cũ",
    "thuộc", "ở", "đường", "anh", "H13.16-240326-0001", "dichvucong.gov.vn/can-tho",
    "can.tho@x.vn", "1.001193", "\n", "\u200b", "I", "İ", "Đ", "e\u0301", "HCM", "cu", "-", "'",
]  # fmt: skip
typed = st.lists(st.sampled_from(FRAGMENTS), max_size=10).map(" ".join)


@given(st.one_of(typed, st.text(max_size=60)))
@settings(max_examples=400, deadline=None)
def test_places_lie_in_the_text_side_by_side_and_outside_codes(text: str) -> None:
    places = find_places(text)
    closed = [
        (span.start, span.end)
        for span in find_protected(text)
        if span.kind in {"url", "email", "dossier_code", "procedure_code"}
    ]
    at = 0
    for place in places:
        assert at <= place.start < place.end <= len(text)
        assert all(place.end <= start or end <= place.start for start, end in closed)
        assert place.value
        at = place.end


def test_the_data_file_names_only_what_there_is(units: list[Unit]) -> None:
    words = load_words()
    titles = {unit.title for unit in units}
    assert set(words.also) <= titles
    assert set(words.means.values()) <= titles
    spellings = {spelling for each in words.also.values() for spelling in each}
    known = {keys_of(name) for name in {unit.name for unit in units} | spellings}
    listed = [name for names in words.alone.values() for name in names]
    assert [name for name in [*listed, *words.not_before] if keys_of(name) not in known] == []
    assert len({keys_of(name) for name in listed}) == len(listed)
    for unit in words.units:
        assert f"{unit.now}, {CITY}" in {each.official for each in units if each.exists}


def test_a_broken_data_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "places.yml"
    file.write_text(yaml.safe_dump({"home": CITY}), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"places\.yml"):
        load_gazetteer(file, mapping_file())
