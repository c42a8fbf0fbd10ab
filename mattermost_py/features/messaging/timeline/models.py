"""What list of posts is wanted, and rows of it."""

from dataclasses import dataclass

from mattermost_py.features.messaging.posts.plain import Outline


@dataclass(frozen=True, slots=True)
class NewestPosts:
    """The newest posts of a channel as PostgreSQL writes them, each text empty if there is none.

    newest_at: when the newest was written, ms since epoch, UTC; 0 without posts.
    burns:     whether there is a burn-on-read post among them.
    posts:     lines, newest first: `plain.HEAD` of what is plain, else `-`, the id and the root's id.
    replied:   ids of those that have replies, each followed by their number.
    labelled:  ids of those with a label.
    """

    newest_at: int
    burns: bool
    posts: str
    replied: str
    labelled: str


class ListedPost(Outline[int | None]):
    """A post of another part of a channel."""

    __slots__ = ()

    @property
    def place(self) -> int | None:
        """Its number in what was read, from 1; negative before an anchor; None for what comes along by a thread."""
        return self.more


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
