"""News about channels for the areas above. Internal: no names."""

from dataclasses import dataclass

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ChannelMoved(Event):
    """A channel is in another team now; what carries a copy of its team follows."""

    channel: Channel
    from_team_id: str  # empty when it was a group message before


@dataclass(frozen=True, slots=True)
class ChannelRecategorised(Event):
    """A channel shall appear in another category of its members."""

    channel: Channel
    before: str  # the category it named until now, empty for none
