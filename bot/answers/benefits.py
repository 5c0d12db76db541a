"""Benefits: who asks how much one gets is not told of a fee."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.told import Asked
from bot.text.fold import fold

_BENEFIT = re.compile(r"\b(?:tien|tro cap|huong|phung duong)\b")
_TO_PAY = re.compile(r"\b(?:phi|le phi|dong|nop|ton|mat tien|het)\b")


def sum_of_a_benefit(asked: Asked, message_folded: str) -> Asked:
    """Return a question about the fee as one about the result, where one gets money.

    "tiền mai táng bao nhiêu" of a procedure without a fee, which results in money, and no word
    of paying in the message.
    """
    pays_out = any(_BENEFIT.search(fold(result)) for result in asked.procedure.results)
    free = not any(row.is_known for row in asked.procedure.fee)
    if asked.facet != "fee" or not (pays_out and free) or _TO_PAY.search(message_folded):
        return asked
    return replace(asked, facet="result", sum_first=True)
