"""What list of posts is wanted, and rows of it."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class ListedPost(Post):
    """A post of a list.

    place: its number in the window that was read, from 1; negative for those before an anchor; None for posts that
           come along because of their thread.
    """

    place: int | None = None
    newest_update: int = 0  # of any post of the channel


class NewestPost(NamedTuple):
    """A post of the newest page; a tuple, since there are many of them."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    edit_at: int
    user_id: str
    root_id: str
    message: str
    type: str
    hashtags: str
    is_pinned: bool
    is_plain: bool  # text and nothing else, as most posts are
    reply_count: int
    newest_update: int  # of any post of the channel

    def entry(self, channel_id: str) -> bytes:
        """The JSON member `"id":{...}` of a plain post, as `Post.wire` and `rendering` make it."""
        post_id, create_at, update_at, edit_at, user_id, _, message, kind, hashtags, is_pinned, _, replies, _ = self
        text = _PLAIN_ENTRY % (
            post_id,
            post_id,
            create_at,
            update_at,
            edit_at,
            "true" if is_pinned else "false",
            user_id,
            channel_id,
            dumps_text(message),
            dumps_text(kind) if kind else '""',
            dumps_text(hashtags) if hashtags else '""',
            replies,
        )
        return text.encode()


# Written out, since a page has many of them: an object for each would take twice as long. Ids need no escaping.
_PLAIN_ENTRY: Final = (
    '"%s":{"id":"%s","create_at":%d,"update_at":%d,"edit_at":%d,"delete_at":0,"is_pinned":%s,"user_id":"%s",'
    '"channel_id":"%s","root_id":"","original_id":"","message":%s,"type":%s,"props":{},"hashtags":%s,"file_ids":[],'
    '"pending_post_id":"","reply_count":%d,"last_reply_at":0,"participants":null,"metadata":{}}'
)


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
