"""From texts with their intents to something that ranks the intents of new texts.

Everything that training needs and Rasa does not: the component and the measurements on
outside data run the very same code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bot.catalogue.search import ProcedureIndex
from bot.nlu.intent_fitting import TrainingExample, is_kept_back
from bot.nlu.intent_model import IntentModel, Ranking
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.side_by_side import side_by_side
from bot.nlu.variants import VariantMaker
from bot.nlu.views import RestoredText, TextViews, restored, views_of
from bot.settings import PROJECT_DIR
from bot.text.diacritics import DiacriticModel, lexicon_words
from bot.text.lexicon import default_lexicon
from bot.text.normalise import NormalisedText, normalise

ENCODER_FILE = PROJECT_DIR / "nlu_data" / "encoder" / "encoder.onnx"
SEED = 2026
_DIACRITICS_FILE = "diacritics.json"


@dataclass(frozen=True)
class Labelled:
    """A text and its intent."""

    text: str
    intent: str


class TrainedIntents:
    """A trained model with what prepares a text for it; read only."""

    def __init__(self, model: IntentModel, diacritics: DiacriticModel) -> None:
        self._model = model
        self._diacritics = diacritics

    @classmethod
    def train(
        cls,
        labelled: Sequence[Labelled],
        index: ProcedureIndex,
        encoder: SentenceEncoder | None,
        seed: int = SEED,
    ) -> TrainedIntents:
        """Learn from the texts and from generated copies of them.

        ``ValueError`` with less than two intents.
        """
        texts = side_by_side(lambda each: normalise(each.text), labelled)
        diacritics, *halves = learn_diacritics([text.text for text in texts])
        maker = VariantMaker(default_lexicon(), seed)
        copies = [maker.copies(each.text) for each in labelled]

        def views(at: int) -> tuple[TextViews, ...]:
            other_half = halves[half_of(texts[at].text)]
            typed = [normalise(copy) for copy in copies[at]]
            return (
                views_of(restored(texts[at]), index),
                *(views_of(restored(copy, other_half), index) for copy in typed),
            )

        examples = [
            TrainingExample(each.intent, of_each, is_kept_back(each.text))
            for each, of_each in zip(
                labelled, side_by_side(views, range(len(labelled))), strict=True
            )
        ]
        return cls(IntentModel.train(examples, encoder), diacritics)

    def restore(self, text: NormalisedText) -> RestoredText:
        """Return the text with the diacritics that were left out."""
        return restored(text, self._diacritics)

    def rank(self, views: Sequence[TextViews], *, by_words: bool = False) -> list[Ranking]:
        """Return the intents of each text, best first; ``by_words``: without the encoder."""
        return self._model.rank(views, by_words=by_words)

    def save(self, directory: Path) -> None:
        """Write everything into the directory."""
        self._model.save(directory)
        data = json.dumps(self._diacritics.as_data(), ensure_ascii=False, separators=(",", ":"))
        (directory / _DIACRITICS_FILE).write_text(data, encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> TrainedIntents:
        """Read what ``save`` wrote; ``OSError`` when it is not there."""
        data = json.loads((directory / _DIACRITICS_FILE).read_text(encoding="utf-8"))
        return cls(IntentModel.load(directory), DiacriticModel.from_data(data))


def half_of(text: str) -> int:
    """Return which half of the examples a normalised text belongs to: 0 or 1."""
    return crc32(text.encode()) // 10 % 2


def learn_diacritics(texts: Sequence[str]) -> list[DiacriticModel]:
    """Return the model of all texts, and for each half of them the one of the other half.

    Copies without diacritics must be restored by a model that has not seen the example:
    else training would only see restorations without a mistake.
    """
    lexicon = lexicon_words()
    parts = [
        texts,
        [text for text in texts if half_of(text) == 1],
        [text for text in texts if half_of(text) == 0],
    ]
    return [DiacriticModel.train(part, lexicon) for part in parts]
