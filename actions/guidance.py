"""Guidance in the conversation: answers to a tree's questions, back, a break, going on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import Events, offered, said, speak
from bot.answers.guidance import BACK
from bot.catalogue.trees import GuidanceTree, TreeQuestion
from bot.channels.replies import Reply
from bot.dialogue.hearing import Heard, hear, heard_wish
from bot.dialogue.message import Understood
from bot.guidance.walk import Given, next_question, still_valid
from bot.services import Services

SLOT = "guidance"
_NEVER_AN_ANSWER = frozenset({"tell_distress", "report_scam", "talk_to_human", "complain"})
_SIDE_QUESTION = "ask_"


def guided(
    message: Understood, tracker: Tracker, services: Services, dispatcher: CollectingDispatcher
) -> Events | None:
    """Take the message as part of a guidance tree; None when it speaks of something else."""
    walk = _Walk.kept(tracker, services)
    if message.guidance is not None:
        return _pressed(message, walk, services, dispatcher)
    if walk is None or message.pressed or message.intent in _NEVER_AN_ANSWER:
        return None
    wish = heard_wish(message.folded)
    if wish == "back":
        return walk.back(dispatcher)
    if wish == "go_on":
        return walk.go_on(walk.given, dispatcher)
    question = walk.question
    heard = hear(question, message.folded) if question and not walk.paused else None
    if question is None or heard is None:
        return None
    if not heard.whole and message.intent.startswith(_SIDE_QUESTION):
        return None
    return walk.take(question, heard, dispatcher)


def offer_to_go_on(
    message: Understood, tracker: Tracker, services: Services, dispatcher: CollectingDispatcher
) -> None:
    """Offer to go on with the tree after a question on the side was answered."""
    walk = _Walk.kept(tracker, services)
    if walk is None or walk.paused or not message.intent.startswith(_SIDE_QUESTION):
        return
    if walk.question is not None:
        speak(dispatcher, services.guidance.resume(walk.tree))


def _pressed(
    message: Understood, kept: _Walk | None, services: Services, dispatcher: CollectingDispatcher
) -> Events:
    tree = services.guidance.tree(message.guidance)
    if tree is None:
        return [*said(dispatcher, "utter_guidance_gone", services.phrases), SlotSet(SLOT, None)]
    walk = kept if kept is not None and kept.tree.id == tree.id else _Walk(tree, services)
    if message.answer is None:
        return walk.go_on(walk.given, dispatcher)
    if message.answer == BACK:
        return walk.back(dispatcher)
    question, _, option = message.answer.partition(".")
    # an older button answers its question anew: what was said after it is asked again
    before = [each.question for each in walk.given]
    until = before.index(question) if question in before else len(before)
    return walk.go_on((*walk.given[:until], Given(question, option)), dispatcher)


@dataclass(frozen=True)
class _Walk:
    """Where the person stands in a tree; each step speaks and returns what to remember."""

    tree: GuidanceTree
    services: Services
    given: tuple[Given, ...] = ()
    paused: bool = False

    @classmethod
    def kept(cls, tracker: Tracker, services: Services) -> _Walk | None:
        """Return what the conversation remembers, None without a tree that still exists."""
        slot = tracker.get_slot(SLOT)
        tree = services.guidance.tree(slot["tree"]) if slot else None
        if tree is None:
            return None
        return cls(tree, services, tuple(Given(*each) for each in slot["given"]), slot["paused"])

    @property
    def question(self) -> TreeQuestion | None:
        """Return the open question; None: the checklist is complete."""
        return next_question(self.tree, self.given)

    def take(
        self, question: TreeQuestion, heard: Heard, dispatcher: CollectingDispatcher
    ) -> Events:
        """Go on with what was heard to the open question."""
        option, before = heard.option, ""
        if heard.wish == "leave":
            reply = self.services.guidance.left(self.tree)
            return self._say(reply, self.given, dispatcher, paused=True)
        if heard.wish == "unsure":
            assumed = (each for each in question.options if each.id == question.if_unsure)
            option = next(assumed, None)
            if option is not None:
                before = self.services.phrases.say("utter_guidance_unsure", label=option.label)
        if option is None:
            reply = self.services.guidance.why(self.tree, question)
            return self._say(reply, self.given, dispatcher)
        return self.go_on((*self.given, Given(question.id, option.id)), dispatcher, before)

    def back(self, dispatcher: CollectingDispatcher) -> Events:
        """Ask the question before once more."""
        before = "" if self.given else self.services.phrases.say("utter_guidance_first")
        return self.go_on(self.given[:-1], dispatcher, before)

    def go_on(
        self, given: tuple[Given, ...], dispatcher: CollectingDispatcher, before: str = ""
    ) -> Events:
        """Ask what comes after these answers, or tell the checklist."""
        given = still_valid(self.tree, given)
        now = self.services.settings.current_time()
        reply = self.services.guidance.go_on(self.tree, given, now, before)
        return self._say(reply, given, dispatcher)

    def _say(
        self,
        reply: Reply,
        given: tuple[Given, ...],
        dispatcher: CollectingDispatcher,
        *,
        paused: bool = False,
    ) -> Events:
        speak(dispatcher, reply)
        answers = [[each.question, each.option] for each in given]
        kept: dict[str, Any] = {"tree": self.tree.id, "given": answers, "paused": paused}
        return [SlotSet(SLOT, kept), offered(reply)]
