"""Signs that a message leans on what was said before: corrects it, goes back, asks it again.

The words are data (``nlu_data/shared/follow_ups.yml``), looked for with or without diacritics in
the message as typed and as normalised. Errors: ``DataFileError``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.data_files import read_data_file
from bot.settings import PROJECT_DIR
from bot.text.fold import fold
from bot.text.normalise import normalise

FOLLOW_UPS_FILE = PROJECT_DIR / "nlu_data" / "shared" / "follow_ups.yml"
_SPEAKER = "<ai>"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class FollowUpWords:
    """The words of the data file; see there what each list holds."""

    speakers: tuple[str, ...]
    interjections: tuple[str, ...]
    corrections_in_front: tuple[str, ...]
    corrections_before_a_sign: tuple[str, ...]
    corrections_at_the_end: tuple[str, ...]
    corrections: tuple[str, ...]
    returns: tuple[str, ...]
    earlier: tuple[str, ...]
    other_one: tuple[str, ...]
    all_of_them: tuple[str, ...]
    shorter: tuple[str, ...]
    fuller: tuple[str, ...]
    doubts: tuple[str, ...]
    beside_a_name: tuple[str, ...]
    asks_after_all: tuple[str, ...]

    @cached_property
    def correction(self) -> re.Pattern[str]:
        """Match where what was answered is said not to be meant."""
        cries = self.any_of(self.interjections)
        in_front = self.any_of(self.corrections_in_front)
        before_a_sign = self.any_of(self.corrections_before_a_sign)
        at_the_end = self.any_of(self.corrections_at_the_end)
        return re.compile(
            rf"^\W*(?:{cries}\W+)*(?:{in_front}|{before_a_sign}\s*(?:[^\w\s]|$))"
            rf"|{self.any_of(self.corrections)}|{at_the_end}\W*$"
        )

    @cached_property
    def silent(self) -> frozenset[str]:
        """The words that ask nothing beside a name."""
        return frozenset(map(fold, (*self.beside_a_name, *self.speakers)))

    def any_of(self, phrases: Iterable[str]) -> str:
        """Return the pattern of any of the phrases, as whole words."""
        spoken = {each for phrase in phrases for each in self._said_by_all(phrase)}
        longest_first = sorted(spoken, key=lambda phrase: (-len(phrase), phrase))
        return rf"(?<!\w)(?:{'|'.join(map(_with_or_without_diacritics, longest_first))})(?!\w)"

    def _said_by_all(self, phrase: str) -> Iterable[str]:
        if _SPEAKER not in phrase:
            return (phrase,)
        return (" ".join(phrase.replace(_SPEAKER, who).split()) for who in ("", *self.speakers))


def load_follow_up_words(path: Path = FOLLOW_UPS_FILE) -> FollowUpWords:
    """Read the words. Raises ``DataFileError``."""
    return read_data_file(path, FollowUpWords)


def corrects(text: str) -> bool:
    """Tell whether the message says that something else was meant: "lộn, tạm vắng chứ"."""
    return _found(_words().correction, text)


def goes_back(text: str) -> bool:
    """Tell whether the message goes back to what was talked about: "quay lại khai sinh"."""
    return _holds(text, "returns") or means_before(text)


def means_before(text: str) -> bool:
    """Tell whether the message means the talk of before, named or not: "cái hồi nãy"."""
    return _holds(text, "earlier")


def means_the_other(text: str) -> bool:
    """Tell whether the message points at the other one of two: "còn cái kia"."""
    return _holds(text, "other_one")


def means_all(text: str) -> bool:
    """Tell whether the message points at all of several: "cả hai luôn"."""
    return _holds(text, "all_of_them")


def wants_it_shorter(text: str) -> bool:
    """Tell whether fewer words are wished for."""
    return _holds(text, "shorter")


def wants_it_fuller(text: str) -> bool:
    """Tell whether more words are wished for."""
    return _holds(text, "fuller")


def doubts(text: str) -> bool:
    """Tell whether the message asks how sure the answer is."""
    return _holds(text, "doubts")


def asks_after_all(beside: str) -> bool:
    """Tell whether the words around a name ask something: "còn … là gì"."""
    return _holds(beside, "asks_after_all")


def asks_nothing(beside: str) -> bool:
    """Tell whether the words around a name ask nothing of it: "còn … thì sao"."""
    words = map(fold, _WORD.findall(normalise(beside).text.lower()))
    return not asks_after_all(beside) and _words().silent.issuperset(words)


def _holds(text: str, phrases: str) -> bool:
    return _found(_pattern(phrases), text)


def _found(pattern: re.Pattern[str], text: str) -> bool:
    return any(pattern.search(each) for each in _as_typed_and_as_meant(text))


@lru_cache(maxsize=16)
def _pattern(phrases: str) -> re.Pattern[str]:
    words = _words()
    return re.compile(words.any_of(getattr(words, phrases)))


def _with_or_without_diacritics(phrase: str) -> str:
    """Return the pattern of a phrase; a word with other diacritics is another word ("lớn")."""
    return " ".join(f"(?:{re.escape(word)}|{re.escape(fold(word))})" for word in phrase.split())


@lru_cache(maxsize=256)
def _as_typed_and_as_meant(text: str) -> tuple[str, str]:
    """Return both: "hk p" is "không phải" here, and to the normaliser a household book."""
    return unicodedata.normalize("NFC", text).lower(), normalise(text).text.lower()


@lru_cache(maxsize=1)
def _words() -> FollowUpWords:
    return load_follow_up_words()
