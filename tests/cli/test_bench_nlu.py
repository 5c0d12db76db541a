"""``troly bench nlu`` on other data: what it prints and what it refuses."""

import argparse
from pathlib import Path

import pytest

from bot.cli import bench_nlu
from bot.settings import Settings

ROWS = {
    "ask_fee": ["phí bao nhiêu", "tốn nhiêu tiền", "lệ phí thế nào", "mất bao nhiêu tiền"],
    "ask_where": ["làm ở đâu", "nộp chỗ nào", "tới đâu nộp", "ra đâu làm giấy"],
}


def run(*options: str) -> int:
    parser = argparse.ArgumentParser()
    bench_nlu.add_arguments(parser)
    return bench_nlu.run(parser.parse_args(options), Settings())


@pytest.fixture
def rows(tmp_path: Path) -> str:
    path = tmp_path / "rows.tsv"
    lines = [f"{text}\t{intent}" for intent, texts in ROWS.items() for text in texts]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_outside_data_is_trained_on_and_answered(
    rows: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--train", rows, "--test", rows, "--words-only") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("| 8 | 8 | 2 | 100.0 % |")


def test_folds_end_with_their_mean(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--train", rows, "--folds", "2", "--words-only") == 0
    out = capsys.readouterr().out
    assert out.count("| 4 | 4 | 2 |") == 2
    assert "Mean over 2 folds: written" in out


@pytest.mark.parametrize("options", [["--test", "x.tsv"], ["--train", "x.tsv"]])
def test_half_of_a_pair_is_wrong_usage(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*options) == 2
    assert capsys.readouterr().err.startswith("troly bench nlu: --")


def test_a_bad_row_is_named_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("phí bao nhiêu\task_fee\nkhông có nhãn\n", encoding="utf-8")
    assert run("--train", str(path), "--test", str(path)) == 1
    assert f"{path}:2: not `text<TAB>intent`" in capsys.readouterr().err


def test_one_intent_alone_cannot_be_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.tsv"
    path.write_text("phí bao nhiêu\task_fee\n", encoding="utf-8")
    assert run("--train", str(path), "--test", str(path), "--words-only") == 1
    assert "two intents" in capsys.readouterr().err
