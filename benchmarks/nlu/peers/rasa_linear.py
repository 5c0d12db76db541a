"""The same examples and messages with Rasa's own linear components, for comparison."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from bot.nlu.evaluation.questions import VARIANTS, load_questions
from bot.nlu.evaluation.scores import share
from bot.nlu.parser import Parser
from bot.nlu.quiet import keep_rasa_quiet
from bot.settings import PROJECT_DIR

HERE = Path(__file__).parent


def examples_only(folder: Path) -> Path:
    """Copy the examples, without texts and rules, and return where they are."""
    for path in (PROJECT_DIR / "nlu_data").rglob("*.yml"):
        if "\nnlu:" in path.read_text(encoding="utf-8"):
            target = folder / "examples" / path.relative_to(PROJECT_DIR / "nlu_data")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return folder / "examples"


def main() -> None:
    """Train, measure and print one line a way of typing."""
    keep_rasa_quiet()
    from rasa.model_training import train_nlu

    questions = load_questions(HERE.parent / "evaluation")
    with tempfile.TemporaryDirectory() as workplace:
        folder = Path(workplace)
        started = time.monotonic()
        model = train_nlu(
            str(HERE / "rasa_linear.yml"), str(examples_only(folder)), str(folder / "models")
        )
        sys.stdout.write(f"trained in {time.monotonic() - started:.0f} s\n")
        parser = Parser(Path(str(model)))
    for variant in VARIANTS:
        typed = [(question.typed(variant), question.intent) for question in questions]
        right = share(
            parser.parse(text)["intent"]["name"] == intent for text, intent in typed if text
        )
        sys.stdout.write(f"{variant}: {100 * right:.1f} %\n")


if __name__ == "__main__":
    main()
