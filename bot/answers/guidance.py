"""Guidance in words: a question with its choices, and the checklist at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.answers.facets import GUIDE, payload
from bot.answers.fees import fee_words
from bot.answers.layout import Compiled, fit, with_sources
from bot.answers.phrases import Phrases
from bot.answers.told import Asked, CatalogueSource, Line
from bot.answers.wording import listed, money, sentence
from bot.catalogue.collection import Rule
from bot.catalogue.model import Source
from bot.catalogue.rules import source_of
from bot.catalogue.trees import GuidanceTree, TreeQuestion
from bot.channels.replies import Button, Reply
from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.working_time import Finish
from bot.dossier.lines import day_of_week
from bot.guidance.checklist import Checklist, ListedFee, ListedPaper, ListedVisit
from bot.guidance.listing import personal_checklist
from bot.guidance.walk import Given, next_question, still_valid

BACK = "back"
"""an answer that is none: the question before is asked once more"""


def _opens(tree: GuidanceTree, answer: str = "") -> str:
    """Return what a button sends back that opens a tree, or answers there."""
    return f"{GUIDE}{tree.id}&answer={answer}" if answer else f"{GUIDE}{tree.id}"


def _choices(tree: GuidanceTree, question: TreeQuestion) -> tuple[Button, ...]:
    return tuple(
        Button(option.label, _opens(tree, f"{question.id}.{option.id}"))
        for option in question.options
    )


class GuidanceAnswers:
    """Asks the questions of the published trees and tells the checklists they lead to."""

    def __init__(
        self, catalogue: CatalogueSource, phrases: Phrases, calendar: WorkingCalendar
    ) -> None:
        """Guide by whatever ``catalogue`` has published at the time of asking."""
        self._catalogue = catalogue
        self._phrases = phrases
        self._calendar = calendar

    def tree(self, tree_id: str | None) -> GuidanceTree | None:
        """Return the tree with this id, None when it was withdrawn."""
        trees = self._catalogue.current().trees
        return next((each for each in trees if each.id == tree_id), None)

    def go_on(
        self, tree: GuidanceTree, given: Sequence[Given], now: datetime, before: str = ""
    ) -> Reply:
        """Ask what is next, or tell the checklist; ``before``: a sentence on the last answer."""
        question = next_question(tree, given)
        if question is None:
            return self._checklist(tree, given, now)
        number = len(still_valid(tree, given)) + 1
        asked = self._phrases.say(
            "utter_guidance_question", title=tree.title, number=number, ask=question.ask
        )
        return Reply(f"{before}\n{asked}" if before else asked, _choices(tree, question))

    def why(self, tree: GuidanceTree, question: TreeQuestion) -> Reply:
        """Say why the question is asked, and ask it once more."""
        if question.why:
            told = self._phrases.say("utter_guidance_why", why=question.why, ask=question.ask)
        else:
            told = self._phrases.say("utter_guidance_no_why", ask=question.ask)
        return Reply(told, _choices(tree, question))

    def resume(self, tree: GuidanceTree) -> Reply:
        """Offer to go on, after something else was answered in between."""
        return self._with_resume("utter_guidance_resume", tree)

    def left(self, tree: GuidanceTree) -> Reply:
        """Say that the answers are kept, with a button to go on."""
        return self._with_resume("utter_guidance_left", tree)

    def _with_resume(self, key: str, tree: GuidanceTree) -> Reply:
        say = self._phrases.say
        button = Button(say("utter_guidance_button_resume"), _opens(tree))
        return Reply(say(key, title=tree.title), (button,))

    def _checklist(self, tree: GuidanceTree, given: Sequence[Given], now: datetime) -> Reply:
        catalogue = self._catalogue.current()
        checklist = personal_checklist(tree, given, catalogue, self._calendar, now)
        teller = _Teller(self._phrases, tree, checklist, catalogue.rules, now.date())
        screen = fit(list(teller.lines()))
        entries: list[Compiled] = [visit.procedure for visit in checklist.visits]
        text, more = with_sources(
            self._phrases, screen.text, screen.more, [screen], entries or [tree]
        )
        return Reply(text, self._next_steps(tree, checklist), more)

    def _next_steps(self, tree: GuidanceTree, checklist: Checklist) -> tuple[Button, ...]:
        say = self._phrases.say
        steps = [
            Button(say("utter_button_ask_steps"), payload("ask_steps", visit.procedure.code))
            for visit in checklist.visits[:1]
            if visit.procedure.steps
        ]
        back = Button(say("utter_guidance_button_back"), _opens(tree, BACK))
        return (*steps, back, Button(say("utter_button_talk_to_human"), "talk_to_human"))


class _Teller:
    def __init__(
        self,
        phrases: Phrases,
        tree: GuidanceTree,
        checklist: Checklist,
        rules: Sequence[Rule],
        day: date,
    ) -> None:
        self._phrases = phrases
        self._tree = tree
        self._list = checklist
        self._asked = {
            visit.procedure.code: Asked(visit.procedure, "documents", day, tuple(rules), phrases)
            for visit in checklist.visits
        }

    def lines(self) -> Iterator[Line]:
        say = self._phrases.say
        if not self._list.visits:
            yield Line(say("utter_checklist_nothing"), self._tree_sources())
        else:
            yield Line(say("utter_checklist_head", title=self._list.title), self._sources())
            names = [visit.procedure.short_name for visit in self._list.visits]
            if len(names) > 1:
                yield Line(say("utter_checklist_order", names=" → ".join(names)))
        yield from self._papers()
        for visit in self._list.visits:
            yield from self._visit(visit)
        yield from self._together()
        yield from self._perhaps()
        for note in self._list.notes:
            source = source_of(self._tree.sources, note)
            caveats = (note.caveat,) if note.caveat else ()
            told = say("utter_checklist_note", text=sentence(note.text))
            yield Line(told, (source,), caveats)

    def _papers(self) -> Iterator[Line]:
        sure = [paper for paper in self._list.to_bring if paper.when is None]
        yield from map(self._paper, sure)
        for visit in self._list.visits:
            if not visit.procedure.documents:
                yield self._line_of(visit, "utter_checklist_no_papers", where=_place(visit))

    def _perhaps(self) -> Iterator[Line]:
        perhaps = [paper for paper in self._list.to_bring if paper.when is not None]
        if perhaps:
            first, *others = map(self._paper, perhaps)
            # the heading never stands alone at the end of a screen
            heading = self._phrases.say("utter_checklist_unless")
            yield replace(first, text=f"{heading}\n{first.text}")
            yield from others
        if self._list.replaced:
            names = listed([paper.name for paper in self._list.replaced])
            yield Line(self._phrases.say("utter_checklist_replaced", names=names))

    def _paper(self, paper: ListedPaper) -> Line:
        say = self._phrases.say
        key = "utter_checklist_form" if paper.kind == "form" else "utter_checklist_paper"
        told = say(key, name=paper.name)
        if paper.kind == "original":
            told += say("utter_checklist_original")
        elif paper.kind in ("copy", "certified_copy"):
            told += say(f"utter_papers_{paper.kind}")
        if paper.copies > 1:
            told += say("utter_papers_copies", number=paper.copies)
        if paper.when:
            told += f" ({paper.when})"
        return Line(told, tuple(self._asked[code].procedure.sources[0] for code in paper.codes))

    def _visit(self, visit: ListedVisit) -> Iterator[Line]:
        alone = len(self._list.visits) == 1
        asked = self._asked[visit.procedure.code]
        for place in visit.places:
            key = "utter_checklist_where" if alone else "utter_checklist_where_of"
            name = visit.procedure.short_name
            yield asked.line(self._phrases.say(key, name=name, place=place.place), place)
        for fee in visit.fees:
            key = "utter_checklist_fee" if alone else "utter_checklist_fee_of"
            told = self._phrases.say(
                key, name=visit.procedure.short_name, fee=self._fee(fee, asked)
            )
            yield asked.line(told, fee.fee.row)
        finish = visit.finish
        if finish is not None:
            key = "utter_checklist_finish" if alone else "utter_checklist_finish_of"
            yield self._line_of(visit, key, day=self._day(finish))
        online = visit.procedure.online
        elsewhere = self._list.channel in ("in_person", "post")
        if online is not None and online.url and online.level != "none" and not elsewhere:
            yield self._line_of(visit, "utter_checklist_online", url=online.url)

    def _together(self) -> Iterator[Line]:
        total = self._list.total_vnd
        if len(self._list.visits) > 1 and total is not None:
            amount = money(self._phrases, total)
            yield Line(self._phrases.say("utter_checklist_total", amount=amount))

    def _fee(self, fee: ListedFee, asked: Asked) -> str:
        if fee.exemption:
            return self._phrases.say("utter_checklist_exempted", exemption=fee.exemption)
        told = fee_words(asked, fee.fee)
        return f"{fee.when}: {told}" if fee.when else told

    def _day(self, finish: Finish) -> str:
        told = day_of_week(self._phrases, finish.day)
        if finish.provisional:
            told += self._phrases.say("utter_checklist_finish_provisional")
        return told

    def _line_of(self, visit: ListedVisit, key: str, **values: object) -> Line:
        told = self._phrases.say(key, name=visit.procedure.short_name, **values)
        return self._asked[visit.procedure.code].line(told)

    def _sources(self) -> tuple[Source, ...]:
        return tuple(visit.procedure.sources[0] for visit in self._list.visits)

    def _tree_sources(self) -> tuple[Source, ...]:
        return (self._tree.sources[0],)


def _place(visit: ListedVisit) -> str:
    return visit.places[0].place if visit.places else visit.procedure.agency.split(";")[0]
