"""Which threads are wanted, and lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.messaging.following.models import ThreadView
from mattermost_py.features.messaging.posts.models import Post


@dataclass(frozen=True, slots=True)
class ThreadRow(Post):
    """A root post with one follower's counters of its thread."""

    last_viewed: int = 0
    unread_mentions: int = 0
    unread_replies: int = 0
    thread_delete_at: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the inbox is asked for."""

    per_page: int
    before: str = ""  # a thread's id: those with an older last reply
    after: str = ""
    since_ms: int = 0
    unread: bool = False
    deleted: bool = False
    extended: bool = False
    totals_only: bool = False
    threads_only: bool = False
    exclude_direct: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the whole inbox of a team."""

    total: int = 0
    total_unread_threads: int = 0
    total_unread_mentions: int = 0
    total_unread_urgent_mentions: int = 0


@dataclass(frozen=True, slots=True)
class Inbox:
    """The answer of GET .../threads."""

    total: int
    total_unread_threads: int
    total_unread_mentions: int
    total_unread_urgent_mentions: int
    threads: Sequence[ThreadView] | None
