"""What those hear who are to be notified again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class NotifiedAgain(Event):
    """One for each recipient: what `posted` told, once more."""

    name = "persistent_notification_triggered"
    user_id: str
    team_id: str
    channel_id: str
    post_id: str
    told: Mapping[str, Any]

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id, channel_id=self.channel_id)

    def data(self) -> dict[str, Any]:
        return {**self.told, "mentions": dumps_text([self.user_id])}
