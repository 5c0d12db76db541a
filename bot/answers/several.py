"""Several asks in one reply, each under its number and with an equal share of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.layout import MAX_CHARACTERS, MAX_LINES, Screen, fit, in_one_line
from bot.answers.lengths import Length
from bot.answers.tellers import capitalised, is_labelled, lines_about
from bot.answers.told import Asked


@dataclass(frozen=True)
class Several:
    """The screens of several answers, and their texts one after another."""

    text: str
    more: str
    screens: tuple[Screen, ...]


def tell_several(
    all_asked: Sequence[Asked], message_folded: str, length: Length = "usual"
) -> Several:
    """Return the answers under their numbers; one procedure is named once, above them."""
    first = all_asked[0]
    one = len({asked.procedure.code for asked in all_asked}) == 1
    rows, room = (MAX_LINES - 1 - one) // len(all_asked), MAX_CHARACTERS // len(all_asked)
    rows = {"short": 1, "usual": rows, "full": MAX_LINES}[length]
    room *= 3 if length == "full" else 1
    texts = [first.say("utter_header_overview", name=first.procedure.short_name)] if one else []
    rest, screens = [], []
    for place, asked in enumerate(all_asked, start=1):
        name = _facet_name(asked) if one else asked.procedure.short_name
        lines = in_one_line(lines_about(asked, message_folded), room)
        labelled = is_labelled(lines[0].text)
        key = "utter_header_numbered_list" if labelled else "utter_header_numbered"
        head = asked.say(key, number=place, name=name, told=lines[0].text)
        numbered = [replace(lines[0], text=head), *capitalised(lines[1:])]
        screen = fit(numbered, max_lines=rows, max_characters=room)
        screens.append(screen)
        texts.append(screen.text)
        rest += [f"**{place}. {name}**\n{screen.more}"] if screen.more else []
    return Several("\n".join(texts), "\n".join(rest), tuple(screens))


def _facet_name(asked: Asked) -> str:
    return asked.say(f"utter_facet_{asked.facet}").capitalize()
