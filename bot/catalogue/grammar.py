"""What the words in front of a name do to it: acted upon, a mere means, or another act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.catalogue.mentions import Mention
from bot.catalogue.names import Word

_MEANS = frozenset({"tren", "qua"})
"""``sai tên trên giấy khai sinh``, ``nộp qua vneid``: where or by what, not what"""
_OTHER_ACTS = frozenset(
    {
        ("xoa",),
        ("huy",),
        ("rut",),
        ("tach",),
        ("khoa",),
        ("gia", "han"),
        ("cham", "dut"),
        ("tam", "ngung"),
    }
)
"""``xóa tạm trú`` is not ``tạm trú``; where the catalogue holds it, its name is longer"""


def only_touched(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of procedures that the sentence names without asking for them."""
    objects = {
        id(second)
        for first, second in pairwise(mentions)
        # "sao y giấy khai sinh": the name that follows at once is what the first acts on,
        # unless both name the same procedure ("mua xe mới bấm biển số")
        if first.codes
        and second.codes
        and first.last == second.first
        and set(first.codes).isdisjoint(second.codes)
    }
    return [
        mention
        for mention in mentions
        if id(mention) in objects or _is_means_or_other_act(words, mention)
    ]


def _is_means_or_other_act(words: Sequence[Word], mention: Mention) -> bool:
    before = tuple(word.folded for word in words[max(0, mention.first - 2) : mention.first])
    return bool(before) and (
        before[-1] in _MEANS or before[-1:] in _OTHER_ACTS or before in _OTHER_ACTS
    )
