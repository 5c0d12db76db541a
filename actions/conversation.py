"""Actions about the conversation itself: choices, starting over, forgetting."""

from __future__ import annotations

from typing import override

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecuted, AllSlotsReset, SlotSet, UserUttered
from rasa_sdk.executor import CollectingDispatcher

from actions.procedures import carry_out
from actions.remembering import recalled
from actions.serving import ServiceAction
from actions.speaking import Events, condole, opened_article, said, speak, tell_correction
from bot.channels.payloads import read_unsigned
from bot.dialogue.decision import decide_back, decide_overview
from bot.dialogue.decisions import Answer
from bot.dialogue.erasing import ERASE_CONVERSATION
from bot.dialogue.message import ConversationState, Understood
from bot.dialogue.naming import names_what_is_held
from bot.dialogue.pointing import all_asks, pointed_payload
from bot.dialogue.signs import goes_back, means_before

_NOT_HELD = "not_held"


class ActionChooseOption(ServiceAction):
    """Takes "cái thứ hai", a number or a plain yes for the button that it means."""

    called = "action_choose_option"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        message = Understood.from_latest_message(tracker.latest_message)
        if message.article is not None:
            return opened_article(message.article, self.services, dispatcher)
        if message.pressed and message.case == _NOT_HELD:
            speak(dispatcher, self.services.answers.not_held())
            return [SlotSet("choices", None)]
        state = recalled(tracker, self.services)
        every = all_asks(message, state)
        if every:
            return carry_out(Answer(every), message, state, self.services, dispatcher)
        payload = _meant(message, state)
        if payload is None:
            dispatcher.utter_message(response=_unmet(message, state.choices))
            return []
        return _pressed(tracker.latest_message.get("text"), payload)


class ActionSay(ServiceAction):
    """Says the text of an intent that has buttons: ``utter_<intent>``."""

    called = "action_say"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        message = Understood.from_latest_message(tracker.latest_message)
        condole(dispatcher, message.folded, self.services)
        return said(dispatcher, f"utter_{message.intent}", self.services.phrases)


class ActionOutOfScope(ServiceAction):
    """Shows the way where the matter has a door of its own, else says what we are for."""

    called = "action_out_of_scope"

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        message = Understood.from_latest_message(tracker.latest_message)
        signpost = self.services.signposts.heard(message.folded)
        if signpost is not None:
            return said(dispatcher, signpost.says, self.services.phrases)
        corrected = tell_correction(message, self.services, dispatcher)
        return corrected or said(dispatcher, "utter_out_of_scope", self.services.phrases)


class ActionStartOver(ServiceAction):
    """Forgets what the conversation was about."""

    called = "action_start_over"
    gives_way = False

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        message = Understood.from_latest_message(tracker.latest_message)
        named = names_what_is_held(message)
        if means_before(message.text) or (named and goes_back(message.text)):
            state = recalled(tracker, self.services)
            back = decide_back(message, state)
            if back is not None:
                return carry_out(back, message, state, self.services, dispatcher)
        if named:  # "mất căn cước rồi làm lại ở đâu"
            state = ConversationState()
            decision = decide_overview(message, state)
            return carry_out(decision, message, state, self.services, dispatcher)
        dispatcher.utter_message(response="utter_start_over")
        return [AllSlotsReset()]


class ActionDeleteMyData(ServiceAction):
    """Says what is erased and marks the turn to erase it; asks first when it is not sure."""

    called = "action_delete_my_data"
    gives_way = False
    may_answer = False

    @override
    async def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        if not Understood.from_latest_message(tracker.latest_message).is_sure:
            return said(dispatcher, "utter_confirm_delete_my_data", self.services.phrases)
        dispatcher.utter_message(response="utter_delete_my_data", json_message={"forget": True})
        return [AllSlotsReset(), SlotSet(ERASE_CONVERSATION, True)]


def _meant(message: Understood, state: ConversationState) -> str | None:
    if message.intent == "affirm":
        return state.choices[0] if len(state.choices) == 1 else None
    return pointed_payload(message, state)


def _unmet(message: Understood, choices: tuple[str, ...]) -> str:
    if message.intent == "affirm":
        return "utter_affirm"
    return "utter_choose_again" if choices else "utter_nothing_to_choose"


def _pressed(text: str | None, payload: str) -> Events:
    """Go on as if the button had been pressed: the next rule sees its intent."""
    press = read_unsigned(payload)
    parse_data = {
        "text": text or "",
        "intent": {"name": press.intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in press.entities],
        "procedures": [],
        "asks": [],
        "pressed": True,
    }
    return [ActionExecuted("action_listen"), UserUttered(text or "", parse_data)]
