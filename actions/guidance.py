"""Guidance in the conversation: answers to a tree's questions, back, a break, going on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import offered, said, speak
from bot.answers.guidance import BACK
from bot.catalogue.trees import GuidanceTree, TreeQuestion
from bot.dialogue.hearing import Heard, hear, heard_wish
from bot.dialogue.message import Understood
from bot.guidance.walk import Given, next_question, still_valid
from bot.services import Services

SLOT = "guidance"
_NEVER_AN_ANSWER = frozenset({"tell_distress", "report_scam", "talk_to_human", "complain"})
_SIDE_QUESTION = "ask_"

Events = list[dict[str, Any]]


def guided(
    message: Understood, tracker: Tracker, services: Services, dispatcher: CollectingDispatcher
) -> Events | None:
    """Take the message as part of a guidance tree; None when it speaks of something else."""
    kept = tracker.get_slot(SLOT) or {}
    if message.guidance is not None:
        return _pressed(message, kept, services, dispatcher)
    tree = services.guidance.tree(kept.get("tree"))
    if tree is None or message.pressed or message.intent in _NEVER_AN_ANSWER:
        return None
    given = _given(kept)
    wish = heard_wish(message.folded)
    if wish == "back":
        return _back(tree, given, services, dispatcher)
    if wish == "go_on":
        return _go_on(tree, given, services, dispatcher)
    question = next_question(tree, given)
    heard = hear(question, message.folded) if question and not kept.get("paused") else None
    if question is None or heard is None:
        return None
    if not heard.whole and message.intent.startswith(_SIDE_QUESTION):
        return None
    return _take(tree, given, question, heard, services, dispatcher)


def offer_to_go_on(
    message: Understood, tracker: Tracker, services: Services, dispatcher: CollectingDispatcher
) -> None:
    """Offer to go on with the tree after a question on the side was answered."""
    kept = tracker.get_slot(SLOT) or {}
    tree = services.guidance.tree(kept.get("tree"))
    if tree is None or kept.get("paused") or not message.intent.startswith(_SIDE_QUESTION):
        return
    if next_question(tree, _given(kept)) is not None:
        speak(dispatcher, services.guidance.resume(tree))


def _pressed(
    message: Understood, kept: dict[str, Any], services: Services, dispatcher: CollectingDispatcher
) -> Events:
    tree = services.guidance.tree(message.guidance)
    if tree is None:
        return [*said(dispatcher, "utter_guidance_gone", services.phrases), SlotSet(SLOT, None)]
    given = _given(kept) if kept.get("tree") == tree.id else ()
    if message.answer is None:
        return _go_on(tree, given, services, dispatcher)
    if message.answer == BACK:
        return _back(tree, given, services, dispatcher)
    question, _, option = message.answer.partition(".")
    # an older button answers its question anew: what was said after it is asked again
    before = [each.question for each in given]
    kept_before = given[: before.index(question)] if question in before else given
    return _go_on(tree, (*kept_before, Given(question, option)), services, dispatcher)


def _take(
    tree: GuidanceTree,
    given: Sequence[Given],
    question: TreeQuestion,
    heard: Heard,
    services: Services,
    dispatcher: CollectingDispatcher,
) -> Events:
    if heard.option is not None:
        answer = Given(question.id, heard.option.id)
        return _go_on(tree, (*given, answer), services, dispatcher)
    if heard.wish == "leave":
        return _leave(tree, given, services, dispatcher)
    assumed = next((each for each in question.options if each.id == question.if_unsure), None)
    if heard.wish == "unsure" and assumed is not None:
        before = services.phrases.say("utter_guidance_unsure", label=assumed.label)
        answer = Given(question.id, assumed.id)
        return _go_on(tree, (*given, answer), services, dispatcher, before)
    reply = services.guidance.why(tree, question)
    speak(dispatcher, reply)
    return [_remembered(tree, given), offered(reply)]


def _go_on(
    tree: GuidanceTree,
    given: Sequence[Given],
    services: Services,
    dispatcher: CollectingDispatcher,
    before: str = "",
) -> Events:
    given = still_valid(tree, given)
    now = services.settings.current_time()
    reply = services.guidance.go_on(tree, given, now, before)
    speak(dispatcher, reply)
    return [_remembered(tree, given), offered(reply)]


def _back(
    tree: GuidanceTree,
    given: Sequence[Given],
    services: Services,
    dispatcher: CollectingDispatcher,
) -> Events:
    before = "" if given else services.phrases.say("utter_guidance_first")
    return _go_on(tree, given[:-1], services, dispatcher, before)


def _leave(
    tree: GuidanceTree,
    given: Sequence[Given],
    services: Services,
    dispatcher: CollectingDispatcher,
) -> Events:
    reply = services.guidance.left(tree)
    speak(dispatcher, reply)
    return [_remembered(tree, given, paused=True), offered(reply)]


def _given(kept: dict[str, Any]) -> tuple[Given, ...]:
    return tuple(Given(question, option) for question, option in kept.get("given") or ())


def _remembered(
    tree: GuidanceTree, given: Sequence[Given], *, paused: bool = False
) -> dict[str, Any]:
    answers = [[each.question, each.option] for each in given]
    kept: dict[str, Any] = SlotSet(SLOT, {"tree": tree.id, "given": answers, "paused": paused})
    return kept
