"""Rasa's tokens: the words of the text as typed, with their offsets."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.text.compounds import compound_spans
from bot.text.protected import find_protected

_WORD = re.compile(r"[\w\u0300-\u036f]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VietnameseTokenizer(Tokenizer):
    """Cuts at everything that is no letter or digit; a code or a date is one token."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options that Rasa's base class reads."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            # join syllables to words with underthesea; 60 MB, and no component of ours gained by it
            "compounds": False,
        }

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the examples as they are.

        No component of ours trains on tokens, and Rasa would copy and hash them several
        times: ten seconds of a training.
        """
        return training_data

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the tokens of one attribute of the message."""
        text = message.get(attribute)
        tokens: list[Token] = []
        at = 0
        for span in find_protected(text):
            tokens += self._words(text, at, span.start)
            tokens.append(Token(text[span.start : span.end], span.start))
            at = span.end
        tokens += self._words(text, at, len(text))
        return list(self._apply_token_pattern(tokens))

    def _words(self, text: str, start: int, end: int) -> list[Token]:
        if self._config["compounds"]:
            spans = compound_spans(text[start:end])
            return [Token(text[start + a : start + b], start + a) for a, b in spans]
        return [Token(found.group(), found.start()) for found in _WORD.finditer(text, start, end)]
