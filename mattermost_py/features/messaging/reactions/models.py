"""A reaction, and what may be sent to make one."""

import re
from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input

EMOJI_NAME = re.compile(r"[a-zA-Z0-9\-+_]{1,64}").fullmatch


@dataclass(frozen=True, slots=True)
class Reaction:
    """One user's emoji on one post."""

    user_id: str
    post_id: str
    emoji_name: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    remote_id: str
    channel_id: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What becomes of a reaction when it is saved: one that is there already stays as it is."""

    create_at: int
    remote_id: str


class NewReaction(Input):
    """Body of POST /reactions."""

    body_name: ClassVar[str] = "reaction"
    user_id: str = ""
    post_id: str = ""
    emoji_name: str = ""
