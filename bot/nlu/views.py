"""The ways in which the classifier looks at one text."""

from __future__ import annotations

from dataclasses import dataclass, replace

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


def views_of(
    text: NormalisedText, index: ProcedureIndex, diacritics: DiacriticModel | None = None
) -> TextViews:
    """Return the views; ``index`` knows the names that are masked.

    With ``diacritics`` the written view has them where they were left out.
    """
    plain = plain_views_of(text, diacritics)
    masked = masked_view(text, index)
    return replace(plain, masked=masked, meaning=default_concepts().replace(masked))


def plain_views_of(text: NormalisedText, diacritics: DiacriticModel | None = None) -> TextViews:
    """Return the views in which nothing is masked: what is asked about still stands there."""
    written = diacritics.restore(text.text) if diacritics else text.text.lower()
    return TextViews(written, fold(text.text))


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
