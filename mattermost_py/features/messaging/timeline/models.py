"""What list of posts is wanted, and rows of it."""

from dataclasses import dataclass

from mattermost_py.features.messaging.posts.plain import Outline


class NewestPost(Outline[int]):
    """A post of the newest page; `more` is when any post of the channel changed last."""

    __slots__ = ()


class ListedPost(Outline[int | None]):
    """A post of another part of a channel.

    more: its number in what was read, from 1; negative for those before an anchor; None for posts that come along
          because of their thread.
    """

    __slots__ = ()


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
