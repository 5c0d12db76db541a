"""What the words in front of a name do to it: acted upon, a mere means, or another act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.catalogue.linking_words import default_words
from bot.catalogue.mentions import Mention
from bot.catalogue.names import Word


def only_touched(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of procedures that the sentence names without asking for them."""
    objects = {
        id(second)
        for first, second in pairwise(mentions)
        # "sao y giấy khai sinh": the name that follows at once is what the first acts on,
        # unless both name the same procedure ("mua xe mới bấm biển số")
        # "công chứng giấy khai sinh": so what a vague phrase acts on
        if (first.codes or first.clarification)
        and second.codes
        and _is_next(words, first, second)
        and set(first.codes).isdisjoint(second.codes)
    }
    several = sum(bool(mention.codes or mention.clarification) for mention in mentions) > 1
    return [
        mention
        for mention in mentions
        if id(mention) in objects
        or _is_means_or_other_act(words, mention)
        or (several and _tells_where_somebody_lives(words, mention))
    ]


def _tells_where_somebody_lives(words: Sequence[Word], mention: Mention) -> bool:
    known = default_words().grammar
    said = " ".join(word.folded for word in words[mention.first : mention.last])
    before = words[mention.first - 1].folded if mention.first else ""
    after = words[mention.last].folded if mention.last < len(words) else ""
    lives = said in known.living and (before in known.residents or after in known.places)
    return lives or said in known.lodging


def _is_next(words: Sequence[Word], first: Mention, second: Mention) -> bool:
    return first.last == second.first and words[second.first].start - words[first.last - 1].end <= 1


def _is_means_or_other_act(words: Sequence[Word], mention: Mention) -> bool:
    known = default_words().grammar
    before = [word.folded for word in words[max(0, mention.first - 2) : mention.first]]
    last, both = " ".join(before[-1:]), " ".join(before)
    # "trong giấy khai sinh" is where something stands, "trong liên thông" still the bundle
    bundled = words[mention.first].folded == "lien"
    return (
        (last in known.means and not bundled)
        or both in known.not_this
        or not known.other_acts.isdisjoint({last, both})
    )
