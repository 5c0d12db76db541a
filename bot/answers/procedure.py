"""Answers about procedures: one facet, several asks, a comparison, a question back.

Every answer is a channel-neutral ``Reply``: its first line is the answer, the last
one names the sources of the rows that were used. ``day`` is the date to answer for.

Errors: ``AnswerError`` ← ``ProcedureUnknown``, ``ClarificationUnknown``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.beliefs import corrected_first
from bot.answers.benefits import sum_of_a_benefit
from bot.answers.facets import FACET_OF_INTENT, POST_FILING
from bot.answers.layout import MAX_LINES, Screen, fit, with_sources
from bot.answers.lengths import Length, screen_of
from bot.answers.next_steps import next_steps
from bot.answers.overview import difference
from bot.answers.phrases import Phrases
from bot.answers.pitfalls import corrections
from bot.answers.questions import (
    about_which,
    clarify,
    given_away,
    is_paper_of,
    neighbours,
    of_the_age,
    offers,
    what_about,
    which_of,
)
from bot.answers.several import tell_several
from bot.answers.tellers import lines_about
from bot.answers.told import Asked, CatalogueSource, Line
from bot.answers.wording import without_remark
from bot.catalogue.collection import Catalogue
from bot.catalogue.model import Facet, Procedure
from bot.channels.replies import Reply


class AnswerError(LookupError):
    """The catalogue that is published now cannot answer."""


class ProcedureUnknown(AnswerError):
    """No procedure has this code (any more)."""


class ClarificationUnknown(AnswerError):
    """No question back has this id (any more)."""


@dataclass(frozen=True)
class Question:
    """One facet of one procedure."""

    code: str
    intent: str
    """``ask_fee``, ``ask_documents`` …; anything else asks for the overview."""
    case: str | None = None
    """id of a case, or of a part, of the procedure."""
    unsure: bool = False
    """the procedure was guessed: its name then stands on a line of its own."""

    @property
    def facet(self) -> Facet:
        """Return the part of the entry that is asked for."""
        return FACET_OF_INTENT.get(self.intent, "overview")


class ProcedureAnswers:
    """Answers out of the published catalogue, in the words of ``phrases``."""

    def __init__(self, catalogue: CatalogueSource, phrases: Phrases) -> None:
        """Answer from whatever ``catalogue`` has published at the time of asking."""
        self._catalogue = catalogue
        self._phrases = phrases

    def answer(
        self,
        code: str,
        facet_intent: str,
        *,
        day: date,
        message_folded: str = "",
        case: str | None = None,
        unsure: bool = False,
        max_lines: int = MAX_LINES - 1,
        told: Set[Facet] = frozenset(),
        length: Length = "usual",
    ) -> Reply:
        """Answer one facet; an outdated belief in the folded message is corrected first.

        ``max_lines`` counts the lines above the source line; facets ``told`` before are
        not offered again.

        Raises ``ProcedureUnknown``.
        """
        question = Question(code, facet_intent, case, unsure)
        asked = sum_of_a_benefit(self._asked(question, day), message_folded)
        lines = lines_about(asked, message_folded)
        screen = screen_of(asked, lines, unsure=unsure, length=length, max_lines=max_lines)
        return self._reply(screen.text, screen.more or "", [screen], [asked], told)

    def answer_all(
        self,
        questions: Sequence[Question],
        *,
        day: date,
        message_folded: str = "",
        told: Set[Facet] = frozenset(),
        length: Length = "usual",
    ) -> Reply:
        """Answer several asks in their order in one reply, each under its number.

        ``told`` are the facets of the last procedure that were told before.
        """
        if len(questions) == 1:
            only = questions[0]
            return self.answer(
                only.code,
                only.intent,
                day=day,
                message_folded=message_folded,
                case=only.case,
                unsure=only.unsure,
                told=told,
                length=length,
            )
        all_asked = [
            sum_of_a_benefit(self._asked(question, day), message_folded) for question in questions
        ]
        several = tell_several(all_asked, message_folded, length)
        return self._reply(several.text, several.more, several.screens, all_asked, told)

    def compare(self, codes: Sequence[str], *, day: date, message_folded: str = "") -> Reply:
        """Tell what each procedure is for, how long, how much. Raises ``ProcedureUnknown``.

        What an entry says of the other thing in the message comes first.
        """
        all_asked = [self._asked(Question(code, "ask_overview"), day) for code in codes]
        heard = [line for asked in all_asked for line in corrections(asked, message_folded)]
        lines = [*heard, *(line for asked in all_asked for line in difference(asked))]
        if len(codes) == 1:
            lines.append(Line(self._phrases.say("utter_compare_with_what")))
        screen = fit(lines)
        reply = self._reply(screen.text, "", [screen], all_asked)
        return replace(reply, buttons=which_of(self._phrases, self._entries(codes)).buttons)

    def choose_among(
        self,
        codes: Sequence[str],
        intent: str,
        *,
        day: date,
        beside: str | None = None,
        message: str = "",
    ) -> Reply:
        """Ask which of ≤ 4 procedures is meant; the buttons keep the facet asked for.

        Neighbours of the procedure ``beside`` come first when the folded message shares
        words with their names; with nothing to offer, ask what the person wants to know.
        An outdated belief in the message is corrected first.
        """
        catalogue = self._catalogue.current()
        near = neighbours(catalogue, beside, message) if beside else []
        offered = list(dict.fromkeys([*near, *codes]))
        if not offered and beside:
            return what_about(self._phrases, _entry(catalogue, beside), "utter_what_else_about")
        asked = which_of(self._phrases, self._entries(offered), intent)
        return corrected_first(asked, catalogue, self._phrases, day, message)

    def ask_which(self, intent: str, *, day: date, message_folded: str = "") -> Reply:
        """Ask which procedure is meant, offering common ones; correct a belief first."""
        catalogue = self._catalogue.current()
        asked = about_which(self._phrases, catalogue, intent)
        return corrected_first(asked, catalogue, self._phrases, day, message_folded)

    def ask_which_instead(self, code: str, intent: str) -> Reply:
        """Ask what else was meant, offering what is related. Raises ``ProcedureUnknown``."""
        catalogue = self._catalogue.current()
        held = {entry.code: entry for entry in catalogue.procedures}
        near = [held[each] for each in _entry(catalogue, code).related if each in held]
        asked = which_of(self._phrases, near, intent)
        return replace(asked, text=self._phrases.say("utter_which_instead"))

    def corrected(self, message_folded: str, *, day: date) -> Reply | None:
        """Return the correction of an outdated belief that is heard alone; None without any."""
        catalogue = self._catalogue.current()
        asked = about_which(self._phrases, catalogue, "ask_overview")
        told = corrected_first(asked, catalogue, self._phrases, day, message_folded)
        return told if told is not asked else None

    def ask_what_about(self, code: str, *, understood: bool = True) -> Reply:
        """Ask what the person wants to know about a procedure. Raises ``ProcedureUnknown``."""
        key = "utter_what_about" if understood else "utter_not_understood_about"
        return what_about(self._phrases, _entry(self._catalogue.current(), code), key)

    def not_held(self, name: str | None = None) -> Reply:
        """Say that the catalogue does not hold what was chosen or named, and who knows."""
        if name is None:
            return Reply(self._phrases.say("utter_not_held"))
        return Reply(self._phrases.say("utter_not_held_named", name=without_remark(name)))

    def clarify(self, clarification_id: str, intent: str) -> Reply:
        """Ask the question of a vague phrase; nothing is asked where no choice leads on.

        Raises ``ClarificationUnknown``.
        """
        for each in self._catalogue.current().clarifications:
            if each.id == clarification_id:
                leads_on = any(option.leads_on for option in each.options)
                return clarify(each, intent) if leads_on else self.not_held()
        raise ClarificationUnknown(clarification_id)

    def offers(self, clarification_id: str, code: str) -> bool:
        """Tell whether a question back offers a procedure, itself or in a question behind it."""
        return offers(self._catalogue.current(), clarification_id, code)

    def of_the_age(
        self, message_folded: str, *, clarification_id: str | None = None, codes: Sequence[str] = ()
    ) -> str | None:
        """Return the choice of a question back that an age in the message decides."""
        return of_the_age(
            self._catalogue.current(),
            message_folded,
            clarification_id=clarification_id,
            codes=codes,
        )

    def meant_by_belief(self, clarification_id: str, message_folded: str) -> str | None:
        """Return the only option of a question back that an outdated belief gives away."""
        return given_away(self._catalogue.current(), clarification_id, message_folded)

    def asks_for(self, code: str, other: str) -> bool:
        """Tell whether ``code`` asks for the paper that ``other`` results in."""
        return is_paper_of(*self._entries([code, other]))

    def _entries(self, codes: Sequence[str]) -> list[Procedure]:
        return [_entry(self._catalogue.current(), code) for code in codes]

    def _asked(self, question: Question, day: date) -> Asked:
        catalogue = self._catalogue.current()
        procedure = _entry(catalogue, question.code)
        is_case = question.case in {case.id for case in procedure.cases}
        is_part = question.case in {part.id for part in procedure.parts}
        return Asked(
            procedure=procedure,
            facet=question.facet,
            day=day,
            rules=catalogue.rules,
            phrases=self._phrases,
            case=question.case if is_case else None,
            part=question.case if is_part else None,
            by_post=question.intent == POST_FILING,
        )

    def _reply(
        self,
        text: str,
        more: str,
        screens: Sequence[Screen],
        all_asked: Sequence[Asked],
        told_before: Set[Facet] = frozenset(),
    ) -> Reply:
        entries = [asked.procedure for asked in all_asked]
        told, behind = with_sources(self._phrases, text, more, screens, entries)
        last = entries[-1]
        answered = {asked.facet for asked in all_asked if asked.procedure is last}
        return Reply(told, next_steps(self._phrases, last, answered | told_before), behind)


def _entry(catalogue: Catalogue, code: str) -> Procedure:
    by_code = {procedure.code: procedure for procedure in catalogue.procedures}
    if code not in by_code:
        raise ProcedureUnknown(code)
    replacement = by_code.get(by_code[code].replaced_by or "")
    return replacement or by_code[code]
