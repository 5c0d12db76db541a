"""Questions back: one question, at most four choices, the asked facet kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.articles import READ_ARTICLE
from bot.answers.facets import VAGUE, payload
from bot.answers.next_steps import next_steps
from bot.answers.phrases import Phrases
from bot.answers.pitfalls import is_heard
from bot.catalogue.collection import Catalogue, Clarification, ClarificationOption
from bot.catalogue.model import Procedure
from bot.channels.replies import Button, Reply
from bot.text.fold import fold

MAX_CHOICES = 4
OPENING_QUESTION = "thu-tuc-nao"
"""id of the clarification that is asked when no procedure is known at all."""
_AGE = re.compile(r"\b(\d{1,3}) ?(?:tuoi|t)\b")
NOT_HELD = "choose_option?facet_case=not_held"
"""payload of a choice that the catalogue does not hold."""


def which_of(phrases: Phrases, entries: Sequence[Procedure], intent: str = "ask_overview") -> Reply:
    """Ask which of these procedures is meant."""
    buttons = [
        Button(entry.short_name, payload(intent, entry.code)) for entry in entries[:MAX_CHOICES]
    ]
    if len(buttons) == 1:
        return Reply(phrases.say("utter_is_it", name=buttons[0].title), tuple(buttons))
    return Reply(phrases.say("utter_which_of"), tuple(buttons))


def clarify(clarification: Clarification, intent: str) -> Reply:
    """Ask the question of a vague phrase."""
    buttons = [_choice(option, intent) for option in clarification.options]
    return Reply(clarification.question, tuple(buttons))


def about_which(phrases: Phrases, catalogue: Catalogue, intent: str) -> Reply:
    """Ask which procedure; the common ones are offered where the catalogue names them."""
    asked = phrases.say("utter_which_procedure")
    for each in catalogue.clarifications:
        if each.id == OPENING_QUESTION:
            return replace(clarify(each, intent), text=asked)
    return Reply(asked)


def what_about(phrases: Phrases, procedure: Procedure, key: str = "utter_what_about") -> Reply:
    """Ask what the person wants to know about the procedure that we talk about."""
    return Reply(phrases.say(key, name=procedure.short_name), next_steps(phrases, procedure))


def neighbours(catalogue: Catalogue, code: str, message_folded: str) -> list[str]:
    """Return the related procedures whose names share words with the message, best first."""
    entries = {entry.code: entry for entry in catalogue.procedures}
    if code not in entries:
        return []
    words = set(message_folded.replace("?", " ").split())
    known = set(fold(entries[code].short_name).split())
    shared = {
        other: len(words & set(fold(entries[other].short_name).split()) - known)
        for other in entries[code].related
        if other in entries
    }
    return sorted((other for other in shared if shared[other]), key=lambda other: -shared[other])


def offers(catalogue: Catalogue, clarification_id: str, code: str) -> bool:
    """Tell whether a question back offers a procedure, itself or in a question behind it."""
    questions = {each.id: each for each in catalogue.clarifications}
    waiting, seen = [clarification_id], set()
    while waiting:
        question = questions.get(waiting.pop())
        if question is None or question.id in seen:
            continue
        seen.add(question.id)
        if any(option.code == code for option in question.options):
            return True
        waiting += [each.clarification for each in question.options if each.clarification]
    return False


def given_away(catalogue: Catalogue, clarification_id: str, message_folded: str) -> str | None:
    """Return the only option of a question back that an outdated belief gives away.

    "làm lý lịch ở sở tư pháp" can only mean the record that the office once issued.
    """
    entries = {entry.code: entry for entry in catalogue.procedures}
    offered = [
        entries[option.code]
        for each in catalogue.clarifications
        if each.id == clarification_id
        for option in each.options
        if option.code in entries
    ]
    meant = {
        entry.code
        for entry in offered
        if any(is_heard(pitfall, message_folded) for pitfall in entry.pitfalls)
    }
    return meant.pop() if len(meant) == 1 else None


def of_the_age(
    catalogue: Catalogue, message_folded: str, *, clarification_id: str | None, codes: Sequence[str]
) -> str | None:
    """Return the choice that an age in the message decides: "con tui 5 tuổi", "14 tuổi".

    The question is the one with this id, else one that offers all of ``codes``.
    """
    age = _AGE.search(message_folded)
    if age is None:
        return None
    for each in catalogue.clarifications:
        asked = each.id == clarification_id
        open_now = bool(codes) and set(codes) <= {option.code for option in each.options}
        if asked or (clarification_id is None and open_now):
            fitting = [option.code for option in each.options if option.fits_age(int(age.group(1)))]
            if len(fitting) == 1:
                return fitting[0]
    return None


def _choice(option: ClarificationOption, intent: str) -> Button:
    if option.clarification is not None:
        return Button(option.label, f"{option.intent or intent}?{VAGUE}={option.clarification}")
    if option.article is not None:
        return Button(option.label, f"{READ_ARTICLE}{option.article}")
    if option.code is None:
        return Button(option.label, NOT_HELD)
    return Button(option.label, payload(option.intent or intent, option.code, option.case))


def is_paper_of(entry: Procedure, other: Procedure) -> bool:
    """Tell whether what ``other`` results in is a paper that ``entry`` asks for."""
    papers = [_words(each.name) for each in entry.documents]
    wanted = [_words(each) for each in (other.short_name, *other.results)]
    return any(words and words <= paper for words in wanted for paper in papers)


def _words(text: str) -> set[str]:
    return set(fold(re.sub(r"\([^()]*\)", "", text)).split())
