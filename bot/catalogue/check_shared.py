"""Checks rules, clarifications and articles: what stands beside the procedures and points there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.check_entry import dated_problems, label_problems
from bot.catalogue.collection import Article, Clarification, ClarificationOption, Rule
from bot.catalogue.errors import Problem
from bot.catalogue.loader import CatalogueFiles, Entry
from bot.catalogue.model import Procedure


def rule_problems(entry: Entry[Rule], files: CatalogueFiles, codes: set[str]) -> Iterator[Problem]:
    """Yield the problems of one rule; ``codes`` are all codes of the catalogue."""
    rule = entry.value
    yield from dated_problems(entry, rule.sources)
    yield from label_problems(entry)
    yield from _effect(entry)
    for i, code in enumerate(rule.procedures):
        if code not in codes:
            yield entry.problem(("procedures", i), f"{code} is not in the catalogue")
    folders = files.directory / "procedures"
    for i, area in enumerate(rule.areas):
        if not (folders / area).is_dir():
            yield entry.problem(("areas", i), f"there is no folder procedures/{area}")
    cases = {case.id for procedure in _concerned(rule, files) for case in procedure.cases}
    broken = files.broken_codes & set(rule.procedures)
    for i, case in enumerate(rule.cases):
        if case not in cases and not broken:
            yield entry.problem(("cases", i), f"no procedure of this rule has the case {case}")


def clarification_problems(
    entry: Entry[Clarification], files: CatalogueFiles, codes: set[str]
) -> Iterator[Problem]:
    """Yield the problems of one question back; ``codes`` are all codes of the catalogue."""
    yield from label_problems(entry)
    if not entry.value.phrases:
        yield entry.problem(("phrases",), "needs at least one phrase")
    questions = {each.value.id for each in files.clarifications}
    articles = {each.value.id for each in files.articles}
    for i, option in enumerate(entry.value.options):
        if sum(map(bool, (option.code, option.clarification, option.article))) > 1:
            message = "leads to one thing: a code, a clarification or an article"
            yield entry.problem(("options", i), message)
        if option.clarification == entry.value.id:
            yield entry.problem(("options", i, "clarification"), "asks the same question again")
        elif option.clarification is not None and option.clarification not in questions:
            message = f"there is no question {option.clarification}"
            yield entry.problem(("options", i, "clarification"), message)
        if option.article is not None and option.article not in articles:
            message = f"there is no article {option.article}"
            yield entry.problem(("options", i, "article"), message)
        if option.code is not None and option.code not in codes:
            yield entry.problem(("options", i, "code"), f"{option.code} is not in the catalogue")
        elif option.case is not None and option.case not in _cases_and_parts(option, files):
            message = f"{option.case} is neither a case nor a part of {option.code}"
            yield entry.problem(("options", i, "case"), message)


def article_problems(
    entry: Entry[Article], files: CatalogueFiles, codes: set[str]
) -> Iterator[Problem]:
    """Yield the problems of one article; ``codes`` are all codes of the catalogue."""
    yield from dated_problems(entry, entry.value.sources)
    yield from label_problems(entry)
    if not entry.value.phrases and not entry.value.intents:
        yield entry.problem(("phrases",), "needs a phrase or an intent, else nobody ever reads it")
    for i, phrase in enumerate(entry.value.phrases):
        if not phrase.replace("…", " ").strip():
            yield entry.problem(("phrases", i), "is empty, so every message would hold it")
    for i, code in enumerate(entry.value.procedures):
        if code not in codes:
            yield entry.problem(("procedures", i), f"{code} is not in the catalogue")
    articles = {each.value.id for each in files.articles} - {entry.value.id}
    for i, other in enumerate(entry.value.see_also):
        if other not in articles:
            yield entry.problem(("see_also", i), f"there is no other article {other}")


def _effect(entry: Entry[Rule]) -> Iterator[Problem]:
    rule = entry.value
    if rule.effect == "factor" and rule.factor is None:
        yield entry.problem(("effect",), "factor needs the key factor, for example 0.5")
    if rule.effect != "factor" and rule.factor is not None:
        yield entry.problem(("factor",), f"has no meaning with effect {rule.effect}")
    if rule.effect in ("factor", "waive") and rule.facet != "fee":
        yield entry.problem(("effect",), f"{rule.effect} is for the facet fee only")
    if (rule.effect == "correct") != (rule.facet is None):
        yield entry.problem(("facet",), "is needed, except with the effect correct")
    if (rule.effect == "correct") != bool(rule.triggers):
        yield entry.problem(("triggers",), "belong to the effect correct, which needs them")
    if rule.facet != "fee" and (rule.set_by or rule.cases):
        key = "set_by" if rule.set_by else "cases"
        yield entry.problem((key,), "is for the facet fee only")


def _cases_and_parts(option: ClarificationOption, files: CatalogueFiles) -> set[str]:
    procedures = [e.value for e in files.procedures if e.value.code == option.code]
    cases = {case.id for procedure in procedures for case in procedure.cases}
    return cases | {part.id for procedure in procedures for part in procedure.parts}


def _concerned(rule: Rule, files: CatalogueFiles) -> Iterator[Procedure]:
    for entry in files.procedures:
        procedure = entry.value
        everywhere = not rule.procedures and not rule.areas
        if everywhere or procedure.code in rule.procedures or procedure.area in rule.areas:
            yield procedure
