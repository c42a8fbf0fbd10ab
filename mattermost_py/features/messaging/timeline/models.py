"""What list of posts is wanted, and rows of it."""

from dataclasses import dataclass
from typing import NamedTuple

from mattermost_py.features.messaging.posts.models import Post


@dataclass(frozen=True, slots=True)
class ListedPost(Post):
    """A post of a list.

    place: its number in the window that was read, from 1; negative for those before an anchor; None for posts that
           come along because of their thread.
    """

    place: int | None = None
    newest_update: int = 0  # of any post of the channel


class NewestPost(NamedTuple):
    """A post of the newest page; a tuple that begins as `plain.entry` wants it, since there are many of them."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    edit_at: int
    is_pinned: bool
    user_id: str
    channel_id: str
    root_id: str
    message: str
    type: str
    hashtags: str
    reply_count: int
    is_plain: bool  # a root with text and nothing else, as most posts are
    newest_update: int  # of any post of the channel


@dataclass(frozen=True, slots=True)
class Threads:
    """How threads are to be shown."""

    is_collapsed: bool = False  # only roots, with what followers see
    is_extended: bool = False  # whole profiles of participants
    skip_fetch: bool = False  # replies bring their root only, not the whole thread

    @property
    def depth(self) -> str:
        """Which posts come along with a listed reply."""
        if self.is_collapsed:
            return "none"
        return "roots" if self.skip_fetch else "whole"


@dataclass(frozen=True, slots=True)
class ThreadCursor:
    """Which part of a thread is wanted."""

    per_page: int = 0  # 0 = everything
    from_post: str = ""
    from_create_at: int = 0
    from_update_at: int = 0
    is_downward: bool = False  # towards newer posts
    updates_only: bool = False
