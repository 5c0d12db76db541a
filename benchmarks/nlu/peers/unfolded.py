"""Our linear reader alone, on the text as it is typed: no folding, no copies, no encoder.

Shows what reading a text without its diacritics as well is worth.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from bot.nlu.evaluation.questions import VARIANTS, load_questions
from bot.nlu.evaluation.scores import share
from bot.nlu.examples import read_examples
from bot.nlu.ngram_reader import fit_linear
from bot.settings import PROJECT_DIR


def main() -> None:
    """Train, measure and print one line a way of typing."""
    examples = read_examples(PROJECT_DIR)
    features = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)),
            (
                "letters",
                TfidfVectorizer(
                    analyzer="char_wb",
                    ngram_range=(2, 5),
                    min_df=3,
                    sublinear_tf=True,
                    dtype=np.float32,
                ),
            ),
        ]
    )
    intents = sorted({each.intent for each in examples})
    started = time.monotonic()
    rows = features.fit_transform([each.text for each in examples]).tocsr()
    weights, offsets = fit_linear(rows, np.array([each.intent for each in examples]), intents)
    sys.stdout.write(f"trained in {time.monotonic() - started:.0f} s\n")
    for variant in VARIANTS:
        questions = load_questions(Path(__file__).parent.parent / "evaluation")
        typed = [(question.typed(variant), question.intent) for question in questions]
        known = [(text, intent) for text, intent in typed if text]
        margins = features.transform([text for text, _ in known]) @ weights + offsets
        found = [intents[at] for at in margins.argmax(axis=1).tolist()]
        right = share(one == intent for one, (_, intent) in zip(found, known, strict=True))
        sys.stdout.write(f"{variant}: {100 * right:.1f} %\n")


if __name__ == "__main__":
    main()
