"""``troly catalogue`` as officers call it."""

from __future__ import annotations

import argparse
import io
import json
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.snapshot import current_version
from bot.cli import catalogue
from bot.settings import Settings

from .examples import BIRTH_FILE, Change


@pytest.fixture
def settings(tmp_path: Path, catalogue_dir: Path) -> Settings:
    """Return settings of a project whose catalogue is the small one."""
    return Settings(
        project_dir=catalogue_dir.parent, data_dir=tmp_path / "var", today=date(2026, 11, 23)
    )


def call(settings: Settings, *words: str) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser()
    catalogue.add_arguments(parser)
    return catalogue.run(parser.parse_args(words), settings)


def test_check_counts_what_is_right(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(settings, "check") == 0
    counts = "2 procedures, 1 rule, 1 clarification, 0 articles"
    assert capsys.readouterr().out == f"{counts}: no problems\n"


def test_check_names_each_problem_on_a_line_of_stderr(
    settings: Settings, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(BIRTH_FILE, "amount_vnd: 0", "amount_vnd: x")
    assert call(settings, "check") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"catalogue_data/{BIRTH_FILE}:21: fee[0].amount_vnd: expected integer, found string\n"
        "troly: 1 problem\n"
    )


def test_check_names_the_problems_of_the_data_that_is_read_at_the_start(
    settings: Settings, catalogue_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalogue_dir / "signposts.yml").write_text("- id: toa-an\n  phrases: 7\n", "utf-8")
    assert call(settings, "check") == 1
    assert capsys.readouterr().err.startswith("catalogue_data/signposts.yml:")


def test_check_gives_machines_the_problems_as_json(
    settings: Settings, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(BIRTH_FILE, "amount_vnd: 0", "amount_vnd: x")
    assert call(settings, "check", "--json") == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert (problem["line"], problem["key"]) == (21, "fee[0].amount_vnd")


def test_check_of_a_missing_directory_fails(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(settings, "check", "nowhere") == 1
    assert "there is no such catalogue directory" in capsys.readouterr().err


def test_publish_prepares_the_database_and_says_when_nothing_changed(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(settings, "publish") == 0
    version = current_version(settings.data_dir)
    assert (
        capsys.readouterr().out == f"published 2 procedures as {version} in {settings.data_dir}\n"
    )
    assert call(settings, "publish") == 0
    out = capsys.readouterr().out
    assert out == f"nothing to do: {version} holds the same 2 procedures already\n"


def test_publish_of_a_broken_catalogue_starts_no_database(
    settings: Settings, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(BIRTH_FILE, "area: ho-tich", "area: cu-tru")
    assert call(settings, "publish") == 1
    assert f"catalogue_data/{BIRTH_FILE}:5: area: is cu-tru" in capsys.readouterr().err
    assert not settings.data_dir.exists()


def test_show_prints_every_facet_and_the_rules_of_today(
    settings: Settings, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        BIRTH_FILE,
        "amount_vnd: 8000",
        "amount_vnd: 8000\n    valid_from: 2026-07-01\n"
        "  - {case: late, amount_vnd: 5000, valid_to: 2026-06-30}",
    )
    assert call(settings, "show", "1.001193") == 0
    told = capsys.readouterr().out
    assert "  Giấy chứng sinh, kind=original\n" in told
    assert "  case=late, amount_vnd=8000  [2026-07-01 to …]\n" in told
    assert "  case=late, amount_vnd=5000  [… to 2026-06-30, not valid today]\n" in told
    assert "fees on 2026-11-23:\n  on-time 0đ\n  late 8.000đ → 4.000đ by half (Giảm 50%)\n" in told


def test_show_gives_machines_the_entry_and_the_fees_of_today(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(settings, "show", "1.001193", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["procedure"]["short_name"] == "Đăng ký khai sinh"
    assert told["fees"][1] == {
        "row": 1,
        "amount_vnd": 4000,
        "rules": ["half"],
        "conditional": {},
    }


def test_show_of_an_unknown_code_fails(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(settings, "show", "1.999999") == 1
    assert "troly: 1.999999 is not in the catalogue\n" in capsys.readouterr().err


def test_search_answers_each_line_with_one_json_line(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = "làm giay khai sanh\n\n1.000656\r\n".encode() + b"\xff\xfe\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(queries)))
    assert call(settings, "search", "--limit", "1") == 0
    first, empty, code, rubbish = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["query"] == "làm giay khai sanh"
    assert [result["code"] for result in first["results"]] == ["1.001193"]
    assert empty == {"query": "", "results": []}
    assert set(code["results"][0]) == {"code", "name", "score"}
    assert code["results"][0]["code"] == "1.000656"
    assert rubbish["results"] == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="no subcommand"),
        pytest.param(["show"], id="no code"),
        pytest.param(["search", "--limit", "many"], id="a limit in words"),
    ],
)
def test_wrong_usage_exits_with_2(settings: Settings, words: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        call(settings, *words)
    assert raised.value.code == 2


def test_a_limit_of_nothing_is_wrong_usage(settings: Settings) -> None:
    assert call(settings, "search", "--limit", "0") == 2


def test_schema_writes_the_files_once(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(settings, "schema") == 0
    assert capsys.readouterr().out.count("wrote ") == 5
    assert call(settings, "schema") == 0
    assert capsys.readouterr().out == "nothing to do\n"


def test_the_card_tells_what_an_amount_is_for(
    settings: Settings, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("per: trang", "tiers: [{from_unit: 3, amount_vnd: 1000}]", "cap_vnd: 200000")
    change(BIRTH_FILE, "amount_vnd: 0", "\n    ".join(("amount_vnd: 2000", *more)))
    assert call(settings, "show", "1.001193") == 0
    assert "2.000đ per trang; from the 3. 1.000đ; at most 200.000đ" in capsys.readouterr().out
