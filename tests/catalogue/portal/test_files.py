"""Files of records: what cannot be read is refused with its place, never raised."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.portal import files
from bot.catalogue.portal.files import read_records
from bot.catalogue.portal.shapes import CODE, NAME, RawRecord, Refusal

from .writing import record, write_lines


def reasons(path: Path) -> list[str]:
    """Return why things were refused; every record that was read is left out."""
    return [item.reason for item in read_records(path) if isinstance(item, Refusal)]


def codes(path: Path) -> list[str]:
    """Return the codes of the records that were read."""
    return [item.text(CODE) for item in read_records(path) if isinstance(item, RawRecord)]


class TestWhatCannotBeRead:
    def test_a_broken_line_is_named_and_the_others_are_read(self, tmp_path: Path) -> None:
        path = write_lines(
            tmp_path / "r.jsonl", record(), '{"ma_thu_tuc": ', record(ma_thu_tuc="1.999002")
        )
        assert codes(path) == ["1.999001", "1.999002"]
        (reason,) = reasons(path)
        assert reason.startswith("r.jsonl:2: is broken JSON")

    @pytest.mark.parametrize("line", ["[]", "3", '"text"', "null", "true"])
    def test_what_is_no_object_is_refused(self, tmp_path: Path, line: str) -> None:
        assert reasons(write_lines(tmp_path / "r.jsonl", line)) == ["r.jsonl:1: is not an object"]

    def test_a_truncated_archive_yields_what_came_before(self, tmp_path: Path) -> None:
        path = tmp_path / "r.jsonl.gz"
        many = [record(ma_thu_tuc=f"1.{number:06}") for number in range(2_000)]
        write_lines(path, *many)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        assert 0 < len(codes(path)) < 2_000
        (reason,) = reasons(path)
        assert "cannot be read any further" in reason
        assert reason.startswith("r.jsonl.gz:")

    def test_an_archive_that_is_none_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "r.jsonl.gz"
        path.write_bytes(b"plain text")
        (reason,) = reasons(path)
        assert reason.startswith("r.jsonl.gz: cannot be read")

    def test_a_line_of_50_megabytes_is_refused_and_the_next_one_read(self, tmp_path: Path) -> None:
        path = tmp_path / "r.jsonl.gz"
        with gzip.open(path, "wb", compresslevel=1) as file:
            file.write(b'{"ma_thu_tuc": "')
            for _ in range(50):
                file.write(b"a" * 2**20)
            file.write(b'"}\n' + json.dumps(record()).encode() + b"\n")
        assert reasons(path) == [
            f"r.jsonl.gz:1: the line is longer than {files.LONGEST_LINE} bytes"
        ]
        assert codes(path) == ["1.999001"]

    def test_an_archive_that_unpacks_without_end_is_given_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "LARGEST_FILE", 10_000)
        path = write_lines(tmp_path / "r.jsonl.gz", *["{}"] * 10_000)
        assert reasons(path)[-1] == "r.jsonl.gz: is larger than 10000 bytes"

    def test_a_document_that_is_too_large_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "LARGEST_DOCUMENT", 100)
        path = tmp_path / "r.json"
        path.write_text(json.dumps([record()]))
        assert reasons(path) == ["r.json: is larger than 100 bytes; use .jsonl"]

    def test_other_encodings_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "r.jsonl"
        path.write_bytes(json.dumps(record(), ensure_ascii=False).encode("utf-16"))
        assert "r.jsonl:1: is not UTF-8" in reasons(path)

    def test_lists_inside_lists_without_end_are_refused(self, tmp_path: Path) -> None:
        assert len(reasons(write_lines(tmp_path / "r.jsonl", "[" * 100_000))) == 1

    @pytest.mark.parametrize("name", ["r.xlsx", "r.csv", "r", "r.doc", "r.gz"])
    def test_other_kinds_of_files_are_refused(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(b"")
        assert reasons(path) == [f"{name}: expected .jsonl, .json (each also .gz) or .docx"]

    @pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r.jsonl.gz", "r.docx"])
    def test_a_file_that_is_missing_is_refused(self, tmp_path: Path, name: str) -> None:
        assert len(reasons(tmp_path / name)) == 1

    @pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r.jsonl.gz", "r.json.gz", "r.docx"])
    @given(content=st.binary(max_size=300))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
    def test_no_bytes_raise(self, tmp_path: Path, name: str, content: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        assert all(isinstance(item, RawRecord | Refusal) for item in read_records(path))


class TestKindsOfFiles:
    @pytest.mark.parametrize("name", ["r.jsonl", "r.JSONL", "r.jsonl.gz"])
    def test_lines(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        content = "\n\n".join(
            json.dumps(record(ma_thu_tuc=code)) for code in ("1.999001", "1.999002")
        )
        path.write_bytes(
            gzip.compress(content.encode()) if name.endswith("gz") else content.encode()
        )
        assert codes(path) == ["1.999001", "1.999002"]

    def test_one_object(self, tmp_path: Path) -> None:
        path = tmp_path / "r.json"
        path.write_text(json.dumps(record(), indent=1))
        assert codes(path) == ["1.999001"]

    def test_a_list_with_something_else_in_it(self, tmp_path: Path) -> None:
        path = tmp_path / "r.json.gz"
        path.write_bytes(gzip.compress(json.dumps([record(), 3]).encode()))
        assert codes(path) == ["1.999001"]
        assert reasons(path) == ["r.json.gz[2]: is not an object"]

    def test_texts_are_composed_and_other_values_become_texts(self, tmp_path: Path) -> None:
        line = '{"ten_thu_tuc": "Ca\\u0301 ca\\u0309nh", "a": null, "b": 3, "c": ["x"]}'
        (item,) = read_records(write_lines(tmp_path / "r.jsonl", line))
        assert isinstance(item, RawRecord)
        assert item.texts == {NAME: "Cá cảnh", "a": "", "b": "3", "c": '["x"]'}


class TestWhatRecordsSayOfOneAnother:
    def test_the_same_record_twice_is_read_once(self, tmp_path: Path) -> None:
        path = write_lines(tmp_path / "r.jsonl", record(), record())
        assert codes(path) == ["1.999001"]
        assert reasons(path) == ["r.jsonl:2: it says the same as r.jsonl:1"]

    def test_one_code_with_two_texts_is_refused_altogether(self, tmp_path: Path) -> None:
        path = write_lines(tmp_path / "r.jsonl", record(), record(linh_vuc="Thú y"))
        assert codes(path) == []
        assert len(reasons(path)) == 2

    def test_codes_that_claim_one_page_are_told_to_both(self, tmp_path: Path) -> None:
        path = write_lines(
            tmp_path / "r.jsonl",
            record(detail_url="page/7"),
            record(detail_url="page/7", ma_thu_tuc="1.999002"),
            record(detail_url="page/8", ma_thu_tuc="1.999003"),
        )
        pages = [item.same_page for item in read_records(path) if isinstance(item, RawRecord)]
        assert pages == [("1.999002",), ("1.999001",), ()]

    def test_long_steps_that_two_procedures_share_are_told(self, tmp_path: Path) -> None:
        steps = "Người nuôi chim nộp tờ khai và chờ cán bộ tới xem chuồng. " * 6
        path = write_lines(
            tmp_path / "r.jsonl",
            record(trinh_tu_thuc_hien=steps),
            record(trinh_tu_thuc_hien=steps, ma_thu_tuc="1.999002", ten_thu_tuc="Xin giống cây"),
        )
        first, second = (item for item in read_records(path) if isinstance(item, RawRecord))
        assert first.same_steps == ("Xin giống cây",)
        assert second.same_steps == (record()["ten_thu_tuc"],)
