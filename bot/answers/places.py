"""Where to file: at which kind of office, and whether it can be done online."""

from __future__ import annotations

from bot.answers.post import tell_post
from bot.answers.told import Asked, Line, online_too
from bot.answers.wording import sentence
from bot.catalogue.model import Place

_PORTAL = "Cổng Dịch vụ công"
"""how an entry names the portal among its places; it is then not named a second time."""


def tell_places(asked: Asked) -> list[Line]:
    """Return the offices, one a line, and the online way when there is one."""
    places = [each for each in asked.procedure.where if asked.may_tell(each, each.case)]
    if not places:
        return []
    lines = [asked.line(_place_words(asked, place), place) for place in places]
    lines += _responsible(asked)
    lines += [asked.line(sentence(place.note), place) for place in places if place.note]
    online = asked.procedure.online
    named = any(_PORTAL in place.place for place in places)
    if online is not None and online.level != "none" and asked.may_tell(online) and not named:
        lines.append(online_too(asked, online))
    return lines


def tell_online(asked: Asked) -> list[Line]:
    """Return whether it can be filed from afar: online, or by post when that is asked."""
    if asked.by_post:
        return tell_post(asked)
    online = asked.procedure.online
    if online is None or not asked.may_tell(online):
        return []
    lines = [asked.line(asked.say(f"utter_online_{online.level}"), online)]
    if online.note:
        lines.append(asked.line(sentence(online.note), online))
    if online.url and online.level != "none":
        lines.append(asked.line(asked.say("utter_online_address", url=online.url), online))
    return lines


def _responsible(asked: Asked) -> list[Line]:
    part = next((part for part in asked.procedure.parts if part.id == asked.part), None)
    if part is None or part.agency is None:
        return []
    return [asked.line(asked.say("utter_where_part", part=part.name, agency=part.agency))]


def _place_words(asked: Asked, place: Place) -> str:
    case = asked.case_words(place.case)
    if case is None or place.case == asked.case:
        return sentence(place.place)
    return asked.say("utter_where_if", case=case, place=place.place.rstrip("."))
