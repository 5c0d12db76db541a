"""The ways in which the classifier looks at one text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.search import ProcedureIndex
from bot.text.concepts import default_concepts
from bot.text.diacritics import DiacriticModel
from bot.text.fold import fold
from bot.text.normalise import NormalisedText
from bot.text.protected import find_protected

PROCEDURE = " thutuc "
OTHER_MATTER = " viecngoai "
"""for a name that is no procedure's: a divorce, a bank's card"""
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
class RestoredText:
    """A normalised text, and the same in lower case with the diacritics that were left out."""

    text: NormalisedText
    restored: str
    """as long as ``text``"""

    def part(self, start: int, end: int) -> RestoredText:
        """Return the stretch from ``start`` to ``end`` of both."""
        return RestoredText(self.text.part(start, end), self.restored[start:end])

    def without(self, start: int, end: int) -> RestoredText:
        """Return both without that stretch."""
        text = self.text.text[:start] + self.text.text[end:]
        offsets = self.text.offsets[:start] + self.text.offsets[end:]
        return RestoredText(
            NormalisedText(text, offsets), self.restored[:start] + self.restored[end:]
        )


@dataclass(frozen=True)
class TextViews:
    """One text as it was typed, and read ever more loosely."""

    written: str
    """as it was meant: normalised, lower case, with diacritics that were left out"""
    folded: str
    """the same without diacritics"""
    masked: str = ""
    """folded, with a placeholder for each procedure, other matter, code, number and date: what is
    asked, whatever it is asked about"""
    meaning: str = ""
    """masked, with the group's name for words that mean the same"""


def restored(text: NormalisedText, diacritics: DiacriticModel | None = None) -> RestoredText:
    """Return the text with its diacritics; without a model as it is, in lower case."""
    return RestoredText(text, diacritics.restore(text.text) if diacritics else text.text.lower())


def views_of(text: RestoredText, index: ProcedureIndex) -> TextViews:
    """Return the views; ``index`` knows the names that are masked."""
    masked = masked_view(text.text, index)
    meaning = default_concepts().replace(masked)
    return TextViews(text.restored, fold(text.text.text), masked, meaning)


def plain_views_of(text: RestoredText) -> TextViews:
    """Return the views in which nothing is masked: what is asked about still stands there."""
    return TextViews(text.restored, fold(text.text.text))


def masked_view(text: NormalisedText, index: ProcedureIndex) -> str:
    """Return only the view with placeholders for names, codes, numbers and dates."""
    spans = [
        (span.start, span.end, _PROTECTED_WORDS[span.kind]) for span in find_protected(text.text)
    ]
    taken = list(spans)
    spans += [
        (start, end, PROCEDURE if held else OTHER_MATTER)
        for start, end, held in index.named_spans(text)
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in taken)
    ]
    return _mask(fold(text.text), sorted(spans))


def _mask(folded: str, spans: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, word in spans:
        pieces += [folded[at:start], word]
        at = end
    return " ".join("".join([*pieces, folded[at:]]).split())
