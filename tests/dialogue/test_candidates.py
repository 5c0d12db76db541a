"""What is meant by a message that no clause links to a procedure, and what the talk adds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalogue.confidence import MOST, NAMED
from bot.dialogue.candidates import in_context
from bot.dialogue.decision import decide
from bot.dialogue.decisions import Answer, Ask, AskWhatAbout, ChooseProcedure
from bot.dialogue.message import Candidate, ParsedAsk, Understood
from tests.dialogue.messages import (
    ABOUT_BIRTH,
    BIRTH,
    DEATH,
    MARRIAGE,
    NOTHING_KNOWN,
    only_ask,
    said,
)

MARRIAGE_IS_RELATED = replace(ABOUT_BIRTH, related=(MARRIAGE,))


def scores(message: Understood) -> dict[str, float]:
    return {each.code: round(each.score, 4) for each in message.candidates}


def test_what_the_linker_is_certain_of_is_answered_with_its_name_shown() -> None:
    message = Understood(
        intent="ask_fee",
        candidates=(Candidate(DEATH, 0.58), Candidate(MARRIAGE, 0.42)),
        asks=(ParsedAsk("ask_fee", DEATH),),
    )
    assert decide(message, NOTHING_KNOWN) == Answer((Ask("ask_fee", DEATH, unsure=True),))
    assert decide(message, MARRIAGE_IS_RELATED) == Answer((Ask("ask_fee", DEATH, unsure=True),))


def test_it_is_answered_too_where_the_asks_were_left_out() -> None:
    message = said("phí", "ask_fee", (DEATH, 0.6), (MARRIAGE, 0.4), asks=False)
    assert decide(message, NOTHING_KNOWN) == Answer((Ask("ask_fee", DEATH, unsure=True),))


def test_two_likely_ones_are_asked_about() -> None:
    message = said("giấy tờ", "ask_fee", (DEATH, 0.7), (MARRIAGE, 0.6))
    assert decide(message, NOTHING_KNOWN) == ChooseProcedure((DEATH, MARRIAGE), "ask_fee")


def test_an_unsure_best_one_is_offered_with_those_at_least_half_as_likely() -> None:
    message = said("giấy tờ", "ask_fee", (DEATH, 0.48), (MARRIAGE, 0.25), (BIRTH, 0.2))
    assert decide(message, NOTHING_KNOWN) == ChooseProcedure((DEATH, MARRIAGE), "ask_fee")


def test_what_is_only_similar_is_not_offered_beside_two_names() -> None:
    message = Understood(
        intent="ask_fee",
        candidates=(Candidate(BIRTH, 0.9), Candidate(DEATH, 0.9), Candidate(MARRIAGE, 0.8)),
        asks=(ParsedAsk("ask_fee"),),
    )
    assert decide(message, NOTHING_KNOWN) == ChooseProcedure((BIRTH, DEATH), "ask_fee")


def test_what_is_related_to_the_talk_gets_a_bounded_bonus() -> None:
    message = said("làm lại", "ask_fee", (DEATH, 0.48), (MARRIAGE, 0.45), (BIRTH, 0.2))
    weighed = in_context(message, MARRIAGE_IS_RELATED)
    assert scores(weighed) == {MARRIAGE: 0.6, DEATH: 0.48, BIRTH: 0.35}
    assert weighed.candidates[0].code == MARRIAGE


def test_the_bonus_can_make_what_is_related_the_one_that_is_answered() -> None:
    message = said("làm lại", "ask_fee", (MARRIAGE, 0.5), (DEATH, 0.4))
    assert only_ask(decide(message, ABOUT_BIRTH)) == ("ask_fee", BIRTH)
    assert decide(message, MARRIAGE_IS_RELATED) == Answer((Ask("ask_fee", MARRIAGE, unsure=True),))


@pytest.mark.parametrize(
    "links",
    [
        pytest.param(((DEATH, 0.9), (MARRIAGE, 0.8)), id="named"),
        pytest.param(((DEATH, 0.6), (MARRIAGE, 0.44)), id="certain"),
    ],
)
def test_a_message_that_is_sure_itself_gets_no_bonus(links: tuple[tuple[str, float], ...]) -> None:
    message = said("khai tử", "ask_fee", *links)
    assert in_context(message, MARRIAGE_IS_RELATED) == message


def test_who_only_tells_something_is_not_drawn_away() -> None:
    message = said("tui chưa có chồng", "inform", (MARRIAGE, 0.48))
    state = replace(MARRIAGE_IS_RELATED, last_intent="check_dossier")
    assert decide(message, state) == AskWhatAbout(BIRTH)


def test_the_bonus_names_nothing() -> None:
    message = said("khai tử", "ask_fee", (DEATH, 0.8), (MARRIAGE, 0.8))
    weighed = in_context(message, MARRIAGE_IS_RELATED)
    assert scores(weighed) == {MARRIAGE: MOST, DEATH: 0.8}
    assert MOST < NAMED


def test_without_a_talk_there_is_no_bonus() -> None:
    message = said("làm lại", "ask_fee", (DEATH, 0.48), (MARRIAGE, 0.45))
    assert in_context(message, NOTHING_KNOWN) == message
