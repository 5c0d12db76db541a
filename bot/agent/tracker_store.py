"""The tracker store of a turn: Rasa reads and saves, the turn's transaction writes.

Rasa saves a tracker in the middle of its own work; ours must happen in the same
transaction as the replies and the "done" mark. So the state comes in before the
turn and what changed is fetched after it; nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.agent import snapshot
from bot.privacy.keys import Vault


@dataclass
class _Open:
    state: dict[str, Any] | None
    loaded: int = 0
    tracker: DialogueStateTracker | None = None


@dataclass(frozen=True)
class TrackerChange:
    """What one turn did to its tracker, ready to be stored."""

    state: dict[str, Any]
    events: list[dict[str, Any]]


class TurnTrackerStore(TrackerStore):
    """Holds the trackers of the turns that are under way in this process."""

    def __init__(self, domain: Domain, vault: Vault) -> None:
        """Restore trackers with the slots of ``domain``."""
        super().__init__(domain)
        self._vault = vault
        self._open: dict[str, _Open] = {}

    def begin(self, conversation: str, state: dict[str, Any] | None) -> None:
        """Make ``state`` the stored state of a conversation for one turn."""
        self._open[conversation] = _Open(state)

    def finish(self, conversation: str) -> TrackerChange | None:
        """End the turn and return its change; None when Rasa saved nothing."""
        turn = self._open.pop(conversation)
        if turn.tracker is None:
            return None
        new = list(turn.tracker.events)[turn.loaded :]
        return TrackerChange(
            snapshot.condense(turn.tracker, self._vault),
            [snapshot.stored_event(event, self._vault) for event in new],
        )

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation's tracker as it was before this turn."""
        turn = self._open[sender_id]
        tracker = snapshot.restore(sender_id, turn.state, self.domain, self._vault)
        turn.loaded = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep ``tracker`` until the turn's transaction fetches what changed."""
        self._open[tracker.sender_id].tracker = tracker

    async def keys(self) -> Iterable[str]:
        """Return the conversations whose turns are under way."""
        return list(self._open)
