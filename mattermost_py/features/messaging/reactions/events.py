"""What a channel hears about reactions."""

from dataclasses import dataclass

from mattermost_py.features.messaging.reactions.models import Reaction
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class ReactionAdded(Event):
    name = "reaction_added"
    reaction: Reaction
    user_id: str = ""  # set where not the whole channel may know

    def audience(self) -> Audience:
        return Audience(channel_id=self.reaction.channel_id, user_id=self.user_id)

    def data(self) -> dict[str, str]:
        # Clients decode this field a second time: it is JSON inside JSON.
        return {"reaction": dumps_text(self.reaction)}


@dataclass(frozen=True, slots=True)
class ReactionRemoved(Event):
    name = "reaction_removed"
    reaction: Reaction
    user_id: str = ""  # set where not the whole channel may know

    def audience(self) -> Audience:
        return Audience(channel_id=self.reaction.channel_id, user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"reaction": dumps_text(self.reaction)}
