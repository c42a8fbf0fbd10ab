"""What the reader's other clients hear."""

from dataclasses import dataclass
from typing import Any

from mattermost_py.features.channels.members.models import ChannelUnreadAt
from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class PostUnread(Event):
    name = "post_unread"
    unread: ChannelUnreadAt
    post_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.unread.user_id, channel_id=self.unread.channel_id, team_id=self.unread.team_id)

    def data(self) -> dict[str, Any]:
        return {
            "msg_count": self.unread.msg_count,
            "msg_count_root": self.unread.msg_count_root,
            "mention_count": self.unread.mention_count,
            "mention_count_root": self.unread.mention_count_root,
            "urgent_mention_count": self.unread.urgent_mention_count,
            "last_viewed_at": self.unread.last_viewed_at,
            "post_id": self.post_id,
        }
