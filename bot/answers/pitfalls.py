"""Outdated beliefs: corrected first when heard, reminded of where they belong."""

from __future__ import annotations

import re

from bot.answers.rule_lines import confirmed, rule_line
from bot.answers.told import Asked, Line
from bot.answers.wording import sentence
from bot.catalogue.collection import Rule
from bot.catalogue.model import Pitfall
from bot.catalogue.rules import corrections_on
from bot.text.fold import fold


def corrections(asked: Asked, message_folded: str) -> list[Line]:
    """Return the texts that correct what the folded message takes for granted.

    What the entry itself says of a belief stands for what is said of it in general.
    """
    own = [each for each in _told(asked) if is_heard(each, message_folded)]
    covered = {trigger for each in own for trigger in each.triggers}
    general = [
        rule
        for rule in confirmed(corrections_on(asked.procedure, asked.rules, asked.day))
        if is_heard(rule, message_folded) and covered.isdisjoint(rule.triggers)
    ]
    told = [_line(asked, each) for each in own]
    return told + [rule_line(asked, rule, rule.text) for rule in general]


def reminders(asked: Asked) -> list[Line]:
    """Return the texts that go with every answer about the facet."""
    return [_line(asked, each) for each in _told(asked) if asked.facet in each.facets]


def is_heard(belief: Pitfall | Rule, message_folded: str) -> bool:
    """Tell whether one of the belief's triggers stands in the folded message."""
    heard = f" {' '.join(_words(message_folded))} "
    return any(f" {' '.join(_words(fold(trigger)))} " in heard for trigger in belief.triggers)


def _told(asked: Asked) -> list[Pitfall]:
    return [each for each in asked.procedure.pitfalls if asked.may_tell(each)]


def _words(text: str) -> list[str]:
    """Split into words and numbers: "160.000đ" and "160k" hold the numbers 160 and 000."""
    return re.findall(r"\d+|[^\W\d_]+", text)


def _line(asked: Asked, pitfall: Pitfall) -> Line:
    return asked.line(sentence(pitfall.text), pitfall)
