"""Answers about dossiers, put together from ``nlu_data/dossier/responses.yml``.

The state comes first, the time of the last update last, at most seven lines;
what does not fit, and what comes next, is behind "Xem thêm".
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from bot.channels.replies import Button, Reply
from bot.dossier import lines
from bot.dossier.errors import DossierError, DossierNotFound, DossierSourceUnavailable
from bot.dossier.lines import Phrases
from bot.dossier.service import DossierReport
from bot.dossier.statuses import PAYMENT_REQUESTED, SUPPLEMENT_REQUESTED, Status, Statuses

MOST_LINES = 7
MOST_BUTTONS = 4


def compose(report: DossierReport, phrases: Phrases) -> Reply:
    """Return the answer about a dossier that was found."""
    opening = [
        *_sandbox_line(report.is_sandbox, phrases),
        lines.header(report, phrases),
        lines.subject(report, phrases),
        *_told(lines.dates(report, phrases)),
    ]
    ending = [_next_step(report, phrases), lines.updated(report, phrases)]
    extras = _told(
        lines.papers(report, phrases),
        lines.result(report, phrases),
        lines.parts_summary(report, phrases),
    )
    room = MOST_LINES - len(opening) - len(ending)
    more = [
        *extras[room:],
        *lines.parts(report, phrases),
        report.status.explanation,
        phrases.say("utter_dossier_next", next=report.status.next),
        *([phrases.say("utter_dossier_rights_source")] if _has_rights(report) else ()),
    ]
    shown = [*opening, *extras[:room], *ending]
    return Reply("\n".join(shown), _buttons(report, phrases), "\n".join(more))


def compose_failure(
    error: DossierError, phrases: Phrases, *, code: str | None = None, is_sandbox: bool = False
) -> Reply:
    """Return what is said when the look-up failed.

    ``code`` is what "Tra lại" asks again; the texts never repeat it.
    """
    human = Button(phrases.say("utter_dossier_button_human"), "talk_to_human")
    again: tuple[Button, ...] = ()
    if isinstance(error, DossierNotFound):
        key = "utter_dossier_not_found"
    elif isinstance(error, DossierSourceUnavailable):
        key = "utter_dossier_source_down"
        again = _again(code, phrases)
    else:
        key = "utter_dossier_invalid_reply"
    text = [*_sandbox_line(is_sandbox, phrases), phrases.say(key)]
    return Reply("\n".join(text), (*again, human))


def ask_for_code(phrases: Phrases) -> Reply:
    """Return the question for the code, when a message held none."""
    return Reply(phrases.say("utter_dossier_ask_code"))


def ask_for_a_right_code(phrases: Phrases) -> Reply:
    """Return the question for the code again, when what was sent is none."""
    return Reply(phrases.say("utter_dossier_unreadable_code"))


def ask_which(codes: Sequence[str], phrases: Phrases) -> Reply:
    """Return the question which of several codes is meant; the first four are offered."""
    distinct = list(dict.fromkeys(codes))[:MOST_BUTTONS]
    buttons = tuple(
        Button(
            phrases.say("utter_dossier_button_code", tail=lines.tail(code)),
            _payload("check_dossier", dossier_code=code),
        )
        for code in distinct
    )
    return Reply(phrases.say("utter_dossier_several_codes"), buttons)


def explain(status: Status, statuses: Statuses, phrases: Phrases) -> Reply:
    """Return what one state means, without any dossier."""
    text = phrases.say(
        "utter_dossier_explain_status",
        status=status.name,
        explanation=status.explanation,
        act=status.act,
        next=status.next,
        source=statuses.source,
        collected=f"{statuses.collected:%d/%m/%Y}",
    )
    return Reply(text)


def _sandbox_line(is_sandbox: bool, phrases: Phrases) -> list[str]:
    return [phrases.say("utter_dossier_sandbox")] if is_sandbox else []


def _told(*texts: str | None) -> list[str]:
    return [text for text in texts if text]


def _next_step(report: DossierReport, phrases: Phrases) -> str:
    """Return who has to act; a late dossier has rights instead of patience."""
    return phrases.say("utter_dossier_rights") if _has_rights(report) else report.status.act


def _has_rights(report: DossierReport) -> bool:
    return report.timing.is_late and report.status.clock == "running"


def _buttons(report: DossierReport, phrases: Phrases) -> tuple[Button, ...]:
    status = report.status
    steps = []
    if status.code == SUPPLEMENT_REQUESTED:
        steps.append(("supplement", "ask_dossier_supplement"))
    if status.code == PAYMENT_REQUESTED:
        steps.append(("payment", "ask_online_payment"))
    steps.append(("contact", "ask_contact"))
    if report.timing.is_late:
        steps += [("complain", "complain"), ("late", "ask_dossier_late")]
    # The number, not the name: platforms allow a payload few bytes.
    steps.append(("explain", _payload("explain_status", status=str(status.code))))
    steps.append(("human", "talk_to_human"))
    return tuple(
        Button(phrases.say(f"utter_dossier_button_{name}"), payload)
        for name, payload in steps[:MOST_BUTTONS]
    )


def _again(code: str | None, phrases: Phrases) -> tuple[Button, ...]:
    if code is None:
        return ()
    title = phrases.say("utter_dossier_button_again")
    return (Button(title, _payload("check_dossier", dossier_code=code)),)


def _payload(intent: str, **entities: str) -> str:
    return f"{intent}?{urlencode(entities)}"
