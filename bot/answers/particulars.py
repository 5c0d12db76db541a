"""The facets that are lists of sentences: steps, conditions, results, law, fines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.told import Asked, Line
from bot.answers.wording import listed, lowered, money_range, sentence, short_day
from bot.catalogue.model import Fact, LegalBasis, Penalty
from bot.text.fold import fold

_ONE_LINE = 150
"""characters of results that are still read as one line"""


def tell_steps(asked: Asked) -> list[Line]:
    """Return the steps, numbered; those of a liên thông group part by part."""
    steps = [
        asked.line(f"{place}. {sentence(step)}")
        for place, step in enumerate(asked.procedure.steps, start=1)
    ]
    return [Line(asked.say("utter_steps_intro"), steps[0].sources), *steps] if steps else []


def tell_conditions(asked: Asked) -> list[Line]:
    """Return the conditions, one a line."""
    return _facts(asked, asked.procedure.conditions)


def tell_who(asked: Asked) -> list[Line]:
    """Return who may file."""
    return _facts(asked, asked.procedure.who_can_file)


def tell_results(asked: Asked) -> list[Line]:
    """Return what one gets and how long it is good for."""
    results = asked.procedure.results
    if not results:
        return []
    told = asked.say("utter_result", results=listed([lowered(each) for each in results]))
    lines = [asked.line(told)]
    if len(told) > _ONE_LINE and len(results) > 1:
        items = [asked.line(asked.say("utter_papers_item", name=each)) for each in results]
        lines = [asked.line(asked.say("utter_result_intro")), *items]
    return [*lines, *_facts(asked, asked.procedure.validity)]


def tell_validity(asked: Asked) -> list[Line]:
    """Return how long what one gets is good for."""
    return _facts(asked, asked.procedure.validity)


def tell_law(asked: Asked) -> list[Line]:
    """Return the legal documents in force on the day."""
    lines = [
        asked.line(_law_words(asked, law))
        for law in asked.procedure.legal_basis
        if _in_force(law, asked)
    ]
    return [Line(asked.say("utter_law_intro"), lines[0].sources), *lines] if lines else []


def tell_penalties(asked: Asked) -> list[Line]:
    """Return the fines with their range."""
    fines = [fine for fine in asked.procedure.penalties if asked.may_tell(fine)]
    return [asked.line(_fine_words(asked, fine), fine) for fine in fines]


def _facts(asked: Asked, facts: Sequence[Fact]) -> list[Line]:
    told = [fact for fact in facts if asked.may_tell(fact, fact.case)]
    return [asked.line(_fact_words(asked, fact), fact) for fact in told]


def _fact_words(asked: Asked, fact: Fact) -> str:
    case = asked.case_words(fact.case)
    if case is None or fact.case == asked.case or _says_itself(fact.text, case):
        return sentence(fact.text)
    return asked.say(
        "utter_fact_in_case", case=sentence(case).rstrip("."), text=sentence(fact.text)
    )


def _says_itself(text: str, case: str) -> bool:
    """Tell whether the sentence already names the case that it is about."""
    return _words(case) <= _words(text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _in_force(law: LegalBasis, asked: Asked) -> bool:
    begun = law.effective_from is None or law.effective_from <= asked.day
    return begun and (law.effective_to is None or asked.day <= law.effective_to)


def _law_words(asked: Asked, law: LegalBasis) -> str:
    told = f"{law.number}: {law.title}" if law.title else law.number
    if law.effective_from is None:
        return told
    return asked.say("utter_law_from", law=told, day=short_day(law.effective_from))


def _fine_words(asked: Asked, fine: Penalty) -> str:
    amount = money_range(asked.phrases, fine.min_vnd, fine.max_vnd)
    key = "utter_penalty" if amount else "utter_penalty_unknown"
    return asked.say(key, when=sentence(fine.when).rstrip("."), amount=amount)
