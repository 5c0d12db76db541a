from pathlib import Path

import pytest

from bot.data_files import DataFileError
from bot.sandbox.invented import DOSSIERS_FILE, load_invented

TEXT = DOSSIERS_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(TEXT.replace("of: khai_sinh", "of: nothing", 1), r"\.of: no proc", id="of"),
        pytest.param(TEXT.replace("-261120-0002", "-240326-0042"), "given twice", id="twice"),
        pytest.param(TEXT.replace("-90m", "gestern"), r"dossiers\[2\]\.received", id="relative"),
    ],
)
def test_a_mistake_in_the_invented_data_is_named(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "dossiers.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=problem):
        load_invented(path)
