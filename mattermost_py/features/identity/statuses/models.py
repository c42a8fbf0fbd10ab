"""Whether somebody is there."""

from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

ONLINE, AWAY, DND, OFFLINE, OUT_OF_OFFICE = "online", "away", "dnd", "offline", "ooo"
CHOICES = frozenset({ONLINE, AWAY, DND, OFFLINE})


@dataclass(frozen=True, slots=True)
class Status:
    """A row of `status`; somebody without a row is offline."""

    user_id: str
    status: str = OFFLINE
    manual: bool = False  # chosen by the user; what happens by itself does not change it
    last_activity_at: int = 0  # ms since epoch, UTC
    dnd_end_time: int = 0  # seconds since epoch, UTC; 0 = until changed
    prev_status: str = ""  # what comes after do-not-disturb ends

    def wire(self) -> dict[str, Any]:
        return {
            "user_id": self.user_id,
            "status": self.status,
            "manual": self.manual,
            "last_activity_at": self.last_activity_at,
            "dnd_end_time": self.dnd_end_time,
        }


class NewStatus(Input):
    """Body of PUT /users/{user_id}/status."""

    body_name: ClassVar[str] = "status"
    user_id: str = ""
    status: str = ""
    dnd_end_time: int = 0
