"""Dated rules in words: what applied, what would apply, what is good to know."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.phrases import Phrases
from bot.answers.told import Asked, Line
from bot.answers.wording import listed, sentence
from bot.catalogue.collection import Rule
from bot.catalogue.rules import notes_on


def rule_notes(asked: Asked) -> list[Line]:
    """Return the notes that the rules of the day add to the facet."""
    notes = notes_on(asked.facet, asked.procedure, asked.rules, asked.day)
    return [rule_line(asked, rule, rule.text) for rule in confirmed(notes)]


def applied_lines(asked: Asked, rules: Iterable[Rule]) -> list[Line]:
    """Return a line for each rule that changed an amount."""
    return [rule_line(asked, rule, rule.text) for rule in confirmed(rules)]


def conditional_lines(asked: Asked, rules: Iterable[Rule]) -> list[Line]:
    """Return a line for each rule that may apply: a condition, never a promise."""
    return [rule_line(asked, rule, _conditional_words(asked, rule)) for rule in confirmed(rules)]


def _conditional_words(asked: Asked, rule: Rule) -> str:
    if not rule.conditions:
        return rule.text
    conditions = listed(rule.conditions)
    return asked.say("utter_fee_conditional", text=rule.text.rstrip("."), conditions=conditions)


def confirmed(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules that may be told, each once."""
    told = {rule.id: rule for rule in rules if _certainty(rule) != "M"}
    return list(told.values())


def _certainty(rule: Rule) -> str:
    return rule.certainty or rule.sources[0].label


def rule_line(asked: Asked, rule: Rule, text: str) -> Line:
    """Return a rule's words as a line with its source and what has to be said with it."""
    return _line(asked.phrases, rule, text)


def correction_line(phrases: Phrases, rule: Rule) -> Line:
    """Return what a rule says of an outdated belief, before any procedure is known."""
    return _line(phrases, rule, rule.text)


def _line(phrases: Phrases, rule: Rule, text: str) -> Line:
    secondary = _certainty(rule) == "S"
    caveat = rule.caveat or (phrases.say("utter_caveat_secondary") if secondary else None)
    return Line(sentence(text), tuple(rule.sources[:1]), (caveat,) if caveat else ())
