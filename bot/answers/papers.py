"""What to bring: one paper a line, the must-haves first, then the "(nếu …)" ones."""

from __future__ import annotations

from bot.answers.told import Asked, Line
from bot.answers.wording import sentence
from bot.catalogue.model import Document
from bot.text.fold import fold

_IF = ("neu", "chi khi", "khi", "truong hop")
"""how the condition of a paper begins that not everybody needs, folded."""


def tell_papers(asked: Asked) -> list[Line]:
    """Return the list of papers; empty when none is known."""
    papers = [each for each in asked.procedure.documents if asked.may_tell(each, each.case)]
    if not papers:
        return []
    ordered = sorted(papers, key=lambda paper: _urgency(asked, paper))
    lines = [asked.line(paper_words(asked, paper), paper) for paper in ordered]
    return [Line(asked.say("utter_papers_intro"), lines[0].sources), *lines]


def tell_forms(asked: Asked) -> list[Line]:
    """Return the forms to fill in and where they are."""
    facts = [each for each in asked.procedure.forms if asked.may_tell(each, each.case)]
    lines = [asked.line(sentence(fact.text), fact) for fact in facts]
    linked = [
        each
        for each in asked.procedure.documents
        if each.form_url and asked.may_tell(each, each.case)
    ]
    lines += [asked.line(f"{paper.name}: {paper.form_url}", paper) for paper in linked]
    return lines


def must_haves(asked: Asked) -> list[Document]:
    """Return the papers that everybody needs, else those of the usual case."""
    papers = [each for each in asked.procedure.documents if asked.may_tell(each, each.case)]
    sure = [paper for paper in papers if not _is_conditional(paper)]
    by_urgency = [[each for each in sure if _urgency(asked, each) == rank] for rank in (0, 1)]
    return next(filter(None, by_urgency), [])


def _urgency(asked: Asked, paper: Document) -> int:
    if paper.case is not None and paper.case != asked.case:
        # The first case of an entry is the usual one.
        return 1 if paper.case == _usual_case(asked) else 2
    return 1 if _is_conditional(paper) else 0


def _is_conditional(paper: Document) -> bool:
    """Tell a condition ("nếu còn") from a remark ("nộp trên mạng thì điền mẫu điện tử")."""
    return fold(paper.condition or "").startswith(_IF)


def _usual_case(asked: Asked) -> str | None:
    return next((case.id for case in asked.procedure.cases), None)


def paper_words(asked: Asked, paper: Document) -> str:
    """Return a paper as a line of a list, with its kind, number and condition."""
    told = asked.say("utter_papers_item", name=paper.name.strip().rstrip("."))
    if paper.kind in ("copy", "certified_copy", "information_only"):
        told += asked.say(f"utter_papers_{paper.kind}")
    if paper.copies > 1:
        told += asked.say("utter_papers_copies", number=paper.copies)
    reasons = [_when(asked, paper), paper.condition]
    told_reasons = _both(asked, *(reason for reason in reasons if reason))
    if not told_reasons:
        return told
    if told.endswith(")") and told.count("(") == 1:  # one pair of brackets is enough
        return f"{told[:-1]}; {told_reasons})"
    return f"{told} ({told_reasons})"


def _both(asked: Asked, *reasons: str) -> str:
    """Return reasons as one: a case and a condition that both begin with "nếu" hold together."""
    if len(reasons) == 2 and all(fold(reason).startswith("neu ") for reason in reasons):
        first, second = reasons
        return asked.say("utter_papers_and", first=first, second=second.partition(" ")[2])
    return "; ".join(reasons)


def _when(asked: Asked, paper: Document) -> str | None:
    if paper.case is None or paper.case == asked.case:
        return None
    words = asked.case_words(paper.case)
    return asked.say("utter_papers_if", case=words) if words else None
