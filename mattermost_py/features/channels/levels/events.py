"""What is heard about levels."""

from dataclasses import dataclass

from mattermost_py.features.channels.levels.models import ChannelLevel
from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class LevelChanged(Event):
    name = "channel_level_changed"
    level: ChannelLevel

    def audience(self) -> Audience:
        return Audience(channel_id=self.level.channel_id)

    def data(self) -> dict[str, str]:
        return {"channel_id": self.level.channel_id, "level": self.level.level}
