"""Words of several syllables ("khai sinh"), as underthesea's segmenter joins them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[\w\u0300-\u036f]+")


def compound_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each word of the text; signs are no words.

    The segmenter may write a word in another Unicode form; its syllables are counted off
    against those of the text, so that offsets stay true.
    """
    syllables = [found.span() for found in _WORD.finditer(text)]
    spans = []
    at = 0
    for word in _segmenter()(text):
        length = len(_WORD.findall(word))
        if length and at < len(syllables):
            last = min(at + length, len(syllables)) - 1
            spans.append((syllables[at][0], syllables[last][1]))
            at += length
    spans += syllables[at:]
    return spans


@cache
def _segmenter() -> Any:
    # half a second and 60 MB: only for those who ask for compounds
    from underthesea import word_tokenize

    return word_tokenize
