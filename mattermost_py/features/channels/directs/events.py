"""What people hear when a direct or group message with them begins."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class DirectAdded(Event):
    name = "direct_added"
    channel_id: str
    creator_id: str
    teammate_id: str

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id)

    def data(self) -> dict[str, str]:
        return {"creator_id": self.creator_id, "teammate_id": self.teammate_id}


@dataclass(frozen=True, slots=True)
class GroupAdded(Event):
    """One a member."""

    name = "group_added"
    channel_id: str
    user_id: str
    user_ids: tuple[str, ...]

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id, user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"teammate_ids": dumps_text(list(self.user_ids))}
