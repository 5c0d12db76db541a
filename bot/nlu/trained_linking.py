"""Links messages to procedures by their names and by messages that mean them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.confidence import MARGIN, MOST, NAMED
from bot.catalogue.search import Findings, Match, ProcedureIndex, is_settled
from bot.nlu.linking import certain, worth_offering
from bot.nlu.linking_messages import LinkingMessage
from bot.nlu.procedure_reader import LEFT_OPEN, ProcedureReader
from bot.nlu.procedure_weighing import Judged, Weighing, label_of
from bot.nlu.side_by_side import side_by_side
from bot.nlu.trained_intents import half_of, learn_diacritics
from bot.nlu.variants import VariantMaker
from bot.nlu.views import RestoredText, TextViews, plain_views_of, restored
from bot.text.lexicon import default_lexicon
from bot.text.normalise import NormalisedText, normalise

_PARTS = 3
"""the curve is fitted on a third of the messages, read by what the others teach"""
_OTHERS_TRIED = 1500
"""so many examples are looked through for those about no procedure"""
_OTHER = 0.55
"""a name counts as named no more when something else is so likely, and clearly likelier"""
_DESPITE_VAGUE = 0.65
"""what answers a vague phrase must be so likely: asking back is not wrong"""
_UNDECIDED = 0.45
"""beside an open question nothing is surer than this"""
_OPEN = (LEFT_OPEN, LEFT_OPEN)
"""what a phrase means of which the catalogue asks back: one of several, whichever"""
_A_CODE = 1.0
_SURE_OF_ONE = 0.95
_WORDS_FILE, _NUMBERS_FILE = "linking.json", "linking.npz"


class TrainedLinking:
    """Names, the reader of messages, and how both are weighed; read only."""

    def __init__(self, reader: ProcedureReader, weighing: Weighing) -> None:
        self._reader = reader
        self._weighing = weighing

    @classmethod
    def train(
        cls,
        messages: Sequence[LinkingMessage],
        examples: Sequence[str],
        index: ProcedureIndex,
        seed: int,
    ) -> TrainedLinking:
        """Learn from messages that mean a procedure, and from examples that mean none.

        ``ValueError`` with fewer than two procedures.
        """
        known = [each for each in messages if all(map(index.holds, each.codes))]
        if len({each.codes for each in known}) < 2:
            raise ValueError("messages that mean at least two procedures are needed to train")
        about_none = [LinkingMessage(text, ()) for text in _about_nothing(examples, index)]
        rows = _Rows([*known, *about_none], _as_messages(index, known), index, seed)
        with ThreadPoolExecutor(2) as threads:
            whole = threads.submit(rows.read, np.ones(len(rows.labels), dtype=bool))
            part = threads.submit(rows.read, ~rows.kept_back)
            judged = rows.judged(part.result())
        return cls(whole.result(), Weighing.fit(judged, part.result().labels))

    def find(
        self, texts: Sequence[RestoredText], index: ProcedureIndex, limit: int
    ) -> list[Findings]:
        """Return what each text says about procedures."""
        found = [index.find(each.text, limit) for each in texts]
        # beside a vague phrase counts only what is told without it, so that is read as well
        vague = [at for at, each in enumerate(found) if each.vague]
        beside = [texts[at].without(*(found[at].vague or (0, 0))) for at in vague]
        margins = self._reader.margins([plain_views_of(each) for each in (*texts, *beside)])
        told = {
            at: self._reader.labels[int(np.argmax(margins[len(texts) + row]))]
            for row, at in enumerate(vague)
        }
        return [
            self._weighed(names, margins[at], told.get(at), index, _span(each.text), limit)
            for at, (each, names) in enumerate(zip(texts, found, strict=True))
        ]

    def save(self, directory: Path) -> None:
        """Write everything into the directory."""
        words = {"reader": self._reader.words(), "weighing": asdict(self._weighing)}
        content = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        (directory / _WORDS_FILE).write_text(content, encoding="utf-8")
        np.savez(directory / _NUMBERS_FILE, **self._reader.numbers())

    @classmethod
    def load(cls, directory: Path) -> TrainedLinking:
        """Read what ``save`` wrote; ``OSError`` when it is not there."""
        words = json.loads((directory / _WORDS_FILE).read_text(encoding="utf-8"))
        with np.load(directory / _NUMBERS_FILE, allow_pickle=False) as numbers:
            reader = ProcedureReader.stored(words["reader"], dict(numbers))
        stored = words["weighing"]
        return cls(
            reader, Weighing(stored["sharpness"], tuple(stored["weights"]), stored["offset"])
        )

    def _weighed(
        self,
        found: Findings,
        margins: NDArray[np.float64],
        told: str | None,
        index: ProcedureIndex,
        span: tuple[int, int],
        limit: int,
    ) -> Findings:
        shares = self._weighing.shares(margins, self._reader.labels)
        if _speaks_for_itself(found, max(shares.values())):
            return found
        chances = {
            code: chance
            for code, chance in self._weighing.chances(found, shares).items()
            if index.holds(code)
        }
        surest = max(chances.values(), default=0.0)
        # ``told``: what is meant by the words beside a vague phrase
        answered = told is not None and chances.get(told, 0.0) == surest >= _DESPITE_VAGUE
        undecided = found.vague is not None and not answered
        most = _UNDECIDED if undecided else MOST
        by_name = {match.code: match for match in worth_offering(found.matches)}
        named = {
            code
            for code, match in by_name.items()
            if match.score >= NAMED and not (surest >= _OTHER and surest - chances[code] >= MARGIN)
        }
        matches = []
        for code, chance in chances.items():
            match = by_name.get(code) or Match(code, index.short_name(code), 0.0, *span)
            if code not in named:
                # beside a name, what is said in passing may still be offered
                least = min(match.score, _UNDECIDED) if named else 0.0
                match = replace(match, score=min(most, round(max(chance, least), 4)))
            matches.append(match)
        matches.sort(key=lambda match: -match.score)
        clarification = None if is_settled(matches) else found.clarification
        return Findings(tuple(matches[:limit]), clarification, found.not_held)


class _Rows:
    """Messages with their copies, labels, and what the index finds in them.

    Of the names nothing is kept back: the index knows them all.
    """

    def __init__(
        self,
        told: Sequence[LinkingMessage],
        names: Sequence[LinkingMessage],
        index: ProcedureIndex,
        seed: int,
    ) -> None:
        messages = self._messages = [*told, *names]
        self._texts = side_by_side(lambda each: normalise(each.text), messages)
        _, *halves = learn_diacritics([text.text for text in self._texts])
        maker = VariantMaker(default_lexicon(), seed)
        self._index = index
        copies = [maker.copies(each.text) for each in messages]

        def views(at: int) -> tuple[TextViews, ...]:
            # by what the other half teaches: a message's own words would be put back too well
            other_half = halves[half_of(self._texts[at].text)]
            typed = [self._texts[at], *map(normalise, copies[at])]
            return tuple(plain_views_of(restored(one, other_half)) for one in typed)

        self._copies = side_by_side(views, range(len(messages)))
        self.labels = np.array([label_of(each.codes) for each in messages])
        self.kept_back = np.array(
            [
                at < len(told) and crc32(each.text.encode()) % _PARTS == 0
                for at, each in enumerate(messages)
            ]
        )

    def read(self, chosen: NDArray[np.bool_]) -> ProcedureReader:
        """Return what the chosen messages teach."""
        copies = [views for views, taken in zip(self._copies, chosen, strict=True) if taken]
        return ProcedureReader.train(self.labels[chosen], copies)

    def judged(self, reader: ProcedureReader) -> list[Judged]:
        """Return the messages that are kept back as the index and this reader see them."""
        places = [at for at in np.flatnonzero(self.kept_back) if self.labels[at] in reader.labels]
        margins = reader.margins([self._copies[at][0] for at in places])
        found = side_by_side(lambda at: self._index.find(self._texts[at]), places)
        return [
            Judged(each, row, self._messages[at].codes)
            for at, each, row in zip(places, found, margins, strict=True)
        ]


def _as_messages(index: ProcedureIndex, messages: Sequence[LinkingMessage]) -> list[LinkingMessage]:
    """Return the names of the procedures that have messages, and the vague phrases."""
    codes = {code for each in messages for code in each.codes}
    named = [LinkingMessage(name, (code,)) for name, code in index.names() if code in codes]
    return named + [LinkingMessage(phrase, _OPEN) for phrase in index.vague_phrases()]


def _about_nothing(examples: Sequence[str], index: ProcedureIndex) -> list[str]:
    """Return examples in which the index finds no procedure, vague or held elsewhere."""
    tried = sorted(examples, key=lambda text: crc32(text.encode()))[:_OTHERS_TRIED]
    found = [(text, index.find(normalise(text))) for text in tried]
    return [
        text
        for text, each in found
        if not (worth_offering(each.matches) or each.clarification or each.not_held)
    ]


def _speaks_for_itself(found: Findings, surest: float) -> bool:
    """Tell whether a code is written, one that is not held, or several are asked about.

    Of several names all but one may only tell the story ("sửa bằng theo khai sinh mới"):
    then the reader is sure of one.
    """
    named = [match for match in certain(found.matches) if match.score >= NAMED]
    if found.not_held is not None or (named and named[0].score == _A_CODE):
        return True
    return len({match.code for match in named}) > 1 and surest < _SURE_OF_ONE


def _span(text: NormalisedText) -> tuple[int, int]:
    return (text.offsets[0][0], text.offsets[-1][1]) if text.offsets else (0, 0)
