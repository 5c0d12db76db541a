"""Checks guidance trees: every answer leads on, every question is reached, every name exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.catalogue.check_entry import dated_problems, label_problems
from bot.catalogue.errors import Problem
from bot.catalogue.loader import Entry
from bot.catalogue.model import Procedure
from bot.catalogue.trees import GuidanceTree, TreeOption, TreeQuestion
from bot.catalogue.yaml_lines import KeyPath
from bot.text.fold import fold

_LONGEST_LABEL = 40
"""characters of a button that a phone still shows whole"""


def tree_problems(
    entry: Entry[GuidanceTree], procedures: Sequence[Procedure], codes: set[str]
) -> Iterator[Problem]:
    """Yield the problems of one tree; ``codes`` are all codes of the catalogue."""
    yield from dated_problems(entry, entry.value.sources)
    yield from label_problems(entry)
    yield from _unknown_codes(entry, codes)
    known = {procedure.code: procedure for procedure in procedures}
    for path, question in _questions(entry.value):
        yield from _question_problems(entry, path, question)
        for i, option in enumerate(question.options):
            yield from _option_problems(entry, (*path, "options", i), option, known)
    circles = list(_circles(entry))
    yield from circles
    yield from _unreached(entry)
    if not circles:
        yield from _empty_ends(entry)


def _questions(tree: GuidanceTree) -> Iterator[tuple[KeyPath, TreeQuestion]]:
    for i, question in enumerate(tree.questions):
        yield ("questions", i), question


def _question_problems(
    entry: Entry[GuidanceTree], path: KeyPath, question: TreeQuestion
) -> Iterator[Problem]:
    ids = [option.id for option in question.options]
    for i, option in enumerate(question.options):
        if ids.index(option.id) != i:
            yield entry.problem((*path, "options", i, "id"), f"{option.id} stands twice")
        if option.next is not None and entry.value.question(option.next) is None:
            message = f"there is no question {option.next}"
            yield entry.problem((*path, "options", i, "next"), message)
    if question.if_unsure is not None and question.if_unsure not in ids:
        message = f"{question.if_unsure} is not among the question's options"
        yield entry.problem((*path, "if_unsure"), message)
    said: dict[str, str] = {}
    for i, option in enumerate(question.options):
        for phrase in (option.label, *option.says):
            owner = said.setdefault(fold(phrase), option.id)
            if owner != option.id:
                message = f"“{phrase}” also chooses {owner}"
                yield entry.problem((*path, "options", i), message)


def _option_problems(
    entry: Entry[GuidanceTree], path: KeyPath, option: TreeOption, known: dict[str, Procedure]
) -> Iterator[Problem]:
    if len(option.label) > _LONGEST_LABEL:
        yield entry.problem((*path, "label"), f"is longer than {_LONGEST_LABEL} characters")
    lists: tuple[tuple[str, str, Callable[[Procedure], set[str]]], ...] = (
        ("cases", "case", lambda p: {case.id for case in p.cases}),
        ("settles", "condition", lambda p: {d.condition for d in p.documents if d.condition}),
        ("drops", "paper", lambda p: {document.name for document in p.documents}),
        ("exempts", "exemption", lambda p: {each for fee in p.fee for each in fee.exemptions}),
    )
    for key, part, held in lists:
        for i, item in enumerate(getattr(option, key)):
            procedure = known.get(item.code)
            value = getattr(item, part)
            if procedure is not None and value not in held(procedure):
                message = f"{item.code} has no {part} “{value}”"
                yield entry.problem((*path, key, i, part), message)


def _unknown_codes(entry: Entry[GuidanceTree], codes: set[str]) -> Iterator[Problem]:
    tree = entry.value
    named: list[tuple[KeyPath, str]] = [
        (("procedures", i), code) for i, code in enumerate(tree.procedures)
    ]
    for path, question in _questions(tree):
        for at, option in enumerate(question.options):
            here = (*path, "options", at)
            for key in ("procedures", "without"):
                named += [((*here, key, i), code) for i, code in enumerate(getattr(option, key))]
            for key in ("cases", "settles", "drops", "exempts"):
                named += [
                    ((*here, key, i, "code"), item.code)
                    for i, item in enumerate(getattr(option, key))
                ]
    for place, code in named:
        if code not in codes:
            yield entry.problem(place, f"{code} is not in the catalogue")


def _circles(entry: Entry[GuidanceTree]) -> Iterator[Problem]:
    tree = entry.value
    places = {question.id: at for at, question in reversed(list(enumerate(tree.questions)))}
    for at, question in enumerate(tree.questions):
        if places[question.id] != at:
            yield entry.problem(("questions", at, "id"), f"{question.id} stands twice")
        for i, option in enumerate(question.options):
            if option.next is not None and places.get(option.next, len(places)) <= at:
                message = f"{option.next} stands before: a question only leads to later ones"
                yield entry.problem(("questions", at, "options", i, "next"), message)


def _unreached(entry: Entry[GuidanceTree]) -> Iterator[Problem]:
    tree = entry.value
    reached = {option.next for question in tree.questions for option in question.options}
    for at, question in enumerate(tree.questions[1:], start=1):
        if question.id not in reached:
            yield entry.problem(("questions", at, "id"), f"no answer leads to {question.id}")


def _empty_ends(entry: Entry[GuidanceTree]) -> Iterator[Problem]:
    """Yield last answers after which nothing may be due and nothing said."""
    tree = entry.value
    told: dict[str, bool] = {tree.questions[0].id: bool(tree.procedures)}
    for path, question in _questions(tree):
        before = told.get(question.id, False)
        for i, option in enumerate(question.options):
            due = (before and not option.without) or bool(option.procedures or option.notes)
            if option.next is None and not due:
                yield entry.problem((*path, "options", i), "ends with nothing to do or to say")
            elif option.next is not None:
                told[option.next] = told.get(option.next, True) and due
