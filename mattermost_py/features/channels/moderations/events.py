"""What a channel hears about its scheme."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class ChannelSchemeUpdated(Event):
    """Moderation gave the channel roles of its own, or took them away."""

    name = "channel_scheme_updated"
    channel_id: str

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id)
