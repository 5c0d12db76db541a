"""The ways in which the classifier looks at one text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.search import ProcedureIndex
from bot.text.concepts import default_concepts
from bot.text.fold import fold
from bot.text.normalise import NormalisedText
from bot.text.protected import find_protected

PROCEDURE = " thutuc "
_PROTECTED_WORDS = {
    "url": " diachiweb ",
    "email": " thudientu ",
    "dossier_code": " mahoso ",
    "procedure_code": PROCEDURE,
    "date": " ngaythang ",
    "time": " giophut ",
    "number": " conso ",
}


@dataclass(frozen=True)
class TextViews:
    """One text as it was typed, and read ever more loosely."""

    written: str
    """as it was typed, normalised, lower case"""
    folded: str
    """the same without diacritics"""
    masked: str
    """folded, with a placeholder for each procedure, code, number and date: what is
    asked, whatever it is asked about"""
    meaning: str
    """masked, with the group's name for words that mean the same"""


def views_of(text: NormalisedText, index: ProcedureIndex) -> TextViews:
    """Return the views; ``index`` knows the names that are masked."""
    spans = [
        (span.start, span.end, _PROTECTED_WORDS[span.kind]) for span in find_protected(text.text)
    ]
    taken = list(spans)
    spans += [
        (start, end, PROCEDURE)
        for start, end in index.named_spans(text)
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in taken)
    ]
    folded = fold(text.text)
    masked = _mask(folded, sorted(spans))
    return TextViews(text.text.lower(), folded, masked, default_concepts().replace(masked))


def _mask(folded: str, spans: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, word in spans:
        pieces += [folded[at:start], word]
        at = end
    return " ".join("".join([*pieces, folded[at:]]).split())
