"""Walks a guidance tree: the answers so far, the question that is next, what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.catalogue.model import FilingChannel
from bot.catalogue.trees import GuidanceTree, TreeNote, TreeOption, TreeQuestion


@dataclass(frozen=True)
class Given:
    """An answer: the ids of a question and of one of its options."""

    question: str
    option: str


@dataclass(frozen=True)
class Situation:
    """What the answers say of a person."""

    codes: tuple[str, ...]
    """the procedures that are due, in their order"""
    cases: frozenset[tuple[str, str]] = frozenset()
    """(code, case id)"""
    decided: frozenset[tuple[str, str]] = frozenset()
    """(code, case id) that a question has offered: it holds if it was chosen, else it does not"""
    settled: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """(code, condition of a paper) → whether it holds"""
    dropped: frozenset[tuple[str, str]] = frozenset()
    """(code, name of a paper that is not needed)"""
    exemptions: frozenset[tuple[str, str]] = frozenset()
    """(code, exemption from a fee)"""
    channel: FilingChannel | None = None
    notes: tuple[TreeNote, ...] = ()

    def may_concern(self, code: str, case: str | None) -> bool:
        """Tell whether a row of this case is for the person, as far as it is known."""
        return case is None or (code, case) in self.cases or (code, case) not in self.decided

    def left_open(self, code: str, case: str | None) -> str | None:
        """Return the case of a row that no answer has decided."""
        return None if case is None or (code, case) in self.cases else case


def still_valid(tree: GuidanceTree, given: Sequence[Given]) -> tuple[Given, ...]:
    """Return the answers up to the first that the tree (of today) does not know.

    A tree may be published anew while somebody is in the middle of it.
    """
    return tuple(Given(question.id, option.id) for question, option in _chosen(tree, given))


def next_question(tree: GuidanceTree, given: Sequence[Given]) -> TreeQuestion | None:
    """Return the question to ask after valid answers; None: the checklist is complete."""
    chosen = _chosen(tree, given)
    return _after(tree, chosen[-1][1]) if chosen else tree.questions[0]


def situation(tree: GuidanceTree, given: Sequence[Given]) -> Situation:
    """Return what the answers add up to; a later answer outweighs an earlier one."""
    chosen = _chosen(tree, given)
    options = [option for _, option in chosen]
    offered = [option for question, _ in chosen for option in question.options]
    codes = list(tree.procedures)
    settled: dict[tuple[str, str], bool] = {}
    for option in options:
        codes = [code for code in codes if code not in option.without]
        codes += [code for code in option.procedures if code not in codes]
        settled.update({(each.code, each.condition): each.holds for each in option.settles})
    channels = [option.channel for option in options if option.channel]
    return Situation(
        codes=tuple(codes),
        cases=_cases(options),
        decided=_cases(offered),
        settled=settled,
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
        following = _after(tree, option)
        if following is None:
            yield given
        else:
            yield from _paths_from(tree, following, given)


def _chosen(tree: GuidanceTree, given: Sequence[Given]) -> list[tuple[TreeQuestion, TreeOption]]:
    """Return the questions that were answered and what was chosen, as far as the tree knows."""
    chosen: list[tuple[TreeQuestion, TreeOption]] = []
    question: TreeQuestion | None = tree.questions[0]
    for each in given:
        if question is None or question.id != each.question:
            break
        option = next((option for option in question.options if option.id == each.option), None)
        if option is None:
            break
        chosen.append((question, option))
        question = _after(tree, option)
    return chosen


def _after(tree: GuidanceTree, option: TreeOption) -> TreeQuestion | None:
    return tree.question(option.next) if option.next else None


def _cases(options: Iterable[TreeOption]) -> frozenset[tuple[str, str]]:
    return frozenset((each.code, each.case) for option in options for each in option.cases)
