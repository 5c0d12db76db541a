"""Actions of the small model: one remembers, one forgets, one breaks, one rejects."""

from rasa_sdk import Action
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.interfaces import ActionExecutionRejection

CODE = "H13.16-240326-0001"


class Remember(Action):
    def name(self):
        return "action_remember"

    def run(self, dispatcher, tracker, _domain):
        before = tracker.get_slot("topic"), tracker.get_slot("asked_before")
        dispatcher.utter_message(text=f"trước: {before[0]} {before[1]}, mã {CODE}")
        dispatcher.utter_message(
            text="chọn", buttons=[{"title": "Hồ sơ", "payload": f"dossier?dossier_code={CODE}"}]
        )
        return [
            SlotSet("topic", "1.001193"),
            SlotSet("asked_before", False),
            SlotSet("dossier_code", CODE),
            SlotSet("choices", [f"dossier?dossier_code={CODE}"]),
        ]


class Forget(Action):
    def name(self):
        return "action_forget"

    def run(self, dispatcher, _tracker, _domain):
        dispatcher.utter_message(text="xóa")
        return [AllSlotsReset(), SlotSet("erase_conversation", True)]


class Fail(Action):
    def name(self):
        return "action_fail"

    async def run(self, dispatcher, _tracker, _domain):
        dispatcher.utter_message(text="nửa câu")
        raise KeyError("fee")


class Reject(Action):
    def name(self):
        return "action_reject"

    def run(self, _dispatcher, _tracker, _domain):
        raise ActionExecutionRejection("action_reject", "not now")


ACTIONS = (Remember(), Forget(), Fail(), Reject())
