"""What the areas above hear of invitations."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class LedIntoChannels(Event):
    """Somebody came into a team by an invitation that names channels, too. Internal: no name."""

    user_id: str
    team_id: str
    channel_ids: tuple[str, ...]
