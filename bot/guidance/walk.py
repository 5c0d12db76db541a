"""Walks a guidance tree: the answers so far, the question that is next, what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.model import FilingChannel
from bot.catalogue.trees import GuidanceTree, TreeNote, TreeOption, TreeQuestion


@dataclass(frozen=True)
class Given:
    """An answer: the ids of a question and of one of its options."""

    question: str
    option: str


@dataclass(frozen=True)
class Situation:
    """What the answers say of a person; each part in the order of the answers."""

    codes: tuple[str, ...]
    cases: frozenset[tuple[str, str]] = frozenset()
    """(code, case id)"""
    settled: tuple[tuple[str, str, bool], ...] = ()
    """(code, condition of a paper, whether it holds)"""
    dropped: frozenset[tuple[str, str]] = frozenset()
    """(code, name of a paper that is not needed)"""
    exemptions: frozenset[tuple[str, str]] = frozenset()
    """(code, exemption from a fee)"""
    channel: FilingChannel | None = None
    notes: tuple[TreeNote, ...] = ()


def still_valid(tree: GuidanceTree, given: Sequence[Given]) -> tuple[Given, ...]:
    """Return the answers up to the first that the tree (of today) does not know.

    A tree may be published anew while somebody is in the middle of it.
    """
    kept: list[Given] = []
    question: TreeQuestion | None = tree.questions[0]
    for each in given:
        option = _chosen(question, each)
        if option is None:
            break
        kept.append(each)
        question = tree.question(option.next) if option.next else None
    return tuple(kept)


def next_question(tree: GuidanceTree, given: Sequence[Given]) -> TreeQuestion | None:
    """Return the question to ask after valid answers; None: the checklist is complete."""
    question: TreeQuestion | None = tree.questions[0]
    for each in still_valid(tree, given):
        option = _chosen(question, each)
        question = tree.question(option.next) if option and option.next else None
    return question


def chosen_options(tree: GuidanceTree, given: Sequence[Given]) -> list[TreeOption]:
    """Return what was chosen by valid answers."""
    found = [(tree.question(each.question), each) for each in still_valid(tree, given)]
    return [option for question, each in found if (option := _chosen(question, each))]


def situation(tree: GuidanceTree, given: Sequence[Given]) -> Situation:
    """Return what the answers add up to; a later answer outweighs an earlier one."""
    options = chosen_options(tree, given)
    codes = list(tree.procedures)
    settled: dict[tuple[str, str], bool] = {}
    for option in options:
        codes = [code for code in codes if code not in option.without]
        codes += [code for code in option.procedures if code not in codes]
        settled.update({(each.code, each.condition): each.holds for each in option.settles})
    channels = [option.channel for option in options if option.channel]
    return Situation(
        codes=tuple(codes),
        cases=frozenset((each.code, each.case) for option in options for each in option.cases),
        settled=tuple((*key, holds) for key, holds in settled.items()),
        dropped=frozenset((each.code, each.paper) for option in options for each in option.drops),
        exemptions=frozenset(
            (each.code, each.exemption) for option in options for each in option.exempts
        ),
        channel=channels[-1] if channels else None,
        notes=tuple(note for option in options for note in option.notes),
    )


def paths(tree: GuidanceTree) -> Iterator[tuple[Given, ...]]:
    """Yield every way from the first question to a complete checklist; the tree has no circle."""
    yield from _paths_from(tree, tree.questions[0], ())


def _paths_from(
    tree: GuidanceTree, question: TreeQuestion, before: tuple[Given, ...]
) -> Iterator[tuple[Given, ...]]:
    for option in question.options:
        given = (*before, Given(question.id, option.id))
        following = tree.question(option.next) if option.next else None
        if following is None:
            yield given
        else:
            yield from _paths_from(tree, following, given)


def _chosen(question: TreeQuestion | None, given: Given) -> TreeOption | None:
    if question is None or question.id != given.question:
        return None
    return next((each for each in question.options if each.id == given.option), None)
