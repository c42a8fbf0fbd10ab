"""A bot, and what clients send about bots."""

from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

DISPLAY_NAME_MOST = 64
DESCRIPTION_MOST = 1024


@dataclass(frozen=True, slots=True)
class Bot:
    """A row of `bots` with the names of its account."""

    user_id: str
    username: str
    display_name: str
    description: str
    owner_id: str  # a user, or the id of a plugin
    last_icon_update: int
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int  # 0 = enabled

    def wire(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "user_id": self.user_id,
            "username": self.username,
            "owner_id": self.owner_id,
            "create_at": self.create_at,
            "update_at": self.update_at,
            "delete_at": self.delete_at,
        }
        for name in ("display_name", "description", "last_icon_update"):
            if value := getattr(self, name):
                shown[name] = value
        return shown


class BotPatch(Input):
    """Body of POST /bots and PUT /bots/{bot_user_id}."""

    body_name: ClassVar[str] = "bot"
    username: str | None = None
    display_name: str | None = None
    description: str | None = None
