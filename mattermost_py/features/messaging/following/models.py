"""Rows of `threads` and `threadmemberships`, and what a reply does to them."""

from dataclasses import dataclass, field
from typing import Any

from mattermost_py.kernel.json import Raw


@dataclass(frozen=True, slots=True)
class Thread:
    """A root post's thread."""

    post_id: str
    channel_id: str
    team_id: str  # '' for direct and group messages
    reply_count: int
    last_reply_at: int
    participants: list[str]  # latest replier last
    delete_at: int


@dataclass(frozen=True, slots=True)
class Membership:
    """One user's relation to one thread."""

    post_id: str
    user_id: str
    following: bool
    last_viewed: int
    last_updated: int
    unread_mentions: int


@dataclass(frozen=True, slots=True)
class Following:
    """Whether a user follows one thread."""

    post_id: str
    following: bool


@dataclass(frozen=True, slots=True)
class Follower:
    """A follower's counters right after something happened in the thread, and right before."""

    reply_count: int
    last_reply_at: int
    participants: list[str]
    user_id: str | None  # None: nobody follows; the row only tells of the thread
    last_viewed: int | None
    unread_mentions: int | None
    unread_replies: int | None
    previous_unread_mentions: int | None
    previous_unread_replies: int | None
    crt: str  # the preference `collapsed_reply_threads`: on, off or ''


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as far as its thread needs it."""

    root_id: str
    channel_id: str
    team_id: str
    author_id: str
    create_at: int
    auto_follow: bool
    joining: dict[str, bool] = field(default_factory=dict[str, bool])  # who shall follow → whether mentioned


@dataclass(frozen=True, slots=True)
class Counted:
    """A thread right after a reply was counted.

    followers: for each the user id, what they have seen and their unread mentions, both now and before (None: they did
               not follow before), and their preference `collapsed_reply_threads`.
    """

    reply_count: int
    last_reply_at: int
    participants: list[str]
    followers: list[list[Any]]


@dataclass(frozen=True, slots=True)
class ReadChange:
    """A membership around a change of what is read."""

    user_id: str
    last_viewed: int
    unread_mentions: int
    unread_replies: int
    previous_unread_mentions: int
    previous_unread_replies: int


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread as one follower sees it: the wire object of the threads API and of `thread_updated`.

    What all followers see alike may be ready JSON.
    """

    id: str
    reply_count: int
    last_reply_at: int
    last_viewed_at: int
    participants: list[dict[str, Any]] | Raw
    post: dict[str, Any] | Raw
    unread_replies: int
    unread_mentions: int
    is_urgent: bool
    delete_at: int = 0


@dataclass(frozen=True, slots=True)
class FormerFollower:
    """Somebody who followed a thread elsewhere, and how far they had read it."""

    user_id: str
    last_viewed: int
    unread_mentions: int
