"""Writes what the encoder is made from: every example in all ways of typing.

Runs in the project's environment; ``make_encoder.py`` reads the file in one with torch.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.nlu.examples import read_examples
from bot.nlu.intent_fitting import is_kept_back
from bot.nlu.trained_intents import half_of, learn_diacritics
from bot.nlu.variants import VariantMaker
from bot.settings import PROJECT_DIR
from bot.text.diacritics import lexicon_words
from bot.text.fold import fold
from bot.text.lexicon import default_lexicon
from bot.text.normalise import normalise

SLIPPED_COPIES = 3


def shown(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield each text as the classifier would see it: written, restored, and with slips."""
    written = [normalise(text).text for text in texts]
    _, *halves = learn_diacritics(written)
    makers = [VariantMaker(default_lexicon(), seed) for seed in range(1, SLIPPED_COPIES + 1)]
    for text, meant in zip(texts, written, strict=True):
        typed = [fold(text), *(maker.copies(text)[1] for maker in makers)]
        restore = halves[half_of(meant)].restore
        yield [meant.lower(), *(restore(normalise(one).text) for one in typed)]


def main() -> None:
    """Write the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    output = parser.parse_args().output
    examples = read_examples(PROJECT_DIR)
    rows = [
        {"intent": each.intent, "ways": ways, "kept_back": is_kept_back(each.text)}
        for each, ways in zip(examples, shown([each.text for each in examples]), strict=True)
    ]
    syllables = sorted({syllable for word in lexicon_words() for syllable in word.split()})
    content = json.dumps({"examples": rows, "syllables": syllables}, ensure_ascii=False)
    output.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
