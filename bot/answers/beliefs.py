"""Outdated beliefs heard before any procedure is known: corrected, then asked further."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answers.layout import with_caveats
from bot.answers.phrases import Phrases
from bot.answers.pitfalls import is_heard
from bot.answers.rule_lines import confirmed, correction_line
from bot.answers.wording import short_day
from bot.catalogue.collection import Catalogue
from bot.catalogue.rules import rows_on
from bot.channels.replies import Reply


def corrected_first(
    reply: Reply, catalogue: Catalogue, phrases: Phrases, day: date, message_folded: str
) -> Reply:
    """Return ``reply``, a question back, below the correction of what was heard, if any."""
    rules = [
        rule
        for rule in confirmed(rows_on(catalogue.rules, day))
        if rule.effect == "correct"
        and not (rule.procedures or rule.areas)
        and is_heard(rule, message_folded)
    ]
    if not rules:
        return reply
    lines = with_caveats([correction_line(phrases, rule) for rule in rules])
    sources = [rule.sources[0] for rule in rules]
    closing = phrases.say(
        "utter_source_collected",
        sources="; ".join(dict.fromkeys(source.title for source in sources)),
        day=short_day(min(source.collected for source in sources)),
    )
    question = phrases.say("utter_which_procedure_now")
    return replace(reply, text="\n".join([*lines, question, closing]))
