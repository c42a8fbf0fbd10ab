"""A custom emoji and what clients send about it."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class Emoji:
    """A row of `emoji`."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    creator_id: str
    name: str


class NewEmoji(Input):
    """The `emoji` field of the form that creates one."""

    body_name: ClassVar[str] = "emoji"
    name: str = ""
    creator_id: str = ""


class EmojiSearch(Input):
    """Body of POST /emoji/search."""

    body_name: ClassVar[str] = "emojiSearch"
    term: str = ""
    prefix_only: bool = False
