"""What is announced about custom emoji."""

from dataclasses import dataclass

from mattermost_py.features.messaging.emoji.models import Emoji
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class EmojiAdded(Event):
    name = "emoji_added"
    emoji: Emoji

    def audience(self) -> Audience:
        return Audience()

    def data(self) -> dict[str, str]:
        return {"emoji": dumps_text(self.emoji)}


@dataclass(frozen=True, slots=True)
class EmojiDeleted(Event):
    """Internal: reactions with this emoji go with it."""

    emoji: Emoji
