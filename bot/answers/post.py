"""Filing or getting the result by post, in the entry's own words."""

from __future__ import annotations

import re

from bot.answers.fees import asker
from bot.answers.papers import paper_words
from bot.answers.told import Asked, Line, online_too
from bot.answers.wording import sentence
from bot.text.fold import fold

_POST = re.compile(r"\bbuu (?:dien|chinh)\b")
_FILED_BY_POST = re.compile(r"^(?!nhan\b).*\b(?:nop|gui)\b[^.;]*\bbuu (?:dien|chinh)\b")
"""a step that begins with "Nhận" is about the result, not about filing."""


def tell_post(asked: Asked) -> list[Line]:
    """Return whether papers can be sent by post and what then is different; never empty."""
    filing, around = _filing(asked), _steps(asked, _POST)
    if filing:
        yes = Line(asked.say("utter_post_yes"), filing[0].sources)
        return [yes, *filing]
    return [
        Line(asked.say("utter_post_unknown")),
        *around,
        Line(asked.say("utter_facet_unknown_ask", where=asker(asked))),
        *_online_instead(asked),
    ]


def _filing(asked: Asked) -> list[Line]:
    entry = asked.procedure
    places = [
        asked.line(" ".join(sentence(text) for text in (each.place, each.note) if text), each)
        for each in entry.where
        if asked.may_tell(each, each.case) and _POST.search(fold(each.place))
    ]
    papers = [
        asked.line(paper_words(asked, each), each)
        for each in entry.documents
        if asked.may_tell(each, each.case) and _POST.search(fold(each.condition or ""))
    ]
    return [*places, *papers, *_steps(asked, _FILED_BY_POST)]


def _steps(asked: Asked, about: re.Pattern[str]) -> list[Line]:
    return [
        asked.line(sentence(step)) for step in asked.procedure.steps if about.search(fold(step))
    ]


def _online_instead(asked: Asked) -> list[Line]:
    online = asked.procedure.online
    if online is None or online.level == "none" or not asked.may_tell(online):
        return []
    return [online_too(asked, online)]
