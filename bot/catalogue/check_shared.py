"""Checks rules and clarifications: what stands beside the procedures and points at them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.check_entry import dated_problems, label_problems
from bot.catalogue.collection import Clarification, ClarificationOption, Rule
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
    for i, option in enumerate(entry.value.options):
        if option.code is not None and option.code not in codes:
            yield entry.problem(("options", i, "code"), f"{option.code} is not in the catalogue")
        elif option.case is not None and option.case not in _cases_and_parts(option, files):
            message = f"{option.case} is neither a case nor a part of {option.code}"
            yield entry.problem(("options", i, "case"), message)


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
