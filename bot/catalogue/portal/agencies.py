"""Who: the levels of government, the agency, and who may file."""

from __future__ import annotations

import re

from bot.catalogue.model import Fact, Level
from bot.catalogue.portal.shapes import AGENCY, COMPETENT, LEVELS, WHO, RawRecord, Reading
from bot.catalogue.portal.texts import has_any, one_line
from bot.catalogue.portal.words import PortalWords, any_of

_PLACE = re.compile(
    r",?\s+(?:thành phố|tp\.?|tỉnh)\s+(?P<place>(?:[^\W\d_][^\s,]*\s?){1,4})$", re.IGNORECASE
)


def read_agency(raw: RawRecord, words: PortalWords) -> tuple[str, str | None]:
    """Return the agency without the province that filled the form in, and a doubt.

    Where no agency is named, the words for "whoever receives the file" stand there: an entry
    cannot be without.
    """
    for key in (AGENCY, COMPETENT):
        said = one_line(raw.text(key)).rstrip(" .;,")
        if words.says_nothing(said):
            continue
        place = _PLACE.search(said)
        if place is None or not place["place"][:1].isupper():
            return said, None
        if has_any(place["place"], words.own_province):
            return said, None
        return said[: place.start()].strip(), f"the agency is that of {place['place'].strip()}"
    return words.unknown_agency, "no agency is named"


def read_levels(raw: RawRecord, agency: str, words: PortalWords) -> Reading[Level]:
    """Return the levels; none where the agency is of quite another one.

    Customs and tax offices are often marked "Cấp xã".
    """
    said = one_line(raw.text(LEVELS))
    parts = [part.strip().casefold() for part in re.split(r"[,;]", said) if part.strip()]
    levels = [words.levels[part] for part in parts if part in words.levels]
    known = {*words.levels, *words.levels_elsewhere}
    if not levels or any(part not in known for part in parts):
        return Reading(whole=not parts, doubts=() if not parts else (f"levels: {said[:60]}",))
    of_agency = agency_levels(agency, words)
    if of_agency and not of_agency & set(levels):
        doubt = f"the level is {said}, the agency is {agency[:60]}"
        return Reading(whole=False, doubts=(doubt,))
    return Reading(values=tuple(dict.fromkeys(levels)))


def agency_levels(agency: str, words: PortalWords) -> set[Level]:
    """Return the levels of which an agency's name speaks."""
    if agency == words.unknown_agency:
        return set()
    return {level for level, signs in words.agency_levels.items() if has_any(agency, signs)}


def read_who(raw: RawRecord, words: PortalWords) -> Reading[Fact]:
    """Return who may file, from the portal's own list of kinds of people."""
    said = one_line(raw.text(WHO))
    if words.says_nothing(said):
        return Reading()
    found = re.findall(any_of(words.who), said)
    rest = re.sub(any_of(words.who), "", said).strip(" ,;.")
    if rest:
        return Reading(values=(Fact(text=said),)) if len(said) < 200 else Reading(whole=False)
    return Reading(values=tuple(Fact(text=each) for each in dict.fromkeys(found)))
