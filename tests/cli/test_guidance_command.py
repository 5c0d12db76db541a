"""`troly guidance` lists and draws the trees, and names them when asked for another."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.cli import main


def test_it_lists_every_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guidance", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 15
    assert any(line.startswith("khai-sinh\t") for line in lines)


def test_it_draws_one_tree_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guidance", "draw", "tam-tru"]) == 0
    drawn = capsys.readouterr().out
    assert "flowchart LR" in drawn
    assert drawn.count("%%") == 1


def test_it_writes_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guidance", "draw", "--svg", "--to", str(tmp_path / "trees")]) == 0
    pictures = sorted((tmp_path / "trees").glob("*.svg"))
    assert capsys.readouterr().out.split() == [str(picture) for picture in pictures]
    assert len(pictures) >= 15
    for picture in pictures:
        assert ElementTree.parse(picture).getroot().tag.endswith("svg")


def test_an_unknown_tree_is_one_line_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["guidance", "draw", "nope"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "there is no guidance tree nope; there are: can-cuoc" in line
