"""What people hear when a burn-on-read post is opened or burns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class PostRevealed(Event):
    """For the reader's devices with the text, and for the author with who has opened it."""

    name = "post_revealed"
    user_id: str
    shown: str
    recipients: Sequence[str] | None = None  # only in the author's copy
    connection_id: str = ""  # the device that opened it

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"post": self.shown}
        if self.recipients is not None:
            fields["recipients"] = list(self.recipients)
        return fields


@dataclass(frozen=True, slots=True)
class PostBurned(Event):
    """It is gone for one reader, or, without a user, for everybody."""

    name = "post_burned"
    post_id: str
    channel_id: str
    user_id: str = ""
    connection_id: str = ""

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id, user_id=self.user_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, Any]:
        return {"post_id": self.post_id}


@dataclass(frozen=True, slots=True)
class AllRevealed(Event):
    """The author learns that everybody has opened it, and when their own copy burns."""

    name = "burn_on_read_all_revealed"
    post_id: str
    channel_id: str
    user_id: str
    sender_expire_at: int

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id, user_id=self.user_id)

    def data(self) -> dict[str, Any]:
        return {"post_id": self.post_id, "sender_expire_at": self.sender_expire_at}
